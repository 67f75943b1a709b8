/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.scheduler.stage.BarrierRounds;
import dev.sparrow.value.StageId;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where the tasks of each barrier stage that runs wait for each other.
final class Meetings {
    /// @param members by partition
    private record Meeting(BarrierRounds rounds, List<Attempt> members) {}

    private final MachineStep step;
    private final Map<StageId, Meeting> meetings = new HashMap<>();

    Meetings(MachineStep step) {
        this.step = step;
    }

    /// All tasks of a stage start.
    ///
    /// @param members by partition
    void begin(StageId stage, List<Attempt> members) {
        meetings.put(stage, new Meeting(new BarrierRounds(members.size()), members));
    }

    /// A task that is awaited comes to a round.
    void onCalled(Attempt attempt, BarrierRounds.Operation operation, String message) {
        var meeting = meetings.get(attempt.id().stage());
        var rounds = meeting.rounds();
        var wasBroken = rounds.broken().isPresent();
        var round = rounds.come(attempt.id().partition(), operation, message);
        if (rounds.isOver(round)) {
            for (var member : meeting.members()) {
                step.say(new Output.BarrierOver(member.id(), member.executor(), rounds.gathered()));
            }
        } else {
            tellIfBroken(meeting, wasBroken ? List.of(attempt) : meeting.members());
        }
    }

    /// A task has done its work, and comes to no round any more.
    void onDone(Attempt attempt) {
        var meeting = meetings.get(attempt.id().stage());
        var wasBroken = meeting.rounds().broken().isPresent();
        meeting.rounds().done(attempt.id().partition());
        if (!wasBroken) {
            tellIfBroken(meeting, meeting.members());
        }
    }

    private void tellIfBroken(Meeting meeting, List<Attempt> members) {
        var broken = meeting.rounds().broken();
        for (var member : broken.isPresent() ? members : List.<Attempt>of()) {
            step.say(new Output.BarrierBroken(member.id(), member.executor(), broken.get()));
        }
    }

    /// Its tasks are done, or given up.
    void end(StageId stage) {
        meetings.remove(stage);
    }
}
