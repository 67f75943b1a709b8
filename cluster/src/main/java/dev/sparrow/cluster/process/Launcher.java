/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cluster.process;

import dev.sparrow.cluster.wire.StartOrder;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/// Starts processes of executors.
public interface Launcher extends AutoCloseable {

    /// Does not wait until it is ready.
    Launched launch(StartOrder order) throws IOException;

    /// The application has ended.
    @Override
    void close();

    /// A process of an executor.
    interface Launched {

        /// Ends when the process is gone, or does not work for this order any more.
        CompletableFuture<Void> ended();

        /// How it ended and what it printed last, for people.
        String lastWords();

        /// Ends it at once.
        void kill();

        /// Its work is done: it ends by itself, or else after a while by force. Waits for that.
        void close();
    }
}
