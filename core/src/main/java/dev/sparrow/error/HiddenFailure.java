/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.error;

/// Where user code threw what, without what that said: in place of an exception that may tell of values which nobody is
/// to see.
final class HiddenFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private HiddenFailure(Throwable hidden) {
        super(hidden.getClass().getName() + " (sparrow.errors.values is type: its message is not shown)");
    }

    static Throwable of(Throwable hidden) {
        var failure = new HiddenFailure(hidden);
        try {
            failure.setStackTrace(hidden.getStackTrace());
        } catch (RuntimeException noTrace) {
            failure.setStackTrace(new StackTraceElement[0]);
        }
        return failure;
    }
}
