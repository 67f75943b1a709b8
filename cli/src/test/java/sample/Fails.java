/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package sample;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

public final class Fails {
    private Fails() {}

    /// Fails as a job does: the engine's exception with the user's as its cause.
    public static void main(String[] args) {
        var users = new IllegalStateException("no such word");
        users.setStackTrace(
                new StackTraceElement[] {
                    new StackTraceElement("sample.Fails", "parse", "Fails.java", 7),
                    new StackTraceElement("dev.sparrow.compute.row.MapStep", "next", "MapStep.java", 30),
                });
        throw new SparrowException(ErrorCode.USER_FUNCTION, "map at Fails.java:7 failed in partition 3", users);
    }
}
