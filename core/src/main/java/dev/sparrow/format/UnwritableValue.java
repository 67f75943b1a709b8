/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.format;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.ErrorValues;
import dev.sparrow.error.SparrowException;

import java.util.function.Function;

/// A value that a format cannot write. The engine makes an error of it, which tells the value where messages may.
public final class UnwritableValue extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient Function<ErrorValues, String> problem;

    /// @param cause may be null
    public UnwritableValue(ErrorCode code, Function<ErrorValues, String> problem, Throwable cause) {
        super(null, cause);
        this.code = code;
        this.problem = problem;
    }

    /// The error for the user.
    public SparrowException error(ErrorValues values) {
        return new SparrowException(code, problem.apply(values), getCause() == null ? null : values.cause(getCause()));
    }

    @Override
    public String getMessage() {
        return problem.apply(ErrorValues.TYPE);
    }
}
