/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

/// The master on which tests run that any of ours has to pass: another one by `-Dtest.master=local-bytes[3]`.
final class TestMaster {
    private TestMaster() {}

    /// @param usual the master where none is asked for
    static String or(String usual) {
        return System.getProperty("test.master", usual);
    }
}
