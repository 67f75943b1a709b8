/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import org.junit.jupiter.api.Assumptions;

/// The master on which tests run that any of ours has to pass: `local…`, or by `-Dtest.master=local-bytes` the same
/// with executors that share no object, and three of them where two slots are asked for.
final class TestMaster {
    private static final boolean BYTES = System.getProperty("test.master", "local").equals("local-bytes");

    private TestMaster() {}

    /// @param usual the master where no other is asked for, such as `local[2,3]`
    static String or(String usual) {
        return BYTES && usual.startsWith("local[")
                ? usual.replace("local[2", "local[3").replace("local[", "local-bytes[")
                : usual;
    }

    /// Executors of one slot that share no object.
    static String bytes(int executors) {
        return "local-bytes[" + executors + "]";
    }

    /// Skips what holds only where tasks share objects with the driver.
    ///
    /// @param why it does not hold elsewhere
    static void assumeShared(String why) {
        Assumptions.assumeFalse(BYTES, why);
    }

    static boolean isBytes() {
        return BYTES;
    }
}
