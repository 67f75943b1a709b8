/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.error.SparrowException;
import dev.sparrow.sql.syntax.Problem;
import dev.sparrow.sql.syntax.ProblemCode;
import dev.sparrow.sql.syntax.Span;
import dev.sparrow.sql.syntax.SqlProblem;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// What is the same for all parts of one statement.
///
/// @param text the statement's
/// @param values those of its parameters, by number and name
record Binding(String text, Catalog catalog, Map<String, Object> values) {
    SqlProblem problem(ProblemCode code, Span at, String message, Optional<String> hint) {
        return new SqlProblem(new Problem(code, text, at, message, hint));
    }

    SqlProblem problem(ProblemCode code, Span at, String message) {
        return problem(code, at, message, Optional.empty());
    }

    /// The same with other tables.
    Binding with(Catalog other) {
        return new Binding(text, other, values);
    }

    /// Says where it was that a function was given what it does not take.
    <T> T at(Span at, Supplier<T> made) {
        try {
            return made.get();
        } catch (SparrowException e) {
            throw problem(ProblemCode.WRONG_TYPE, at, e.getMessage());
        }
    }

    static Optional<String> meant(String written, List<String> names) {
        return dev.sparrow.sql.syntax.NearestName.of(written, names).map(name -> "Did you mean " + name + "?");
    }
}
