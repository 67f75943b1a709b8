/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.examples;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.TreeMap;

class LogMiningTest {
    @Test
    void actions_areCountedAsAStreamCountsThem() throws IOException {
        var expected =
                Sparrows.lines("dpkg.log.gz").stream().collect(groupingBy(line -> line.split(" ", -1)[2], counting()));

        try (var sc = Sparrows.twoSlots()) {
            var entries = LogMining.entries(sc.textFile(SampleData.path("dpkg.log.gz")));

            assertThat(LogMining.countBy(entries.map(LogMining.Entry::action)).collectAsMap()).isEqualTo(expected);
        }
    }

    @Test
    void changesByDay_comeInOrder() throws IOException {
        var expected =
                Sparrows.lines("dpkg.log.gz").stream()
                        .map(line -> line.split(" ", -1))
                        .filter(words -> words[2].matches("install|upgrade|remove|purge"))
                        .collect(groupingBy(words -> words[0] + " " + words[2], TreeMap::new, counting()))
                        .entrySet()
                        .stream()
                        .map(entry -> new Tuple2<>(entry.getKey(), entry.getValue()))
                        .toList();

        try (var sc = Sparrows.twoSlots()) {
            var changes =
                    LogMining.entries(sc.textFile(SampleData.path("dpkg.log.gz"))).filter(LogMining.Entry::isChange);

            assertThat(LogMining.changesByDay(changes).collect()).isEqualTo(expected);
        }
    }

    @Test
    void lineOfAnotherForm_isNoEntry() {
        assertThat(LogMining.Entry.isEntry("2025-06-24 14:36:25 startup archives unpack")).isTrue();
        assertThat(LogMining.Entry.isEntry("Log started: 2025-06-24")).isFalse();
        assertThat(LogMining.Entry.isEntry("")).isFalse();
    }
}
