/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.advice;

import dev.sparrow.ui.state.Figure;
import dev.sparrow.ui.state.Moment;
import dev.sparrow.ui.state.StageView;

import java.util.List;
import java.util.Optional;

/// A job that brings much data to the program.
final class LargeResult implements Rule {
    private static final long BYTES_MIN = 64L << 20;

    /// So much of it is made, kept and looked at in a second; an estimate.
    private static final double BYTES_A_SECOND = 100e6;

    @Override
    public List<Advice> look(Moment moment) {
        return Stages.each(moment, LargeResult::look);
    }

    private static Optional<Advice> look(StageView stage) {
        var bytes = stage.total(Figure.RESULT_BYTES);
        if (bytes < BYTES_MIN) {
            return Optional.empty();
        }
        return Optional.of(
                new Advice(
                        "large result",
                        stage.line(),
                        Optional.of(stage.id()),
                        stage.name() + " brought " + Stages.mebibytes(bytes) + " into the memory of the program.",
                        "Bring less: aggregate or filter before, take(n) or toLocalIterator() in place of collect(), or"
                                + " write it with saveAs….",
                        bytes / BYTES_A_SECOND));
    }
}
