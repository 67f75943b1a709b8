/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.syntax;

import java.util.Optional;

/// Some of the rows, chosen at random.
///
/// @param percent whether `amount` is a share of all rows, or their number
/// @param method `bernoulli`, `system` or `reservoir`
public record Sample(Span at, Expression amount, boolean percent, Optional<Name> method, Optional<Expression> seed)
        implements Syntax {}
