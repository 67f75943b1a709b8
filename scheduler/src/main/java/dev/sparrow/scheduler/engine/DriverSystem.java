/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import akka.actor.typed.ActorSystem;

import dev.sparrow.scheduler.driver.DriverActor;
import dev.sparrow.scheduler.executor.ActorConfig;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/// The actor system of a driver, which waits for its driver. It takes longest of all to start, so it begins before, and
/// starts beside, what else an engine needs.
final class DriverSystem {
    private final FutureTask<ActorSystem<DriverActor.Command>> starting =
            new FutureTask<>(() -> ActorSystem.create(DriverActor.waiting(), "sparrow", ActorConfig.get()));

    private DriverSystem() {}

    static DriverSystem begin() {
        var system = new DriverSystem();
        Thread.ofPlatform().daemon().name("sparrow-start").start(system.starting);
        return system;
    }

    /// What the supplier makes meanwhile; if it fails, the system ends.
    <T> T beside(Supplier<T> other) {
        try {
            return other.get();
        } catch (RuntimeException | Error e) {
            get().terminate();
            throw e;
        }
    }

    /// Waits until it has started.
    ActorSystem<DriverActor.Command> get() {
        var interrupted = false;
        try {
            while (true) {
                try {
                    return starting.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new IllegalStateException("The actor system does not start", e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
