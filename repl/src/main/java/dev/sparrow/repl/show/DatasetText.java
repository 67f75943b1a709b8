/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.show;

import dev.sparrow.Rdd;

import java.util.ArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A dataset in one line: how many partitions, what it is made by, and how much of it is kept.
final class DatasetText {
    private static final Pattern NODE =
            Pattern.compile(
                    "^[ |+-]*(?:\\(\\d+\\) )?(?<operator>\\S+) at (?<place>.*) \\[dataset \\d+.*?](?: \\w+:"
                            + " (?<kept>\\d+) of (?<all>\\d+) partitions.*)?$");
    private static final int OPERATORS_MAX = 8;

    private DatasetText() {}

    /// Such as `2 partitions: textFile → flatMap [1/2 cached] → filter`.
    static String of(Rdd<?> dataset) {
        var partitions = dataset.getNumPartitions();
        return partitions + (partitions == 1 ? " partition: " : " partitions: ") + lineage(dataset.toDebugString());
    }

    /// From the tree, whose first line is the dataset itself. A call that makes several nodes is named once.
    private static String lineage(String tree) {
        var operators = new ArrayList<String>();
        var last = "";
        for (var line : tree.split("\n", -1)) {
            var node = NODE.matcher(line);
            if (node.matches() && !last.equals(node.group("operator") + node.group("place"))) {
                operators.add(node.group("operator") + kept(node));
                last = node.group("operator") + node.group("place");
            }
        }
        var shown = operators.subList(0, Math.min(operators.size(), OPERATORS_MAX)).reversed();
        return (shown.size() < operators.size() ? "... → " : "") + String.join(" → ", shown);
    }

    private static String kept(Matcher node) {
        return node.group("kept") == null ? "" : " [" + node.group("kept") + "/" + node.group("all") + " cached]";
    }
}
