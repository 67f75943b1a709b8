/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.spark;

import dev.sparrow.benchmarks.workload.Answer;
import dev.sparrow.benchmarks.workload.Sizes;

import org.apache.spark.api.java.JavaSparkContext;

import scala.Tuple2;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// R3.
final class SparkGraph {
    private SparkGraph() {}

    static Supplier<Answer> pageRank(JavaSparkContext sc, String file) {
        var links = sc.textFile(file).mapToPair(SparkGraph::edge).distinct().groupByKey().cache();
        var ranks = links.mapValues(_ -> 1.0);
        for (var i = 0; i < Sizes.ITERATIONS; i++) {
            ranks =
                    links.join(ranks)
                            .values()
                            .flatMapToPair(node -> shares(node._1(), node._2()).iterator())
                            .reduceByKey(Double::sum)
                            .mapValues(received -> 0.15 + 0.85 * received);
        }
        var all = ranks.collectAsMap();
        links.unpersist(true);
        return () -> Answer.ranks(all);
    }

    /// What the targets of a node receive of its rank.
    private static List<Tuple2<Long, Double>> shares(Iterable<Long> targets, double rank) {
        var count = 0;
        for (var _ : targets) {
            count++;
        }
        var shares = new ArrayList<Tuple2<Long, Double>>();
        for (var target : targets) {
            shares.add(new Tuple2<>(target, rank / count));
        }
        return shares;
    }

    private static Tuple2<Long, Long> edge(String line) {
        var tab = line.indexOf('\t');
        return new Tuple2<>(Long.parseLong(line.substring(0, tab)), Long.parseLong(line.substring(tab + 1)));
    }
}
