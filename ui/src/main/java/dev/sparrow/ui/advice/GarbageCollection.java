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

/// A stage that waits for the garbage collector.
final class GarbageCollection implements Rule {
    private static final double SHARE_MIN = 0.1;

    @Override
    public List<Advice> look(Moment moment) {
        return Stages.each(moment, stage -> look(moment, stage));
    }

    private static Optional<Advice> look(Moment moment, StageView stage) {
        var collected = stage.total(Figure.GC);
        var ran = stage.total(Figure.RAN);
        if (ran == 0 || collected < SHARE_MIN * ran) {
            return Optional.empty();
        }
        var share = (double) collected / ran;
        return Optional.of(
                new Advice(
                        "garbage collection",
                        stage.line(),
                        Optional.of(stage.id()),
                        String.format(
                                Locale.ROOT,
                                "Tasks of stage %s stood still for the garbage collector for %.0f %% of their time.",
                                stage.id(),
                                100 * share),
                        "Use a larger heap (-Xmx in SPARROW_JAVA_OPTS), smaller partitions, or functions that keep fewer"
                                + " objects: large lists and maps of a whole partition are the usual reason.",
                        Stages.seconds(collected) / Stages.slots(moment)));
    }
}
