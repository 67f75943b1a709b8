/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.advice;

import dev.sparrow.ui.state.Figure;
import dev.sparrow.ui.state.Moment;
import dev.sparrow.ui.state.StageState;
import dev.sparrow.ui.state.StageView;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Data that went to disk for want of memory.
final class SpilledData implements Rule {
    /// A disk writes and reads again about so much in a second; an estimate.
    private static final double BYTES_A_SECOND = 200e6;

    @Override
    public List<Advice> look(Moment moment) {
        return Stages.each(moment, stage -> look(moment, stage));
    }

    private static Optional<Advice> look(Moment moment, StageView stage) {
        var bytes = stage.total(Figure.SPILLED_BYTES);
        if (bytes == 0) {
            return Optional.empty();
        }
        var operator =
                stage.spills().entrySet().stream()
                        .max(
                                Comparator.comparingLong(
                                        (Map.Entry<String, StageState.OnDisk> one) -> one.getValue().bytes()))
                        .map(Map.Entry::getKey);
        var tasks = Math.max(1, stage.counts().done());
        var won = 2 * bytes / BYTES_A_SECOND / Math.min(tasks, Stages.slots(moment));
        var observed =
                Stages.mebibytes(bytes)
                        + " of stage "
                        + stage.id()
                        + " had no room in memory and went to disk"
                        + operator.map(name -> ", most of it in " + name).orElse(", as blocks for the next stage")
                        + ".";
        var change =
                "Give it more memory (-Xmx in SPARROW_JAVA_OPTS, sparrow.memory.bytes), or smaller parts: about "
                        + 2 * Math.max(1, stage.partitions())
                        + " partitions in place of "
                        + stage.partitions()
                        + ".";
        return Optional.of(new Advice("spill", stage.line(), Optional.of(stage.id()), observed, change, won));
    }
}
