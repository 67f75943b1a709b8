/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.PairRdd;
import dev.sparrow.Sparrow;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Locale;

/// The program in README.md, which `DocumentsTest` compares with this one.
class ReadmeSnippetTest {
    @Test
    void snippet_runs() {
        var file = SampleData.path("opticks.txt");
        // README.md begins here.
        try (var sc = Sparrow.local()) {
            PairRdd<String, Long> counts =
                    sc.textFile(file)
                            .flatMap(line -> List.of(line.toLowerCase(Locale.ROOT).split("[^\\p{L}']+")).iterator())
                            .filter(word -> !word.isEmpty())
                            .mapToPair(word -> new Tuple2<>(word, 1L))
                            .reduceByKey(Long::sum); // up to here nothing is read

            List<Tuple2<String, Long>> top = counts.takeOrdered(10, (a, b) -> Long.compare(b._2(), a._2()));
            long different = counts.count(); // the file is not read again
            // README.md ends here.
            assertThat(top).hasSize(10).startsWith(new Tuple2<>("the", 9_825L));
            assertThat(different).isGreaterThan(4_000);
        }
    }
}
