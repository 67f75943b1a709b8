/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.syntax;

import java.util.Optional;

/// A column of what a query selects, or several of them if it is a star.
public record SelectItem(Span at, Expression value, Optional<Name> alias) implements Syntax {}
