/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.code;

import java.util.List;

/// The snippet that a class comes from: what stack traces and labels name.
///
/// @param file such as `#12`
/// @param lines for each line of the generated source, from 1, the line of the snippet; empty if that has one line
public record Origin(String file, List<Integer> lines) {

    int line(int generated) {
        if (lines.isEmpty()) {
            return 1;
        }
        return lines.get(Math.clamp(generated - 1, 0, lines.size() - 1));
    }
}
