/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.coordination;

/// A lock service of three members that takes part in the measurement.
interface LockService extends AutoCloseable {
    /// A session, which takes and gives back one lock.
    interface Session extends AutoCloseable {
        /// Takes the lock, and waits for it.
        void acquire() throws Exception;

        void release() throws Exception;

        @Override
        void close() throws Exception;
    }

    String name();

    /// Opens a session.
    ///
    /// @param lock the name of its lock
    Session open(String session, String lock) throws Exception;

    @Override
    void close();
}
