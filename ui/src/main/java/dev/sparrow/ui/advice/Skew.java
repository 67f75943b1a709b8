/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.advice;

import dev.sparrow.ui.state.Figure;
import dev.sparrow.ui.state.Moment;
import dev.sparrow.ui.state.StageView;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One partition that takes much longer than the others, since it has more: the stage waits for it.
final class Skew implements Rule {
    private static final int TASKS_MIN = 4;
    private static final double TIMES_MIN = 3;

    @Override
    public List<Advice> look(Moment moment) {
        return Stages.each(moment, stage -> look(moment, stage));
    }

    private static Optional<Advice> look(Moment moment, StageView stage) {
        var times = stage.quantiles(Figure.RAN);
        if (times.count() < TASKS_MIN || times.skew() < TIMES_MIN) {
            return Optional.empty();
        }
        // With even partitions the work would take its share of all slots, and no less than the median.
        var slots = Math.min(Stages.slots(moment), times.count());
        var even = Math.max(times.median(), stage.total(Figure.RAN) / slots);
        var won = Stages.seconds(times.greatest() - even);
        return stage.heaviest(Figure.RAN).map(row -> advice(stage, times, row, won));
    }

    private static Advice advice(StageView stage, StageView.Quantiles times, int row, double won) {
        var records = stage.tasks().figure(Figure.SHUFFLE_RECORDS_READ, row);
        var median = stage.quantiles(Figure.SHUFFLE_RECORDS_READ).median();
        var observed =
                String.format(
                        Locale.ROOT,
                        "Partition %d of stage %s ran for %s, %.0f times as long as the median task (%s)%s.",
                        stage.tasks().partition(row),
                        stage.id(),
                        Stages.shown(Stages.seconds(times.greatest())),
                        times.skew(),
                        Stages.shown(Stages.seconds(times.median())),
                        records > 2 * median && median > 0
                                ? String.format(
                                        Locale.ROOT, ", and read %,d records where the median is %,d", records, median)
                                : "");
        var change =
                records > 2 * median
                        ? "Some keys have most of the records: fold them before they are moved (reduceByKey, aggregateByKey),"
                                + " or spread them over several keys (a number beside the key), and join them by broadcast."
                        : "Cut the input into more even parts: repartition(n) before this step, or a smaller"
                                + " sparrow.text.split.max for files.";
        return new Advice("skew", stage.line(), Optional.of(stage.id()), observed, change, won);
    }
}
