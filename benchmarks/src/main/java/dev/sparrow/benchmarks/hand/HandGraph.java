/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.hand;

import dev.sparrow.benchmarks.workload.Answer;
import dev.sparrow.benchmarks.workload.Sizes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/// R3: the edges sorted by target into one array, so that each node collects what it receives. Nodes may have any
/// numbers, as they may in the other programs, so they get new ones first; edges come once each.
final class HandGraph {
    /// Of `sources`, those at `starts[node]..starts[node + 1]` link to `node`.
    ///
    /// @param numbers what the file calls the nodes
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Graph(List<Long> numbers, int[] starts, int[] sources, int[] degrees) {}

    private HandGraph() {}

    static Supplier<Answer> pageRank(Path file) throws IOException, InterruptedException, ExecutionException {
        var graph = read(Files.readAllBytes(file));
        var nodes = graph.degrees.length;
        var ranks = new double[nodes];
        Arrays.setAll(ranks, node -> graph.degrees[node] > 0 ? 1 : 0);
        var shares = new double[nodes];
        for (var i = 0; i < Sizes.ITERATIONS; i++) {
            Arrays.setAll(shares, node -> graph.degrees[node] > 0 ? ranks[node] / graph.degrees[node] : 0);
            Parts.of(nodes, (from, to) -> receive(graph, shares, ranks, from, to));
        }
        return () -> {
            var ranked = new HashMap<Long, Double>();
            for (var node = 0; node < nodes; node++) {
                if (ranks[node] > 0) {
                    ranked.put(graph.numbers.get(node), ranks[node]);
                }
            }
            return Answer.ranks(ranked);
        };
    }

    /// A rank is at least 0.15, so a node that receives nothing is one that nobody with a rank links to: it has none.
    private static double[] receive(Graph graph, double[] shares, double[] ranks, int from, int to) {
        for (var node = from; node < to; node++) {
            var received = 0.0;
            for (var edge = graph.starts[node]; edge < graph.starts[node + 1]; edge++) {
                received += shares[graph.sources[edge]];
            }
            ranks[node] = received > 0 ? 0.15 + 0.85 * received : 0;
        }
        return ranks;
    }

    private static Graph read(byte[] text) {
        var ids = new HashMap<Long, Integer>();
        var numbers = new ArrayList<Long>();
        var edges =
                Arrays.stream(numbers(text))
                        .mapToInt(number ->
                                ids.computeIfAbsent(
                                        number,
                                        _ -> {
                                            numbers.add(number);
                                            return numbers.size() - 1;
                                        }))
                        .toArray();
        var nodes = numbers.size();
        var degrees = new int[nodes];
        var starts = new int[nodes + 1];
        for (var i = 0; i < edges.length; i += 2) {
            degrees[edges[i]]++;
            starts[edges[i + 1] + 1]++;
        }
        for (var node = 0; node < nodes; node++) {
            starts[node + 1] += starts[node];
        }
        var next = starts.clone();
        var sources = new int[edges.length / 2];
        for (var i = 0; i < edges.length; i += 2) {
            sources[next[edges[i + 1]]++] = edges[i];
        }
        return new Graph(numbers, starts, sources, degrees);
    }

    /// Each followed by one byte that is no digit.
    private static long[] numbers(byte[] text) {
        var numbers = new long[1024];
        var count = 0;
        var number = 0L;
        for (var c : text) {
            if (c >= '0') {
                number = number * 10 + c - '0';
            } else {
                if (count == numbers.length) {
                    numbers = Arrays.copyOf(numbers, count * 2);
                }
                numbers[count++] = number;
                number = 0;
            }
        }
        return Arrays.copyOf(numbers, count);
    }
}
