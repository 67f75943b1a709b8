/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.actor;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;

import dev.sparrow.scheduler.task.TaskRunner;
import dev.sparrow.scheduler.task.TaskSpec;
import dev.sparrow.storage.block.MapOutput;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.StageId;

import java.util.List;
import java.util.function.Consumer;

/// An executor: hands orders to its threads. It decides nothing and waits for nothing.
public final class ExecutorActor extends AbstractBehavior<ExecutorActor.Command> {

    public sealed interface Command {}

    /// Run these one after another on one thread.
    public record RunTasks(List<TaskSpec> orders) implements Command {}

    /// Give back what has not begun of what was to be run together.
    public record RecallTasks(List<AttemptId> attempts) implements Command {}

    public record InterruptTask(AttemptId attempt) implements Command {}

    public record AbandonTask(AttemptId attempt) implements Command {}

    /// Free the blocks of an exchange.
    public record DropStage(StageId stage) implements Command {}

    /// Free what one attempt wrote.
    public record DropOutput(MapOutput output) implements Command {}

    /// Free the cached partitions of a cache.
    public record DropCache(CacheId cache) implements Command {}

    /// Answers if this executor still gets on with its messages.
    public record Ping(Runnable answer) implements Command {}

    private final TaskRunner threads;
    private final Consumer<Throwable> failed;

    private ExecutorActor(ActorContext<Command> context, TaskRunner threads, Consumer<Throwable> failed) {
        super(context);
        this.threads = threads;
        this.failed = failed;
    }

    /// The executor whose threads these are.
    ///
    /// @param failed told why, if the executor cannot go on
    public static Behavior<Command> create(TaskRunner threads, Consumer<Throwable> failed) {
        return Behaviors.setup(context -> new ExecutorActor(context, threads, failed));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder().onMessage(Command.class, this::onCommand).build();
    }

    private Behavior<Command> onCommand(Command command) {
        try {
            carryOut(command);
            return this;
        } catch (Throwable e) {
            failed.accept(e);
            return Behaviors.stopped();
        }
    }

    private void carryOut(Command command) {
        switch (command) {
            case RunTasks(var orders) -> threads.start(orders);
            case RecallTasks(var attempts) -> threads.recall(attempts);
            case InterruptTask(var attempt) -> threads.interrupt(attempt);
            case AbandonTask(var attempt) -> threads.abandon(attempt);
            case DropStage(var stage) -> threads.tidy(blocks -> blocks.drop(stage));
            case DropCache(var cache) -> threads.tidy(blocks -> blocks.cached().drop(cache));
            case DropOutput(var output) -> threads.tidy(blocks -> blocks.drop(output));
            case Ping(var answer) -> answer.run();
        }
    }
}
