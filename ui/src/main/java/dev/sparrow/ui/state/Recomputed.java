/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.state;

import dev.sparrow.value.StageId;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Data that was lost, why, and what it cost to have it again: a branch of the tree of causes.
///
/// @param cause what took it along, such as an executor that left; empty if only the reason is known
/// @param lost what was missing
/// @param stage that makes it; empty if none of that name has run
/// @param tasks that ran again for it, of all runs between this loss and the next of the same name
/// @param micros how long these ran, all together
public record Recomputed(
        Optional<ExecutorState> cause, Happening.Lost lost, Optional<StageId> stage, int tasks, long micros) {

    static List<Recomputed> of(Moment moment) {
        var losses =
                moment.happenings().stream()
                        .flatMap(happening ->
                                happening instanceof Happening.Lost lost ? Stream.of(lost) : Stream.empty())
                        .toList();
        var byName = new HashMap<String, StageView>();
        if (!losses.isEmpty()) {
            moment.stages().stream().filter(StageView::hasRun).forEach(stage -> byName.put(stage.name(), stage));
        }
        var found = new ArrayList<Recomputed>();
        for (var i = 0; i < losses.size(); i++) {
            var lost = losses.get(i);
            var until =
                    losses.subList(i + 1, losses.size()).stream()
                            .filter(other -> other.name().equals(lost.name()))
                            .mapToLong(Happening.Lost::at)
                            .findFirst()
                            .orElse(Long.MAX_VALUE);
            found.add(of(moment, lost, until, byName));
        }
        return found;
    }

    private static Recomputed of(Moment moment, Happening.Lost lost, long until, Map<String, StageView> byName) {
        var stage = Optional.ofNullable(byName.get(lost.name()));
        var again = stage.map(view -> again(view, lost.at(), until)).orElse(new long[2]);
        return new Recomputed(cause(moment, lost), lost, stage.map(StageView::id), Math.toIntExact(again[0]), again[1]);
    }

    /// Attempts that are not the first of their tasks, and began in between: how many, and how long they ran.
    private static long[] again(StageView stage, long from, long until) {
        var sum = new long[2];
        var tasks = stage.tasks();
        stage.eachDone(row -> {
            if (tasks.attempt(row) > 0 && tasks.start(row) >= from && tasks.start(row) < until) {
                sum[0]++;
                sum[1] += tasks.figure(Figure.RAN, row);
            }
        });
        return sum;
    }

    /// The executor that the reason names, if it had left.
    private static Optional<ExecutorState> cause(Moment moment, Happening.Lost lost) {
        return moment.executors().stream()
                .map(Moment.ExecutorView::executor)
                .filter(executor -> executor.left() <= moment.at())
                .filter(executor -> lost.reason().contains(executor.id().toString()))
                .reduce((_, later) -> later);
    }
}
