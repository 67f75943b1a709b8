/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.executor;

import akka.actor.typed.ActorSystem;

import dev.sparrow.scheduler.protocol.ExecutorCommand;

import java.time.Duration;
import java.util.function.Consumer;

/// The actor of an executor that is the only one of its process.
public final class ExecutorSystem implements AutoCloseable {
    private final TaskRunner threads;
    private final ActorSystem<ExecutorCommand> system;

    /// @param heartbeats how often it tells that it lives
    /// @param failed told why, if it cannot go on
    public ExecutorSystem(TaskRunner threads, Duration heartbeats, Consumer<Throwable> failed) {
        this.threads = threads;
        this.system =
                ActorSystem.create(
                        ExecutorActor.create(threads, heartbeats, failed), "sparrow-executor", ActorConfig.get());
    }

    /// Does not wait.
    public void tell(ExecutorCommand command) {
        system.tell(command);
    }

    /// Asks its tasks to stop.
    @Override
    public void close() {
        threads.stop();
        system.terminate();
    }
}
