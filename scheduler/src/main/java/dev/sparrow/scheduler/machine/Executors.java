/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.value.ExecutorId;

/// What follows from executors that come and go.
final class Executors {
    private final Stages stages;
    private final Caches caches;
    private final Dispatch dispatch;
    private final Replanner consequences;
    private final TaskReports reports;

    Executors(Stages stages, Caches caches, Dispatch dispatch, Replanner consequences, TaskReports reports) {
        this.stages = stages;
        this.caches = caches;
        this.dispatch = dispatch;
        this.consequences = consequences;
        this.reports = reports;
    }

    void onJoined(Input.ExecutorJoined joined) {
        if (dispatch.hasExecutor(joined.executor())) {
            lose(joined.executor(), "executor " + joined.executor() + " started again");
        }
        dispatch.join(joined.executor(), joined.capacity());
    }

    void onLost(Input.ExecutorLost lost) {
        if (dispatch.hasExecutor(lost.executor())) {
            lose(lost.executor(), lost.reason());
        }
    }

    private void lose(ExecutorId executor, String reason) {
        var lostAttempts = dispatch.lose(executor);
        for (var stage : stages.all()) {
            if (stage.spec.kind() instanceof StageKind.Exchange && stage.loseOutputsOf(executor)) {
                consequences.planAnew(stage);
            } else if (stage.spec.barrier()) {
                consequences.concern(stage);
            }
        }
        lostAttempts.forEach(id -> reports.attemptLost(id, reason));
        caches.removeAll(executor).forEach(cache -> consequences.planReadersAnew(caches.readers(cache)));
    }
}
