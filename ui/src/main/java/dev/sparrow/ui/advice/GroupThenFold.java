/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.advice;

import dev.sparrow.event.StageOutline.DatasetOutline;
import dev.sparrow.ui.state.Figure;
import dev.sparrow.ui.state.Moment;
import dev.sparrow.ui.state.StageView;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Values that are grouped by key only to be made one value: each of them is moved, where one for each key and task
/// would do.
final class GroupThenFold implements Rule {
    @Override
    public List<Advice> look(Moment moment) {
        return Stages.each(moment, stage -> look(moment, stage));
    }

    private static Optional<Advice> look(Moment moment, StageView stage) {
        var grouped = stage.datasets().stream().filter(dataset -> dataset.operator().equals("groupByKey")).findFirst();
        var folded =
                grouped.flatMap(group ->
                        stage.datasets().stream()
                                .filter(dataset -> dataset.parents().contains(group.dataset()))
                                .filter(dataset ->
                                        dataset.operator().equals("mapValues") || dataset.operator().equals("map"))
                                .findFirst());
        return folded.flatMap(fold -> advice(moment, stage, grouped.get(), fold));
    }

    private static Optional<Advice> advice(Moment moment, StageView stage, DatasetOutline group, DatasetOutline fold) {
        var moved = stage.total(Figure.SHUFFLE_RECORDS_READ);
        var keys = stage.total(Figure.RECORDS_READ);
        var writers =
                stage.parents().stream()
                        .flatMap(parent -> moment.stage(parent).stream())
                        .mapToDouble(Stages::work)
                        .sum();
        // Half of what moving and grouping them takes; an estimate.
        var won = (Stages.work(stage) + writers) / 2 / Stages.slots(moment);
        var observed =
                String.format(
                        Locale.ROOT,
                        "groupByKey at %s moved %,d records and kept all values of each key, and %s at %s then makes something of"
                                + " them.",
                        group.line(),
                        Math.max(moved, keys),
                        fold.operator(),
                        fold.line());
        return Optional.of(
                new Advice(
                        "group and fold",
                        group.line(),
                        Optional.of(stage.id()),
                        observed,
                        "If it folds the values, use reduceByKey, aggregateByKey or combineByKey in place of both: they fold"
                                + " before anything is moved.",
                        won));
    }
}
