/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.value.JobId;
import dev.sparrow.value.StageId;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The second half of a step of the machine: from the facts that have changed follow new plans for the jobs concerned,
/// and then for each stage concerned its new state, or its end.
final class Replanner {
    private final Stages stages;
    private final SortedMap<JobId, RunningJob> jobs;
    private final Dispatch dispatch;
    private final TreeMap<JobId, RunningJob> jobsConcerned = new TreeMap<>();
    private final TreeMap<StageId, Stage> stagesConcerned = new TreeMap<>();

    Replanner(Stages stages, SortedMap<JobId, RunningJob> jobs, Dispatch dispatch) {
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

    /// The job has ended and plans no more.
    void forget(RunningJob job) {
        jobsConcerned.remove(job.id);
    }

    // ---- Drawing them -----------------------------------------------------------------------------------------------

    /// Returns the barrier stages that are needed and have more tasks than there is room for. Such a stage can never
    /// start and must not have a turn.
    List<Stage> draw(long nowMillis, List<Output> outputs) {
        if (jobsConcerned.isEmpty() && stagesConcerned.isEmpty()) {
            return List.of();
        }
        jobsConcerned.values().forEach(job -> concern(job.replan(stages)));
        jobsConcerned.clear();
        stagesConcerned.values().forEach(stage -> settle(stage, nowMillis, outputs));
        var tooWide = stagesConcerned.values().stream().filter(this::isTooWide).toList();
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
    private void settle(Stage stage, long nowMillis, List<Output> outputs) {
        if (stage.neededBy.isEmpty()) {
            dispatch.interrupt(stage, nowMillis, outputs);
            stage.forgetFailures();
        }
        if (stage.isDroppable()) {
            stages.remove(stage);
            dispatch.forget(stage);
            if (!stage.isResult()) {
                outputs.add(new Output.DropOutput(stage.id()));
            }
            return;
        }
        if (stage.isFreeable() && stage.children.stream().allMatch(child -> stages.get(child).neededBy.isEmpty())) {
            outputs.add(new Output.FreeOutput(stage.id(), stage.free()));
        }
        if (stage.isTorn()) {
            startAnew(stage, nowMillis, outputs);
        }
        stage.state = nextState(stage);
        dispatch.refresh(stage);
    }

    /// Tasks that waited for each other are of no use without those of the same run that are gone.
    private void startAnew(Stage stage, long nowMillis, List<Output> outputs) {
        dispatch.interrupt(stage, nowMillis, outputs);
        var freed = stage.startAnew();
        if (!freed.isEmpty()) {
            outputs.add(new Output.FreeOutput(stage.id(), freed));
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
