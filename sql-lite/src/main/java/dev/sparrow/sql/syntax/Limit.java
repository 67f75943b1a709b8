/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.syntax;

import java.util.Optional;

/// How many rows are skipped and how many are left.
///
/// @param percent whether `count` is a share of all rows
public record Limit(Span at, Optional<Expression> count, boolean percent, Optional<Expression> offset)
        implements Syntax {}
