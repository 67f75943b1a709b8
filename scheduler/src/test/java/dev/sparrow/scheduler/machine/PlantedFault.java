/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.scheduler.stage.TaskFailure;
import dev.sparrow.value.ExecutorId;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A fault that is planted around the machine: it hears something else than was said, or something else is heard of it.
///
/// @param heard what the machine hears of an input; empty for nothing
/// @param said what is heard of an output; empty for nothing
record PlantedFault(String name, Function<Input, Optional<Input>> heard, Function<Output, Optional<Output>> said) {
    static final PlantedFault NONE = new PlantedFault("none", Optional::of, Optional::of);

    static List<PlantedFault> all() {
        return List.of(
                hears("evicted partitions count as there", PlantedFault::withoutEvictions),
                hears("cached partitions are noted for another executor", PlantedFault::cachedElsewhere),
                hears("cached partitions are not noted", PlantedFault::withoutCached),
                hears("dropped caches are kept", PlantedFault::withoutDropped),
                hears("a former life counts as a new one", PlantedFault::livingOn),
                hears("heartbeats are not heard", PlantedFault::withoutHeartbeats),
                hears("jobs are in another pool", PlantedFault::inAnotherPool),
                hears("ends of threads are not heard", PlantedFault::withoutEnds),
                hears("lost outputs are taken as there", PlantedFault::withoutLosses),
                says("losers of two attempts go on", PlantedFault::withoutInterrupts),
                says("second attempts count as first ones", PlantedFault::copiesAsFirst),
                says("a launch goes to another executor", PlantedFault::launchedElsewhere),
                says("what tasks bring to a barrier is mixed up", PlantedFault::gatheredInAnotherOrder),
                hears("executors are on another host", PlantedFault::onAnotherHost),
                hears("failures are not heard of", PlantedFault::withoutFailures),
                says("lost executors are not told of", PlantedFault::withoutGone),
                says("the alarm is late", PlantedFault::lateAlarm));
    }

    private static PlantedFault hears(String name, Function<Input, Optional<Input>> heard) {
        return new PlantedFault(name, heard, Optional::of);
    }

    private static PlantedFault says(String name, Function<Output, Optional<Output>> said) {
        return new PlantedFault(name, Optional::of, said);
    }

    private static Optional<Input> withoutEvictions(Input input) {
        return Optional.of(input).filter(it -> !(it instanceof Input.PartitionEvicted));
    }

    private static Optional<Input> withoutCached(Input input) {
        return Optional.of(input).filter(it -> !(it instanceof Input.PartitionCached));
    }

    private static Optional<Input> withoutDropped(Input input) {
        return Optional.of(input).filter(it -> !(it instanceof Input.CacheDropped));
    }

    private static Optional<Input> withoutHeartbeats(Input input) {
        return Optional.of(input).filter(it -> !(it instanceof Input.Heartbeat));
    }

    private static Optional<Input> withoutEnds(Input input) {
        return Optional.of(input).filter(it -> !(it instanceof Input.TaskEnded));
    }

    private static Optional<Input> withoutLosses(Input input) {
        return Optional.of(input).filter(it -> !(it instanceof Input.OutputLost));
    }

    private static Optional<Input> cachedElsewhere(Input input) {
        return Optional.of(
                input instanceof Input.PartitionCached(var cache, var partition, var _)
                        ? new Input.PartitionCached(cache, partition, new ExecutorId("e0"))
                        : input);
    }

    private static Optional<Input> livingOn(Input input) {
        return Optional.of(
                input instanceof Input.ExecutorJoined joined
                        ? new Input.ExecutorJoined(
                                new ExecutorId(joined.executor().value(), joined.executor().epoch() + 1),
                                joined.capacity(),
                                joined.host())
                        : input);
    }

    private static Optional<Input> onAnotherHost(Input input) {
        return Optional.of(
                input instanceof Input.ExecutorJoined(var executor, var capacity, var host)
                        ? new Input.ExecutorJoined(executor, capacity, host.equals("h0") ? "h1" : "h0")
                        : input);
    }

    private static Optional<Input> withoutFailures(Input input) {
        return Optional.of(
                input instanceof Input.TaskFailed(var attempt, TaskFailure.FunctionThrew _)
                        ? new Input.TaskReturned(attempt)
                        : input);
    }

    private static Optional<Input> inAnotherPool(Input input) {
        return Optional.of(
                input instanceof Input.SubmitJob job ? job.in(job.pool().equals("web") ? "etl" : "web") : input);
    }

    private static Optional<Output> withoutInterrupts(Output output) {
        return Optional.of(output).filter(it -> !(it instanceof Output.InterruptTask));
    }

    private static Optional<Output> withoutGone(Output output) {
        return Optional.of(output).filter(it -> !(it instanceof Output.ExecutorGone));
    }

    private static Optional<Output> copiesAsFirst(Output output) {
        return Optional.of(
                output instanceof Output.LaunchTasks(var attempts, var executor, var grant, var _)
                        ? new Output.LaunchTasks(attempts, executor, grant, false)
                        : output);
    }

    private static Optional<Output> launchedElsewhere(Output output) {
        return Optional.of(
                output instanceof Output.LaunchTasks(var attempts, var _, var grant, var copy)
                        ? new Output.LaunchTasks(attempts, new ExecutorId("e0"), grant, copy)
                        : output);
    }

    private static Optional<Output> gatheredInAnotherOrder(Output output) {
        return Optional.of(
                output instanceof Output.BarrierOver(var attempt, var executor, var gathered)
                        ? new Output.BarrierOver(attempt, executor, gathered.reversed())
                        : output);
    }

    private static Optional<Output> lateAlarm(Output output) {
        return Optional.of(output instanceof Output.WakeAt(var millis) ? new Output.WakeAt(millis + 5) : output);
    }
}
