/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.lineage;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;

/// Lineage as an indented tree for people, root first; a deeper indentation is an earlier stage. Does not recurse.
public final class DebugString {
    private final StringBuilder text = new StringBuilder();
    private final ArrayDeque<Line> open = new ArrayDeque<>();

    private DebugString() {}

    private record Line(Lineage node, String indent, boolean stageBegins) {}

    public static String of(Lineage root) {
        return new DebugString().print(root);
    }

    private String print(Lineage root) {
        var seen = Collections.newSetFromMap(new IdentityHashMap<Lineage, Boolean>());
        open.push(new Line(root, "", true));
        while (!open.isEmpty()) {
            var line = open.pop();
            var first = seen.add(line.node());
            append(line, first);
            if (first) {
                openParents(line);
            }
        }
        return text.toString();
    }

    private void append(Line line, boolean first) {
        var node = line.node();
        text.append(line.indent())
                .append(line.stageBegins() ? "(" + node.partitions() + ") " : "|  ")
                .append(node.header().label())
                .append(" [dataset ")
                .append(node.id())
                .append(first || node.parents().isEmpty() ? "]\n" : ", see above]\n");
    }

    private void openParents(Line line) {
        var shuffled = line.node().operation() instanceof Operation.Shuffled;
        for (var parent : line.node().parents().reversed()) {
            open.push(shuffled ? new Line(parent, inner(line) + " +-", true) : new Line(parent, inner(line), false));
        }
    }

    /// The indentation below a line: only the line that opens a stage shows its branch.
    private static String inner(Line line) {
        return line.indent().replace("+-", "  ");
    }
}
