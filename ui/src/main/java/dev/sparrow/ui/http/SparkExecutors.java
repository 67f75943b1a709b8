/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.http;

import dev.sparrow.ui.state.Figure;
import dev.sparrow.ui.state.Moment;
import dev.sparrow.value.ExecutorId;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Executors and what they cache, as Spark tells of them.
final class SparkExecutors {
    private SparkExecutors() {}

    /// @param all whether those are wanted that are gone
    static List<Object> of(Moment moment, boolean all) {
        return moment.executors().stream()
                .filter(view -> all || view.present())
                .map(view -> (Object) of(moment, view))
                .toList();
    }

    private static Map<String, Object> of(Moment moment, Moment.ExecutorView view) {
        var executor = view.executor();
        var sums = sums(moment, executor.id());
        var cached =
                moment.cached().stream()
                        .flatMap(dataset -> dataset.cached().stream())
                        .filter(partition -> partition.executor().equals(executor.id().toString()))
                        .toList();
        var shape = new LinkedHashMap<String, Object>();
        shape.put("id", executor.id().toString());
        shape.put("hostPort", executor.host());
        shape.put("isActive", view.present());
        shape.put("rddBlocks", cached.size());
        shape.put("memoryUsed", cached.stream().mapToLong(Moment.CachedPartition::bytesInMemory).sum());
        shape.put("diskUsed", cached.stream().mapToLong(Moment.CachedPartition::bytesOnDisk).sum());
        shape.put("totalCores", executor.slots());
        shape.put("maxTasks", executor.slots());
        shape.put("activeTasks", view.running());
        shape.put("failedTasks", view.failed());
        shape.put("completedTasks", view.done());
        shape.put("totalTasks", view.running() + view.failed() + view.done());
        shape.put("totalDuration", view.busyMicros() / 1_000);
        shape.put("totalGCTime", sums.get(Figure.GC) / 1_000);
        shape.put("totalInputBytes", sums.get(Figure.FILE_BYTES_READ));
        shape.put("totalShuffleRead", sums.get(Figure.SHUFFLE_BYTES_READ));
        shape.put("totalShuffleWrite", sums.get(Figure.SHUFFLE_BYTES_WRITTEN));
        shape.put("addTime", SparkTime.of(moment.facts(), executor.joined()));
        if (!view.present()) {
            shape.put("removeTime", SparkTime.of(moment.facts(), executor.left()));
            shape.put("removeReason", executor.cause());
        }
        return shape;
    }

    private static Map<Figure, Long> sums(Moment moment, ExecutorId executor) {
        var sums = new EnumMap<Figure, Long>(Figure.class);
        for (var figure :
                List.of(Figure.GC, Figure.FILE_BYTES_READ, Figure.SHUFFLE_BYTES_READ, Figure.SHUFFLE_BYTES_WRITTEN)) {
            var sum = new long[1];
            for (var stage : moment.stages()) {
                stage.eachDone(row -> {
                    if (stage.tasks().executor(row).equals(executor)) {
                        sum[0] += stage.tasks().figure(figure, row);
                    }
                });
            }
            sums.put(figure, sum[0]);
        }
        return sums;
    }

    static Object dataset(Moment.CachedDataset dataset) {
        var shape = new LinkedHashMap<String, Object>();
        shape.put("id", dataset.id().value());
        shape.put("name", dataset.name());
        shape.put("numPartitions", dataset.partitions());
        shape.put("numCachedPartitions", dataset.cached().size());
        shape.put("storageLevel", dataset.level());
        shape.put("memoryUsed", dataset.bytesInMemory());
        shape.put("diskUsed", dataset.bytesOnDisk());
        shape.put(
                "partitions",
                dataset.cached().stream()
                        .map(partition -> {
                            var one = new LinkedHashMap<String, Object>();
                            one.put("blockName", "rdd_" + dataset.id() + "_" + partition.partition());
                            one.put("storageLevel", dataset.level());
                            one.put("memoryUsed", partition.bytesInMemory());
                            one.put("diskUsed", partition.bytesOnDisk());
                            one.put("executors", List.of(partition.executor()));
                            return one;
                        })
                        .toList());
        return shape;
    }
}
