/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.protocol;

import dev.sparrow.closure.SnippetCode;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.ErrorValues;
import dev.sparrow.event.Event;
import dev.sparrow.event.TaskMetrics;
import dev.sparrow.lineage.Label;
import dev.sparrow.scheduler.plan.FrozenSlice;
import dev.sparrow.scheduler.plan.StageInputs;
import dev.sparrow.scheduler.slots.Grant;
import dev.sparrow.scheduler.stage.BarrierRounds;
import dev.sparrow.scheduler.stage.StageKind;
import dev.sparrow.scheduler.stage.TaskFailure;
import dev.sparrow.storage.block.BlockSizes;
import dev.sparrow.storage.block.CacheChange;
import dev.sparrow.storage.block.MapOutput;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.ShuffleId;
import dev.sparrow.value.StageId;
import dev.sparrow.value.StorageLevel;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The classes of what travels between driver and executors, by their numbers in the bytes. A number is never given to
/// another class; below 20 are those that messages are made of.
final class WireClasses {
    static final int LIST = 10;
    static final int SET = 11;
    static final int MAP = 12;
    static final int BYTES = 13;
    static final int REMOTE_ERROR = 14;

    static final Map<Integer, Class<?>> RECORDS = Collections.unmodifiableMap(numbered());

    private WireClasses() {}

    private static Map<Integer, Class<?>> numbered() {
        var numbers = new TreeMap<Integer, Class<?>>();
        addMessages(numbers);
        addReportsAndCode(numbers);
        addRequestsAndIds(numbers);
        return numbers;
    }

    private static void addMessages(Map<Integer, Class<?>> numbers) {
        numbers.put(15, Optional.class);
        numbers.put(16, Duration.class);
        numbers.put(17, Instant.class);
        numbers.put(19, MessageWriter.Part.class);
        numbers.put(20, ExecutorCommand.RunTasks.class);
        numbers.put(21, ExecutorCommand.RecallTasks.class);
        numbers.put(22, ExecutorCommand.InterruptTask.class);
        numbers.put(23, ExecutorCommand.AbandonTask.class);
        numbers.put(24, ExecutorCommand.BarrierOver.class);
        numbers.put(25, ExecutorCommand.BarrierBroken.class);
        numbers.put(26, ExecutorCommand.DropStage.class);
        numbers.put(27, ExecutorCommand.DropOutput.class);
        numbers.put(28, ExecutorCommand.DropCache.class);
        numbers.put(29, ExecutorCommand.Ping.class);
        numbers.put(30, ExecutorCommand.DropBroadcast.class);
        numbers.put(40, ExecutorEvent.TaskStarted.class);
        numbers.put(41, ExecutorEvent.TasksEnded.class);
        numbers.put(42, ExecutorEvent.BarrierCalled.class);
        numbers.put(43, ExecutorEvent.Pong.class);
        numbers.put(44, ExecutorEvent.ReportKept.class);
        numbers.put(45, ExecutorEvent.PartitionChanged.class);
        numbers.put(46, ExecutorEvent.TaskNews.class);
        numbers.put(47, ExecutorEvent.Heartbeat.class);
        numbers.put(48, CacheChange.Cached.class);
        numbers.put(49, CacheChange.Spilled.class);
        numbers.put(50, CacheChange.Evicted.class);
        numbers.put(51, CacheChange.Lost.class);
        numbers.put(52, CacheChange.Dropped.class);
    }

    private static void addReportsAndCode(Map<Integer, Class<?>> numbers) {
        numbers.put(60, TaskReport.Finished.class);
        numbers.put(61, TaskReport.Failed.class);
        numbers.put(62, TaskReport.Returned.class);
        numbers.put(63, TaskReport.Stopped.class);
        numbers.put(64, Parcel.Encoded.class);
        numbers.put(65, AddedPart.class);
        numbers.put(66, TaskMetrics.class);
        numbers.put(67, TaskMetrics.Spill.class);
        numbers.put(68, Event.DataLost.class);
        numbers.put(76, TaskMetrics.Times.class);
        numbers.put(77, TaskMetrics.Bytes.class);
        numbers.put(78, TaskMetrics.Files.class);
        numbers.put(70, TaskFailure.FunctionThrew.class);
        numbers.put(71, TaskFailure.UserError.class);
        numbers.put(72, TaskFailure.InputLost.class);
        numbers.put(73, TaskFailure.InputSkipped.class);
        numbers.put(74, TaskFailure.EngineError.class);
        numbers.put(75, Wire.Frame.class);
        numbers.put(80, TaskInputs.class);
        numbers.put(81, SurveyParcels.class);
        numbers.put(82, MapOutput.class);
        numbers.put(83, MapOutput.Id.class);
        numbers.put(84, BlockSizes.class);
        numbers.put(85, VersionedInputs.class);
        numbers.put(90, StageCode.class);
        numbers.put(91, StageCode.ProgramCode.class);
        numbers.put(92, StageCode.SliceRef.class);
        numbers.put(93, StageCode.CacheCode.class);
        numbers.put(94, StageCode.Setting.class);
        numbers.put(95, StageCode.FileRef.class);
        numbers.put(96, SnapshotForm.class);
        numbers.put(97, ReferenceForm.OfBroadcast.class);
        numbers.put(98, ReferenceForm.OfAccumulator.class);
        numbers.put(99, StageInputs.class);
        numbers.put(100, StageKind.Exchange.class);
        numbers.put(101, StageKind.Survey.class);
        numbers.put(102, StageKind.Result.class);
        numbers.put(103, FrozenSlice.Encoded.class);
        numbers.put(104, FrozenSlice.Encoded.Run.class);
    }

    private static void addRequestsAndIds(Map<Integer, Class<?>> numbers) {
        numbers.put(110, DriverRequest.Content.class);
        numbers.put(111, DriverRequest.Inputs.class);
        numbers.put(113, DriverRequest.UnitOf.class);
        numbers.put(114, DriverRequest.Unit.class);
        numbers.put(115, DriverRequest.Holders.class);
        numbers.put(116, DriverRequest.EverCached.class);
        numbers.put(117, DriverRequest.BroadcastPiece.class);
        numbers.put(118, DriverRequest.AddressOf.class);
        numbers.put(120, SnippetCode.Unit.class);
        numbers.put(121, ExecutorRequest.Shuffle.class);
        numbers.put(122, ExecutorRequest.Cached.class);
        numbers.put(123, ExecutorRequest.Lose.class);
        numbers.put(124, ExecutorRequest.Retire.class);
        numbers.put(125, ExecutorRequest.KeptReport.class);
        numbers.put(130, StageRef.class);
        numbers.put(131, Grant.class);
        numbers.put(132, AttemptId.class);
        numbers.put(133, StageId.class);
        numbers.put(134, ShuffleId.class);
        numbers.put(135, DatasetId.class);
        numbers.put(136, CacheId.class);
        numbers.put(137, ExecutorId.class);
        numbers.put(138, StorageLevel.class);
        numbers.put(139, Label.class);
        numbers.put(140, ErrorValues.class);
        numbers.put(141, ErrorCode.class);
        numbers.put(142, BarrierRounds.Operation.class);
    }
}
