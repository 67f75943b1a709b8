/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.operator;

import dev.sparrow.compute.Op;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Text for a chain of steps. Long ones are cut short.
final class StepNames {
    private static final int SHOWN_MAX = 12;

    private StepNames() {}

    /// Such as `loop: range → map → filter`.
    static String chain(String kind, String source, List<Op.StepCall> calls) {
        var line = new StringBuilder(kind).append(": ").append(source);
        shown(calls).forEach(call -> line.append(" → ").append(call.label().operator()));
        if (calls.size() > SHOWN_MAX) {
            line.append(" → … ").append(calls.size() - SHOWN_MAX).append(" more");
        }
        return line.toString();
    }

    /// A line for each.
    static List<String> lines(List<Op.StepCall> calls, Function<Op.StepCall, String> line) {
        var lines = new ArrayList<>(shown(calls).stream().map(line).toList());
        if (calls.size() > SHOWN_MAX) {
            lines.add("… and " + (calls.size() - SHOWN_MAX) + " more, " + calls.size() + " steps together");
        }
        return lines;
    }

    private static List<Op.StepCall> shown(List<Op.StepCall> calls) {
        return calls.subList(0, Math.min(calls.size(), SHOWN_MAX));
    }
}
