/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.error;

/// Errors of the virtual machine, such as a full heap, that libraries wrapped in exceptions of theirs: such an
/// exception says nothing about the data at hand.
public final class MachineErrors {
    private static final int CAUSES_MAX = 100;

    private MachineErrors() {}

    /// Throws the error of the machine that an exception comes of; does nothing if there is none. A stack overflow is
    /// left to the caller: it may come of data that are nested too deeply.
    public static void rethrow(Throwable thrown) {
        var error = in(thrown);
        if (error != null) {
            throw error;
        }
    }

    /// Whether an exception or error comes of a full heap: code that runs for the first time there fails in the middle
    /// of being linked, for instance.
    public static boolean isOfFullHeap(Throwable thrown) {
        try {
            return in(thrown) instanceof OutOfMemoryError;
        } catch (RuntimeException e) {
            return false; // a user's exception that does not tell its cause
        }
    }

    private static VirtualMachineError in(Throwable thrown) {
        var cause = thrown;
        for (var i = 0; i < CAUSES_MAX && cause != null; i++) {
            if (cause instanceof VirtualMachineError error && !(cause instanceof StackOverflowError)) {
                return error;
            }
            cause = cause.getCause();
        }
        return null;
    }
}
