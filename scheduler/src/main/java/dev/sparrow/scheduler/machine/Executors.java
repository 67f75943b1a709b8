/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.scheduler.stage.StageKind;
import dev.sparrow.value.ExecutorId;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// The executors that there are by name, and what follows when they come and go.
///
/// An executor that comes back under its name is another one: it has none of what the old one had, and nothing that was
/// said in a former life counts. One that is lost, though it may live behind a broken line, is told so when it speaks.
final class Executors {
    /// Of so many names that are gone it is remembered which lives were lived.
    private static final int GONE_MAX = 100_000;

    private final MachineStep step;
    private final Stages stages;
    private final Caches caches;
    private final Dispatch dispatch;
    private final Replanner consequences;
    private final TaskReports reports;
    private final Leases leases;
    private final Duration lease;
    private final Map<String, Long> lastEpochs = new LinkedHashMap<>();

    Executors(
            MachineStep step,
            Limits limits,
            Stages stages,
            Caches caches,
            Dispatch dispatch,
            Replanner consequences,
            TaskReports reports) {
        this.step = step;
        this.lease = limits.executorLease();
        this.leases = new Leases(step, lease);
        this.stages = stages;
        this.caches = caches;
        this.dispatch = dispatch;
        this.consequences = consequences;
        this.reports = reports;
    }

    void onJoined(Input.ExecutorJoined joined) {
        var id = joined.executor();
        var last = lastEpochs.remove(id.value());
        if (last != null && last >= id.epoch()) {
            lastEpochs.put(id.value(), last);
            refuse(id, "an executor of this name has lived its life " + last + " already");
            return;
        }
        if (last != null && dispatch.hasExecutor(new ExecutorId(id.value(), last))) {
            lose(new ExecutorId(id.value(), last), "executor " + id.value() + " started again");
        }
        lastEpochs.put(id.value(), id.epoch());
        dispatch.join(id, joined.capacity(), joined.host());
        leases.renew(id);
    }

    void onHeartbeat(ExecutorId id) {
        if (dispatch.hasExecutor(id)) {
            leases.renew(id);
        } else {
            refuse(id, "it is lost, and its tasks were given to others");
        }
    }

    private void refuse(ExecutorId id, String reason) {
        step.say(new Output.RefuseExecutor(id, reason));
    }

    void onLost(Input.ExecutorLost lost) {
        if (dispatch.hasExecutor(lost.executor())) {
            lose(lost.executor(), lost.reason());
        }
    }

    /// Loses those whose leases have run out.
    ///
    /// @param lateMillis how late this is
    void expire(long lateMillis) {
        for (var id : leases.expire(lateMillis)) {
            lose(id, "executor " + id + " was silent for " + lease.toMillis() + " ms");
        }
    }

    long nextMillis() {
        return leases.nextMillis();
    }

    private void lose(ExecutorId executor, String reason) {
        step.say(new Output.ExecutorGone(executor, reason));
        leases.end(executor);
        forgetSome();
        reports.executorLost(executor);
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

    private void forgetSome() {
        var oldest = lastEpochs.entrySet().iterator();
        while (lastEpochs.size() > GONE_MAX && oldest.hasNext()) {
            var next = oldest.next();
            if (!dispatch.hasExecutor(new ExecutorId(next.getKey(), next.getValue()))) {
                oldest.remove();
            }
        }
    }
}
