/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.lineage;

import dev.sparrow.value.DatasetId;
import dev.sparrow.value.StorageStatus;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Lineage as an indented tree for people, root first; a deeper indentation is an earlier stage. Does not recurse.
public final class DebugString {
    private final StringBuilder text = new StringBuilder();
    private final ArrayDeque<Line> open = new ArrayDeque<>();

    private final Map<DatasetId, StorageStatus> cached;

    private DebugString(List<StorageStatus> storage) {
        cached = storage.stream().collect(Collectors.toMap(StorageStatus::dataset, Function.identity()));
    }

    private record Line(Lineage node, String indent, boolean stageBegins) {}

    /// The tree below `root`.
    ///
    /// @param storage what is persisted: those nodes say how much of them is cached
    public static String of(Lineage root, List<StorageStatus> storage) {
        return new DebugString(storage).print(root);
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
                .append(first || node.parents().isEmpty() ? "]" : ", see above]");
        var status = cached.get(node.id());
        if (first && status != null) {
            text.append(' ').append(status.share());
        }
        if (first) {
            node.checkpoint().ifPresent(written -> text.append(" checkpoint in ").append(written.folder()));
        }
        text.append('\n');
    }

    private void openParents(Line line) {
        var parents = line.node().parents();
        var shuffled = line.node().operation() instanceof Operation.Shuffled;
        for (var parent : parents.reversed()) {
            open.push(shuffled ? new Line(parent, inner(line) + " +-", true) : new Line(parent, inner(line), false));
        }
    }

    /// The indentation below a line: only the line that opens a stage shows its branch.
    private static String inner(Line line) {
        return line.indent().replace("+-", "  ");
    }
}
