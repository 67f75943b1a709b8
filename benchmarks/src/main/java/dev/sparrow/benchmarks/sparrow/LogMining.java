/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.sparrow;

import dev.sparrow.Sparrow;
import dev.sparrow.benchmarks.harness.Program;
import dev.sparrow.benchmarks.workload.Answer;
import dev.sparrow.benchmarks.workload.Words;

import java.util.ArrayList;

/// R2: several questions about some lines of a text (Zaharia et al. 2012, §2.2.1).
final class LogMining {
    private LogMining() {}

    static Program prepare(Sparrow sc, String file) {
        var kept = sc.textFile(file).filter(line -> line.contains(Words.KEPT)).cache();
        kept.count();
        return () -> {
            var counts = new ArrayList<Long>();
            counts.add(kept.count());
            for (var word : Words.COUNTED) {
                counts.add(kept.filter(line -> line.contains(word)).count());
            }
            return () -> Answer.exactly(counts.toArray());
        };
    }
}
