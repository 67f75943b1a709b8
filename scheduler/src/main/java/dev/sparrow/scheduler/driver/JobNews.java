/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.driver;

import dev.sparrow.event.Event;
import dev.sparrow.event.StageOutline;
import dev.sparrow.scheduler.machine.JobFailure;
import dev.sparrow.scheduler.plan.PlannedStage;
import dev.sparrow.scheduler.plan.StageRegistry;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.Lists;
import dev.sparrow.value.StageId;

import java.util.List;
import java.util.Optional;

/// What the driver knows, in the words of events.
public final class JobNews {
    private JobNews() {}

    /// A job was accepted.
    public static Event started(StageRegistry.PlannedJob job, Submission submission) {
        return new Event.JobStarted(
                job.id(),
                submission.label().toString(),
                submission.description(),
                Lists.map(job.stages(), JobNews::outline));
    }

    private static StageOutline outline(PlannedStage stage) {
        var spec = stage.spec();
        return new StageOutline(spec.id(), spec.name(), spec.parents(), spec.partitions(), stage.datasets());
    }

    static Event joined(DriverActor.Join join) {
        var capacity = join.capacity();
        return new Event.ExecutorJoined(join.executor(), join.host(), capacity.slots(), capacity.addresses());
    }

    /// @param reader the task that misses the partitions
    static Event lost(PlannedStage producer, List<Integer> partitions, String cause, AttemptId reader) {
        return new Event.DataLost(
                producer.spec().name(),
                partitions,
                cause,
                "Stage "
                        + producer.id()
                        + " makes them again, and then stage "
                        + reader.stage()
                        + " goes on with partition "
                        + reader.partition()
                        + ".");
    }

    /// Text was read that is no text.
    ///
    /// @param bytes that were not UTF-8
    public static Event invalidText(PlannedStage stage, int partition, long bytes) {
        return new Event.Warning(
                bytes
                        + " bytes of text in partition "
                        + partition
                        + " of stage "
                        + stage.id()
                        + " ("
                        + stage.spec().name()
                        + ") are not UTF-8 and were replaced. Set sparrow.text.malformed=fail to refuse such text.");
    }

    /// The stage that the job fails with; empty if that is none.
    public static Optional<Event> failedStage(JobFailure failure, String reason) {
        var stage =
                switch (failure) {
                    case JobFailure.ResourcesMissing missing -> Optional.of(missing.stage());
                    case JobFailure.TaskFailed failed -> Optional.of(failed.stage());
                    case JobFailure.Excluded excluded -> Optional.of(excluded.stage());
                    case JobFailure.TooFewSlots few -> Optional.of(few.stage());
                    case JobFailure.Starved starved -> Optional.of(starved.stage());
                    case JobFailure.InputLostTooOften lost -> Optional.of(lost.stage());
                    case JobFailure.ExecutorLostTooOften lost -> Optional.of(lost.stage());
                    case JobFailure.Cancelled _, JobFailure.HeapFull _, JobFailure.Closed _, JobFailure.Refused _ ->
                            Optional.<StageId>empty();
                };
        return stage.map(id -> new Event.StageFailed(id, reason));
    }
}
