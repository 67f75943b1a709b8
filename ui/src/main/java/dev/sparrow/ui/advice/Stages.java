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
import java.util.function.Function;

/// What rules ask of stages.
final class Stages {
    private Stages() {}

    /// What a rule finds in each stage that has run.
    static List<Advice> each(Moment moment, Function<StageView, Optional<Advice>> rule) {
        return moment.stages().stream().filter(StageView::hasRun).map(rule).flatMap(Optional::stream).toList();
    }

    /// The task slots of the executors that are there; those of the start of the run if none has joined.
    static int slots(Moment moment) {
        var joined =
                moment.executors().stream()
                        .filter(Moment.ExecutorView::present)
                        .mapToInt(executor -> executor.executor().slots())
                        .sum();
        return Math.max(1, joined == 0 ? moment.facts().slots() : joined);
    }

    static double seconds(long micros) {
        return micros / 1e6;
    }

    /// How long all attempts of a stage ran, together.
    static double work(StageView stage) {
        return seconds(stage.total(Figure.RAN));
    }

    static String shown(double seconds) {
        return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
    }

    static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, bytes < 10 << 20 ? "%.1f MiB" : "%.0f MiB", bytes / 1048576.0);
    }
}
