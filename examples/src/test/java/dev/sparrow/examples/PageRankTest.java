/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

class PageRankTest {
    @Test
    void ranksOfTheAirports_areThoseOfALoopOverMaps() throws IOException {
        var targets = new TreeMap<String, Set<String>>();
        for (var line : Sparrows.lines("routes.csv").subList(1, 5367)) {
            var fields = line.split(",", -1);
            targets.computeIfAbsent(fields[0], _ -> new HashSet<>()).add(fields[1]);
            targets.computeIfAbsent(fields[1], _ -> new HashSet<>());
        }
        var expected = loop(targets, 10);

        try (var sc = Sparrows.twoSlots()) {
            var links = PageRank.links(PageRank.edges(sc.textFile(SampleData.path("routes.csv"))));
            var ranks = PageRank.ranks(links, 10).collectAsMap();

            assertThat(ranks.keySet()).isEqualTo(expected.keySet());
            ranks.forEach((node, rank) -> assertThat(rank).as(node).isCloseTo(expected.get(node), within(1e-9)));
        }
    }

    private static Map<String, Double> loop(Map<String, Set<String>> targets, int iterations) {
        Map<String, Double> ranks = new HashMap<>();
        targets.keySet().forEach(node -> ranks.put(node, 1.0));
        for (var i = 0; i < iterations; i++) {
            var received = new HashMap<String, Double>();
            targets.forEach(
                    (node, tos) -> tos.forEach(to -> received.merge(to, ranks.get(node) / tos.size(), Double::sum)));
            targets.keySet().forEach(node -> ranks.put(node, 0.15 + 0.85 * received.getOrDefault(node, 0.0)));
        }
        return ranks;
    }

    @Test
    void nodeWithoutLinks_isRankedToo() {
        try (var sc = Sparrows.twoSlots()) {
            var edges = PageRank.edges(sc.parallelize(List.of("origin,destination", "a,b", "a,b", "", "c,b")));
            var ranks = PageRank.ranks(PageRank.links(edges), 1).sortByKey().collect();

            assertThat(ranks.stream().map(Tuple2::_1)).containsExactly("a", "b", "c");
            assertThat(ranks.get(1)._2()).isCloseTo(0.15 + 0.85 * 2, within(1e-9));
        }
    }
}
