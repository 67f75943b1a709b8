/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.dataframe;

import dev.sparrow.benchmarks.workload.Answer;
import dev.sparrow.benchmarks.workload.Sizes;

import org.apache.spark.sql.SparkSession;

import java.util.HashMap;
import java.util.function.Supplier;

/// R3.
final class Graph {
    private Graph() {}

    static Supplier<Answer> pageRank(SparkSession spark, String file) {
        var edges =
                spark.read().schema("source bigint, target bigint").option("sep", "\t").csv(file).distinct().cache();
        var degrees = edges.groupBy("source").count().withColumnRenamed("count", "degree");
        var links = edges.join(degrees, "source").cache();
        var ranks = links.selectExpr("source as node", "1.0D as rank").distinct();
        for (var i = 0; i < Sizes.ITERATIONS; i++) {
            ranks =
                    links.join(ranks, links.col("source").equalTo(ranks.col("node")))
                            .selectExpr("target as node", "rank / degree as share")
                            .groupBy("node")
                            .sum("share")
                            .selectExpr("node", "0.15D + 0.85D * `sum(share)` as rank");
        }
        var all = ranks.collectAsList();
        links.unpersist(true);
        edges.unpersist(true);
        return () -> {
            var byNode = new HashMap<Long, Double>();
            all.forEach(row -> byNode.put(row.getLong(0), row.getDouble(1)));
            return Answer.ranks(byNode);
        };
    }
}
