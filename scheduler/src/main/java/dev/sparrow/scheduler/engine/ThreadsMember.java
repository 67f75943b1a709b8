/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import dev.sparrow.scheduler.executor.TaskRunner;
import dev.sparrow.scheduler.protocol.ExecutorCommand;
import dev.sparrow.scheduler.protocol.ExecutorLink;
import dev.sparrow.scheduler.slots.Capacity;
import dev.sparrow.value.ExecutorId;

import java.util.function.UnaryOperator;

/// An executor whose threads are in this process.
///
/// @param link takes commands on to its actor
record ThreadsMember(ExecutorId id, Capacity capacity, TaskRunner threads, UnaryOperator<ExecutorLink> link)
        implements Fabric.Member {
    @Override
    public String host() {
        return "localhost";
    }

    @Override
    public ExecutorLink begin(Fabric.Actors actors) {
        return link.apply(actors.actor(id, threads));
    }

    @Override
    public void free(ExecutorCommand command) {
        threads.carryOut(command);
    }

    @Override
    public void endAllAtNextCheck() {
        threads.endAllAtNextCheck();
    }

    @Override
    public void stop() {
        threads.stop();
    }

    @Override
    public void close() {
        threads.close();
    }
}
