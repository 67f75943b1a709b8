/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute;

import dev.sparrow.error.SparrowException;
import dev.sparrow.lineage.Label;
import dev.sparrow.storage.block.SpillLost;

/// User code threw: a function, a comparator, a partitioner, an iterator that a function returned, or a method of an
/// element. [#label] names the operation that called it, [#getCause] is what it threw.
public final class UserFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// How far a chain of causes is searched; chains can be circular.
    private static final int CAUSES_MAX = 100;

    private final Label label;

    private UserFailure(Label label, Throwable cause) {
        super(label + " threw " + describe(cause), cause);
        this.label = label;
    }

    /// The operation whose user code threw.
    public Label label() {
        return label;
    }

    /// What to throw when user code of `label` threw: a failure that names the innermost operation. What passed through
    /// user code on its way out (a failure below, a cancellation, an error of the engine) stays what it is, also if the
    /// user's code wrapped it.
    ///
    /// @throws OutOfMemoryError if it is one: that says nothing about the user's code
    public static RuntimeException of(Label label, Throwable thrown) {
        if (thrown instanceof OutOfMemoryError outOfMemory) {
            throw outOfMemory;
        }
        var cause = thrown;
        for (var depth = 0; cause != null && depth < CAUSES_MAX; depth++) {
            if (cause instanceof UserFailure
                    || cause instanceof TaskCancelled
                    || cause instanceof SpillLost
                    || cause instanceof SparrowException) {
                return (RuntimeException) cause;
            }
            cause = cause.getCause();
        }
        return new UserFailure(label, thrown);
    }

    /// A user's exception may throw even when it is printed.
    private static String describe(Throwable cause) {
        try {
            return cause.toString();
        } catch (RuntimeException e) {
            return cause.getClass().getName();
        }
    }
}
