/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.advice;

import dev.sparrow.ui.state.Moment;

import java.util.List;

/// Data that were lost and made again.
final class LostData implements Rule {
    @Override
    public List<Advice> look(Moment moment) {
        return moment.recomputed().stream()
                .map(again ->
                        new Advice(
                                "lost data",
                                line(again.lost().name()),
                                again.stage(),
                                again.lost().partitions().size()
                                        + (again.lost().partitions().size() == 1 ? " partition of " : " partitions of ")
                                        + again.lost().name()
                                        + " had to be made again: "
                                        + again.lost().reason(),
                                again.cause().isPresent()
                                        ? "Look why executors leave. Where that is usual, checkpoint() what takes long to make."
                                        : "Look for what deletes or damages files in sparrow.local.dir.",
                                Stages.seconds(again.micros()) / Stages.slots(moment)))
                .toList();
    }

    private static String line(String name) {
        var at = name.lastIndexOf(" at ");
        return at < 0 ? name : name.substring(at + 4);
    }
}
