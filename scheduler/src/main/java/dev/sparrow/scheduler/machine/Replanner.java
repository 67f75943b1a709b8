/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.value.JobId;
import dev.sparrow.value.Lists;
import dev.sparrow.value.StageId;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The second half of a step of the machine: from the facts that have changed follow new plans for the jobs concerned,
/// and then for each stage concerned its new state, or its end.
final class Replanner {
    private final MachineStep step;
    private final Stages stages;
    private final SortedMap<JobId, RunningJob> jobs;
    private final Dispatch dispatch;
    private final TreeMap<JobId, RunningJob> jobsConcerned = new TreeMap<>();
    private final TreeMap<StageId, Stage> stagesConcerned = new TreeMap<>();

    Replanner(MachineStep step, Stages stages, SortedMap<JobId, RunningJob> jobs, Dispatch dispatch) {
        this.step = step;
        this.stages = stages;
        this.jobs = jobs;
        this.dispatch = dispatch;
    }

    // ---- Noting who is concerned ------------------------------------------------------------------------------------

    void concern(Stage stage) {
        stagesConcerned.put(stage.id(), stage);
    }

    void concern(Collection<Stage> concerned) {
        concerned.forEach(this::concern);
    }

    /// All jobs that list the stage have to plan again.
    void concernUsersOf(Stage stage) {
        stage.users.forEach(id -> jobsConcerned.put(id, jobs.get(id)));
    }

    /// What the stage has or wants has changed, so all plans with it have to be made again.
    void planAnew(Stage stage) {
        concern(stage);
        concernUsersOf(stage);
    }

    /// Cached partitions are not there any more: those that read them may need more parents than before.
    void planReadersAnew(Collection<StageId> readers) {
        readers.stream().map(stages::get).filter(reader -> !reader.isDone()).forEach(this::planAnew);
    }

    /// Cached partitions are there: those that wait for parents may do without.
    void planWaitingReadersAnew(Collection<StageId> readers) {
        readers.forEach(reader -> planAnewIfWaiting(stages.get(reader)));
    }

    /// Less of a stage that waits for parents is missing than before.
    void planAnewIfWaiting(Stage stage) {
        if (stage.state instanceof StageState.Waiting && !stage.spec.caches().isEmpty()) {
            planAnew(stage);
        }
    }

    /// The job has ended and plans no more.
    void forget(RunningJob job) {
        jobsConcerned.remove(job.id);
    }

    // ---- Drawing them -----------------------------------------------------------------------------------------------

    /// Whether anybody is concerned.
    boolean areThere() {
        return !jobsConcerned.isEmpty() || !stagesConcerned.isEmpty();
    }

    /// Returns the barrier stages that are needed and have more tasks than there is room for. Such a stage can never
    /// start and must not have a turn.
    List<Stage> draw() {
        jobsConcerned.values().forEach(job -> concern(job.replan(stages)));
        jobsConcerned.clear();
        stagesConcerned.values().forEach(this::settle);
        var tooWide = Lists.filter(stagesConcerned.values(), this::isTooWide);
        stagesConcerned.clear();
        return tooWide;
    }

    private boolean isTooWide(Stage stage) {
        var spec = stage.spec;
        return spec.barrier()
                && !stage.neededBy.isEmpty()
                && spec.partitions() > dispatch.fittingWhenIdle(spec.demand());
    }

    /// Moves a stage to the state that follows from the facts.
    private void settle(Stage stage) {
        if (stage.neededBy.isEmpty()) {
            dispatch.interrupt(stage);
            stage.forgetFailures();
        } else {
            var first = jobs.get(stage.neededBy.first());
            stage.job = first.id.value();
            stage.pool = first.pool;
        }
        if (stage.isDroppable()) {
            stages.remove(stage);
            dispatch.forget(stage);
            if (!stage.isResult()) {
                step.say(new Output.DropOutput(stage.id()));
            }
            return;
        }
        if (stage.isFreeable() && !isAnyNeeded(stage.children)) {
            step.say(new Output.FreeOutput(stage.id(), stage.free()));
        }
        if (stage.isTorn()) {
            startAnew(stage);
        }
        stage.state = nextState(stage);
        dispatch.refresh(stage);
    }

    private boolean isAnyNeeded(Collection<StageId> children) {
        for (var child : children) {
            if (!stages.get(child).neededBy.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /// Tasks that waited for each other are of no use without those of the same run that are gone.
    private void startAnew(Stage stage) {
        dispatch.interrupt(stage);
        var freed = stage.startAnew();
        if (!stage.spec.caches().isEmpty()) {
            concernUsersOf(stage); // more of it is missing, and so perhaps more cached partitions are
        }
        if (!freed.isEmpty()) {
            step.say(new Output.FreeOutput(stage.id(), freed));
        }
    }

    private StageState nextState(Stage stage) {
        if (stage.isDone()) {
            return stage.state;
        }
        if (stage.neededBy.isEmpty()) {
            return new StageState.Idle();
        }
        if (!stages.hasInput(stage)) {
            return new StageState.Waiting();
        }
        return stage.state instanceof StageState.Running ? stage.state : new StageState.Ready();
    }
}
