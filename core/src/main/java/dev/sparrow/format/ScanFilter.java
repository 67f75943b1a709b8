/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.format;

import java.io.Serializable;
import java.util.List;
import java.util.function.Function;

/// Which rows of a source somebody wants, as far as bounds of their columns tell. A source may leave out rows of which
/// the filter says that none is wanted; whoever reads it asks again of the others. Its text is for `explain`.
public interface ScanFilter extends Serializable {

    /// The names of the columns whose bounds it asks for.
    List<String> columns();

    /// Whether one of some rows may be wanted.
    ///
    /// @param bounds of a column of this name; null where nothing is known
    boolean mayHold(Function<String, ColumnBounds> bounds);
}
