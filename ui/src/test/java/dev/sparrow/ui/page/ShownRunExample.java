/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.page;

import dev.sparrow.event.Event;
import dev.sparrow.ui.state.Script;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.JobId;
import dev.sparrow.value.StageId;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A run that has something of everything: a graph that joins, skew, spilled data, cached partitions, an executor that
/// left, a job that failed and one that is under way.
final class ShownRunExample {
    private static final ExecutorId GONE = new ExecutorId("e2");

    private ShownRunExample() {}

    static Script script() {
        var script = new Script("Delays", 4).at(0, new Event.ExecutorJoined(GONE, "host", 2, Map.of()));
        script.stage(
                0,
                "reduceByKey at Delays.java:12",
                8,
                List.of(),
                Script.dataset(0, "textFile", "Delays.java:8"),
                Script.dataset(1, "map", "Delays.java:9", 0),
                Script.dataset(2, "filter", "Delays.java:10", 1),
                Script.dataset(3, "mapToPair", "Delays.java:11", 2));
        script.stage(1, "join at Delays.java:15", 2, List.of(), Script.dataset(4, "textFile", "Delays.java:14"));
        script.stage(
                2,
                "takeOrdered at Delays.java:16",
                4,
                List.of(0, 1),
                Script.dataset(5, "reduceByKey", "Delays.java:12", 3),
                Script.dataset(6, "join", "Delays.java:15", 5, 4));
        script.job(200, "takeOrdered at Delays.java:16", Optional.of("the worst airports"));
        first(script);
        lost(script);
        script.begin(3_300, 2, 4).tasks(2, 4, 3_310, 120).finish(3_800, 2).end(3_810);
        failed(script);
        script.stage(
                4, "count at Delays.java:20", 40, List.of(0), Script.dataset(5, "reduceByKey", "Delays.java:12", 3));
        script.job(5_000, "count at Delays.java:20").begin(5_010, 4, 40).tasks(4, 17, 5_020, 40);
        return script.at(5_900, new Event.TaskStarted(new AttemptId(new StageId(4), 17, 0), Script.EXECUTOR));
    }

    private static void first(Script script) {
        script.begin(210, 0, 8);
        for (var i = 0; i < 8; i++) {
            var last = i == 7;
            script.task(
                    0,
                    i,
                    220 + i / 4 * 300L,
                    last ? 1_900 : 280,
                    made -> made.blocksIn(0).spilled(last ? 300_000_000 : 0).gc(last ? 120 : 5));
            script.cached(500 + i, 2, i, 1_000_000L * (i + 1));
        }
        script.finish(2_500, 0).begin(220, 1, 2).tasks(1, 2, 230, 90).finish(420, 1);
    }

    private static void lost(Script script) {
        script.at(2_600, new Event.ExecutorLeft(GONE, "it was silent for 120 s"));
        script.at(2_610, new Event.PartitionLost(new DatasetId(2), 3, Script.EXECUTOR));
        script.at(
                2_620,
                new Event.DataLost(
                        "reduceByKey at Delays.java:12",
                        List.of(3),
                        "Executor e2 left with them.",
                        "Stage 0 makes them again, and then stage 2 goes on with partition 1."));
        script.begin(2_630, 0, 1);
        script.attempt(new AttemptId(new StageId(0), 3, 1), 2_640, 500, made -> made).finish(3_200, 0);
    }

    private static void failed(Script script) {
        var failed = new AttemptId(new StageId(3), 0, 0);
        script.stage(3, "foreach at Delays.java:18", 2, List.of(), Script.dataset(7, "map", "Delays.java:17", 6));
        script.job(4_000, "foreach at Delays.java:18").begin(4_010, 3, 2);
        script.at(4_020, new Event.TaskStarted(failed, Script.EXECUTOR));
        script.at(
                4_100,
                new Event.TaskFailed(
                        failed, Script.EXECUTOR, "map at Delays.java:17 threw java.lang.ArithmeticException"));
        script.at(4_200, new Event.StageFailed(new StageId(3), "foreach at Delays.java:18 failed"));
        script.at(
                4_300,
                new Event.Warning("12 bytes of text in partition 1 of stage 0 are not UTF-8 and were replaced."));
        script.at(
                4_310,
                new Event.JobFinished(
                        new JobId(1),
                        Duration.ofMillis(310),
                        "foreach at Delays.java:18 (job 1) failed: map at Delays.java:17 threw java.lang.ArithmeticException"));
    }

    static final String SOURCE =
            """
            package example;

            /// Which airports have the longest delays.
            class Delays {
                static void main(String[] args) {
                    try (var sc = Sparrow.local()) {
                        var delays =
                                sc.textFile("flights.csv")
                                        .map(Flight::parse)
                                        .filter(flight -> !flight.cancelled())
                                        .mapToPair(flight -> new Tuple2<>(flight.airport(), flight.delay()))
                                        .reduceByKey(Integer::sum);

                        var names = sc.textFile("airports.csv").mapToPair(Airport::parse);
                        delays.join(names)
                                .takeOrdered(10, Airport.BY_DELAY);
                        delays.map(Delays::print)
                                .foreach(System.out::println);

                        delays.count();
                    }
                }
            }
            """;
}
