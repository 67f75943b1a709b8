/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.examples;

import dev.sparrow.PairRdd;
import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.value.Tuple2;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Ranks the nodes of a graph by the links to them (Page, Brin, Motwani and Winograd 1999): `bin/sparrow example
/// PageRank [EDGES [ITERATIONS]]`. `EDGES` has lines such as `from,to`. Without arguments the graph is that of the
/// flights between American airports in 2008.
public final class PageRank {
    private static final int SHOWN = 12;
    private static final double DAMPING = 0.85;

    private PageRank() {}

    public static void main(String[] args) {
        var file = args.length > 0 ? args[0] : SampleData.path("routes.csv");
        var iterations = args.length > 1 ? Integer.parseInt(args[1]) : 10;
        try (var sc = new Sparrow(new SparrowConf().setAppName("PageRank"))) {
            var watch = Stopwatch.start();
            var links = links(edges(sc.textFile(file)));
            var ranks = ranks(links, iterations);

            var best = ranks.join(links.mapValues(List::size)).takeOrdered(SHOWN, PageRank::bestFirst);
            var table = new Table("node", "rank", "links out");
            best.forEach(node -> table.row(node._1(), node._2()._1(), node._2()._2()));
            System.out.println(table);
            System.out.printf(Locale.ROOT, "%,d nodes ranked in %d iterations, %s%n", ranks.count(), iterations, watch);
        }
    }

    /// The edges, each once, without the line of titles.
    static PairRdd<String, String> edges(Rdd<String> lines) {
        return lines.filter(line -> !line.startsWith("origin,") && !line.isBlank())
                .mapToPair(PageRank::edge)
                .distinct();
    }

    private static Tuple2<String, String> edge(String line) {
        var fields = Csv.fields(line);
        if (fields.size() < 2) {
            throw new IllegalArgumentException("An edge has two nodes with a comma between, not: " + line);
        }
        return new Tuple2<>(fields.get(0), fields.get(1));
    }

    /// For each node the nodes it links to; a node that is only linked to has an empty list.
    static PairRdd<String, List<String>> links(PairRdd<String, String> edges) {
        var reversed = edges.mapToPair(edge -> new Tuple2<>(edge._2(), edge._1()));
        return edges.cogroup(reversed)
                .mapValues(both -> {
                    var targets = new ArrayList<String>();
                    both._1().forEach(targets::add);
                    return targets;
                });
    }

    /// Each node starts with rank 1 and, in every iteration, gives its rank in equal shares to the nodes it links to.
    /// What a node without links would give is lost, as in the simple form of the algorithm.
    ///
    /// `links` and all the ranks are placed by the same partitioner, so that the joins move nothing: each iteration
    /// moves the shares alone.
    static PairRdd<String, Double> ranks(PairRdd<String, List<String>> links, int iterations) {
        var ranks = links.mapValues(_ -> 1.0);
        for (var i = 0; i < iterations; i++) {
            var received =
                    links.join(ranks)
                            .values()
                            .flatMapToPair(node -> {
                                var share = node._2() / node._1().size();
                                return node._1().stream().map(target -> new Tuple2<>(target, share)).iterator();
                            })
                            .reduceByKey(Double::sum);
            ranks = links.leftOuterJoin(received).mapValues(node -> 1 - DAMPING + DAMPING * node._2().orElse(0.0));
        }
        return ranks;
    }

    static int bestFirst(Tuple2<String, Tuple2<Double, Integer>> left, Tuple2<String, Tuple2<Double, Integer>> right) {
        var byRank = Double.compare(right._2()._1(), left._2()._1());
        return byRank != 0 ? byRank : left._1().compareTo(right._1());
    }
}
