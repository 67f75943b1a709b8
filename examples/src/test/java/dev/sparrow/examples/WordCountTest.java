/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

class WordCountTest {
    @Test
    void counts_areThoseOfALoopOverTheFile() throws IOException {
        var expected = new HashMap<String, Long>();
        var word = Pattern.compile("[\\p{L}']+");
        for (var line : Sparrows.lines("opticks.txt")) {
            word.matcher(line.toLowerCase(Locale.ROOT))
                    .results()
                    .forEach(found -> expected.merge(found.group(), 1L, Long::sum));
        }

        try (var sc = Sparrows.twoSlots()) {
            assertThat(WordCount.count(sc.textFile(SampleData.path("opticks.txt"), 7)).collectAsMap())
                    .isEqualTo(expected);
        }
    }

    @Test
    void equallyFrequentWords_comeInTheOrderOfTheAlphabet() {
        try (var sc = Sparrows.twoSlots()) {
            var counts = WordCount.count(sc.parallelize(List.of("pear Fig", "fig, apple", "", "--")));

            assertThat(counts.takeOrdered(3, WordCount::oftenFirst))
                    .containsExactly(new Tuple2<>("fig", 2L), new Tuple2<>("apple", 1L), new Tuple2<>("pear", 1L));
        }
    }
}
