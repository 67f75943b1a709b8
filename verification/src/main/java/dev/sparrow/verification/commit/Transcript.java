/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.commit;

import java.util.ArrayList;
import java.util.List;

/// How a [Situation] came about, for people to read.
public record Transcript(List<String> lines) {
    static Transcript of(Situation end, List<String> lines) {
        var all = new ArrayList<>(lines);
        end.violation().ifPresent(what -> all.add("VIOLATION: " + what));
        for (var node : end.inDoubt()) {
            all.add("IN DOUBT: " + end.cell.id(node));
        }
        return new Transcript(List.copyOf(all));
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}
