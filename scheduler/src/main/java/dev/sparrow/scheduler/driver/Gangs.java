/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.driver;

import dev.sparrow.scheduler.machine.BarrierRounds;
import dev.sparrow.scheduler.machine.Output;
import dev.sparrow.scheduler.protocol.ExecutorCommand;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.StageId;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The tasks that wait for each other: which have come to a barrier, and where they are to be told of its end.
final class Gangs {
    private final Map<StageId, Gang> gangs = new HashMap<>();

    /// One launch of a barrier stage.
    ///
    /// @param attempts by partition
    private record Gang(List<AttemptId> attempts, List<ExecutorId> executors, BarrierRounds rounds) {
        boolean has(AttemptId attempt) {
            return attempts.contains(attempt);
        }
    }

    /// All tasks of a stage are launched; those of an earlier launch are not spoken of any more.
    ///
    /// @param members one attempt each, in the order of the partitions
    void begin(List<Output.LaunchTasks> members) {
        var attempts = members.stream().map(member -> member.attempts().getFirst()).toList();
        var executors = members.stream().map(Output.LaunchTasks::executor).toList();
        gangs.put(attempts.getFirst().stage(), new Gang(attempts, executors, new BarrierRounds(attempts.size())));
    }

    /// A task has come to a barrier. Returns who is to be told what.
    Map<ExecutorCommand, ExecutorId> called(AttemptId attempt, BarrierRounds.Operation operation, String message) {
        var gang = gangs.get(attempt.stage());
        if (gang == null || !gang.has(attempt)) {
            return Map.of();
        }
        var round = gang.rounds().come(attempt.partition(), operation, message);
        if (!gang.rounds().isOver(round)) {
            return broken(gang);
        }
        var gathered = gang.rounds().gathered();
        return toAll(gang, member -> new ExecutorCommand.BarrierOver(member, gathered));
    }

    /// A task has done its work and comes to no further barrier. Returns who is to be told what.
    Map<ExecutorCommand, ExecutorId> done(AttemptId attempt) {
        var gang = gangs.get(attempt.stage());
        if (gang == null || !gang.has(attempt)) {
            return Map.of();
        }
        gang.rounds().done(attempt.partition());
        return broken(gang);
    }

    private static Map<ExecutorCommand, ExecutorId> broken(Gang gang) {
        return gang.rounds()
                .broken()
                .map(why -> toAll(gang, member -> new ExecutorCommand.BarrierBroken(member, why)))
                .orElse(Map.of());
    }

    private static Map<ExecutorCommand, ExecutorId> toAll(Gang gang, Function<AttemptId, ExecutorCommand> command) {
        var told = new LinkedHashMap<ExecutorCommand, ExecutorId>();
        for (var i = 0; i < gang.attempts().size(); i++) {
            told.put(command.apply(gang.attempts().get(i)), gang.executors().get(i));
        }
        return told;
    }

    void forget(StageId stage) {
        gangs.remove(stage);
    }
}
