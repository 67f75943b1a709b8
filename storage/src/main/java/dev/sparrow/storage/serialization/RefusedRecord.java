/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.serialization;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.ErrorValues;
import dev.sparrow.error.SparrowException;

/// A record whose constructor does not take the components that a record of its class had.
public final class RefusedRecord {
    private RefusedRecord() {}

    /// What to throw when the constructor threw.
    ///
    /// @throws VirtualMachineError if it is one: that says nothing about the user's code
    public static RuntimeException of(Class<?> type, Throwable thrown) {
        return switch (thrown) {
            case VirtualMachineError error -> throw error;
            // What it called says more.
            case SparrowException known -> known;
            default ->
                    ErrorValues.undecided(
                            ErrorCode.USER_FUNCTION,
                            values ->
                                    "The constructor of the record "
                                            + type.getTypeName()
                                            + " refused the components of an element that was cached or moved: "
                                            + values.describe(thrown)
                                            + ". Records travel as their components and are made anew where they are read: the"
                                            + " constructor must accept what it once made.",
                            thrown);
        };
    }
}
