/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.statement;

import dev.sparrow.error.SparrowException;
import dev.sparrow.sql.syntax.NearestName;
import dev.sparrow.sql.syntax.Problem;
import dev.sparrow.sql.syntax.ProblemCode;
import dev.sparrow.sql.syntax.Span;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Says what is wrong with a statement, with its place.
///
/// @param text of the statement
record Failure(String text) {
    SparrowException of(ProblemCode code, Span at, String message) {
        return new Problem(code, text, at, message, Optional.empty()).exception();
    }

    SparrowException unknownTable(String name, Span at, List<String> known) {
        var all = known.isEmpty() ? "No table is registered." : "There are " + String.join(", ", known) + ".";
        var hint = NearestName.of(name, known).map(near -> "Did you mean " + near + "?");
        return new Problem(ProblemCode.UNKNOWN_TABLE, text, at, "There is no table '" + name + "'. " + all, hint)
                .exception();
    }

    /// With the place, where something below knows only what was wrong.
    <T> T at(Span at, ProblemCode code, Supplier<T> made) {
        try {
            return made.get();
        } catch (SparrowException e) {
            if (e.code() == dev.sparrow.error.ErrorCode.INVALID_ARGUMENT) {
                throw of(code, at, e.getMessage());
            }
            throw e;
        }
    }
}
