/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.picture;

import dev.sparrow.event.StageOutline.DatasetOutline;

import java.util.ArrayList;
import java.util.List;

/// The steps of a stage in the words and lines of the program; several of one call, as joins have, are one.
public final class Steps {
    private Steps() {}

    public static List<String> of(List<DatasetOutline> datasets) {
        var steps = new ArrayList<String>();
        for (var dataset : datasets) {
            var step = dataset.operator() + " at " + dataset.line() + (dataset.persisted() ? " (cached)" : "");
            if (steps.isEmpty() || !steps.getLast().equals(step)) {
                steps.add(step);
            }
        }
        return steps;
    }
}
