/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.syntax;

import java.util.List;
import java.util.Optional;

/// A query with a name, in a `with` clause.
///
/// @param columns the names of its first columns, perhaps none
/// @param materialized what was said of whether it is computed once; nothing if nothing was
/// @param key the columns of `using key`, by which rows of a recursion replace each other
public record CommonTable(
        Span at, Name name, List<Name> columns, List<Name> key, Optional<Boolean> materialized, Query query)
        implements Syntax {
    public CommonTable {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }
}
