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

import dev.sparrow.scheduler.protocol.DriverLink;
import dev.sparrow.scheduler.protocol.ExecutorCommand;
import dev.sparrow.scheduler.protocol.ExecutorEvent;

import java.time.Duration;
import java.util.function.Consumer;

/// An executor: hands orders to its threads. It decides nothing and waits for nothing.
public final class ExecutorActor extends AbstractBehavior<ExecutorCommand> {

    private final TaskRunner threads;
    private final DriverLink driver;
    private final Consumer<Throwable> failed;

    private ExecutorActor(
            ActorContext<ExecutorCommand> context, TaskRunner threads, DriverLink driver, Consumer<Throwable> failed) {
        super(context);
        this.threads = threads;
        this.driver = driver;
        this.failed = failed;
    }

    /// The executor whose threads these are.
    ///
    /// @param heartbeats how often it tells that it lives; zero if it need not
    /// @param failed told why, if the executor cannot go on
    public static Behavior<ExecutorCommand> create(
            TaskRunner threads, DriverLink driver, Duration heartbeats, Consumer<Throwable> failed) {
        return Behaviors.setup(context -> {
            if (!heartbeats.isZero()) {
                context.getSystem()
                        .scheduler()
                        .scheduleWithFixedDelay(
                                Duration.ZERO,
                                heartbeats,
                                () -> driver.tell(new ExecutorEvent.Heartbeat()),
                                context.getExecutionContext());
            }
            return new ExecutorActor(context, threads, driver, failed);
        });
    }

    @Override
    public Receive<ExecutorCommand> createReceive() {
        return newReceiveBuilder().onMessage(ExecutorCommand.class, this::onCommand).build();
    }

    private Behavior<ExecutorCommand> onCommand(ExecutorCommand command) {
        try {
            carryOut(command);
            return this;
        } catch (Throwable e) {
            failed.accept(e);
            return Behaviors.stopped();
        }
    }

    private void carryOut(ExecutorCommand command) {
        switch (command) {
            case ExecutorCommand.RunTasks launch -> threads.start(launch);
            case ExecutorCommand.RecallTasks(var attempts) -> threads.recall(attempts);
            case ExecutorCommand.InterruptTask(var attempt) -> threads.interrupt(attempt);
            case ExecutorCommand.AbandonTask(var attempt) -> threads.abandon(attempt);
            case ExecutorCommand.BarrierOver(var attempt, var gathered) -> threads.barrierOver(attempt, gathered);
            case ExecutorCommand.BarrierBroken(var attempt, var why) ->
                    threads.atBarrier(attempt, seat -> seat.breakOff(why));
            case ExecutorCommand.DropStage(var stage) -> threads.tidy(blocks -> blocks.drop(stage));
            case ExecutorCommand.DropCache(var cache) -> threads.tidy(blocks -> blocks.cached().retire(cache));
            case ExecutorCommand.DropOutput(var output) -> threads.tidy(blocks -> blocks.drop(output));
            case ExecutorCommand.DropBroadcast(var broadcast) -> threads.freeBroadcast(broadcast);
            case ExecutorCommand.Ping _ -> driver.tell(new ExecutorEvent.Pong());
        }
    }
}
