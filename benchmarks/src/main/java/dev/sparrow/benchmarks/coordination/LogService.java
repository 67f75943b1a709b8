/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.coordination;

import java.util.concurrent.CompletableFuture;

/// A replicated map of three members that takes part in the measurement.
interface LogService extends AutoCloseable {
    /// A client of its own connection.
    interface Client extends AutoCloseable {
        /// Begins to put a value; the future ends when the service has acknowledged it.
        CompletableFuture<?> put(String key, String value);

        @Override
        void close();
    }

    String name();

    /// @param outstanding how many puts it has open at most
    Client connect(String name, int outstanding);

    @Override
    void close();
}
