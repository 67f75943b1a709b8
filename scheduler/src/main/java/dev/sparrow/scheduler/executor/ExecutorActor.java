/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.executor;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;

import dev.sparrow.scheduler.protocol.ExecutorCommand;
import dev.sparrow.scheduler.protocol.ExecutorEvent;

import java.time.Duration;
import java.util.function.Consumer;

/// An executor: hands orders to its threads. It decides nothing and waits for nothing.
public final class ExecutorActor extends AbstractBehavior<ExecutorCommand> {

    private final TaskRunner threads;
    private final Consumer<Throwable> failed;

    private ExecutorActor(ActorContext<ExecutorCommand> context, TaskRunner threads, Consumer<Throwable> failed) {
        super(context);
        this.threads = threads;
        this.failed = failed;
    }

    /// The executor whose threads these are.
    ///
    /// @param heartbeats how often it tells that it lives; zero if it need not
    /// @param failed told why, if the executor cannot go on
    public static Behavior<ExecutorCommand> create(
            TaskRunner threads, Duration heartbeats, Consumer<Throwable> failed) {
        return Behaviors.setup(context -> {
            if (!heartbeats.isZero()) {
                context.getSystem()
                        .scheduler()
                        .scheduleWithFixedDelay(
                                Duration.ZERO,
                                heartbeats,
                                () -> threads.driver().tell(new ExecutorEvent.Heartbeat()),
                                context.getExecutionContext());
            }
            return new ExecutorActor(context, threads, failed);
        });
    }

    @Override
    public Receive<ExecutorCommand> createReceive() {
        return newReceiveBuilder().onMessage(ExecutorCommand.class, this::onCommand).build();
    }

    private Behavior<ExecutorCommand> onCommand(ExecutorCommand command) {
        try {
            threads.carryOut(command);
            return this;
        } catch (Throwable e) {
            failed.accept(e);
            return Behaviors.stopped();
        }
    }
}
