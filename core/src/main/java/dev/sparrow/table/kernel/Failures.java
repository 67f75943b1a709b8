/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.kernel;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

/// The errors of functions: what could not be computed, and of which values.
public final class Failures {
    private Failures() {}

    static SparrowException overflow(String type, Object left, String operator, Object right) {
        return new SparrowException(
                ErrorCode.OVERFLOW,
                left
                        + " "
                        + operator
                        + " "
                        + right
                        + " is no "
                        + type
                        + ": the result is out of its range. Cast to a wider type before, or use try_cast.");
    }

    static SparrowException noCast(Object value, String type) {
        return new SparrowException(
                ErrorCode.MALFORMED_INPUT,
                "'" + value + "' cannot be cast to " + type + ". Use try_cast for null in place of an error.");
    }

    static SparrowException outOfRange(Object value, String type) {
        return new SparrowException(
                ErrorCode.OVERFLOW,
                "The value "
                        + value
                        + " is out of the range of "
                        + type
                        + ". Cast to a wider type, or use try_cast for null in place of an error.");
    }

    static SparrowException refused(String message) {
        return SparrowException.invalidArgument(message);
    }
}
