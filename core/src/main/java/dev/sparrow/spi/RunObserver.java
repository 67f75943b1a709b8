/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spi;

import dev.sparrow.event.SparrowListener;

import java.util.ServiceLoader;

/// What watches contexts from outside, such as a log or a page. Found on the class path as a service, and not even
/// looked for unless the settings of a context ask for it.
public interface RunObserver {

    /// Begins to watch a run. Called by one thread, once a job has been under way for a moment or has ended; what
    /// happened before is told next.
    Watch begin(ObservedRun run);

    /// Is told of everything that happens in the run, in order, by one thread at a time.
    interface Watch extends SparrowListener, AutoCloseable {

        /// The run is over: nothing more is told.
        @Override
        void close();
    }

    /// Those on the class path.
    static Iterable<RunObserver> onClassPath() {
        return ServiceLoader.load(RunObserver.class, RunObserver.class.getClassLoader());
    }
}
