/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.config.Keys;
import dev.sparrow.value.HashPartitioner;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;

import java.io.PrintStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;

/// A key goes to the same partition in every JVM, however its pipeline runs.
class TwoJvmKeysTest {
    private static final int KEYS = 6_000;
    private static final int PARTITIONS = 7;

    /// How lines begin that are not the log's.
    private static final String LINE = "key ";

    private record Slot(DayOfWeek day, String room, int hour) implements Serializable {}

    private static Object key(long row) {
        return switch ((int) (row % 6)) {
            case 0 -> row;
            case 1 -> (int) row;
            case 2 -> row / -8.0;
            case 3 -> "Größe € \ud83d\ude00 " + row;
            case 4 ->
                    new Slot(
                            DayOfWeek.of((int) (row % 7) + 1),
                            row % 5 == 0 ? null : "räume/" + row % 50,
                            (int) row % 24);
            default -> List.of(row % 9, DayOfWeek.of((int) (row % 7) + 1));
        };
    }

    /// Prints the partition of each key.
    public static void main(String[] args) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        partitions(args[0]).forEach(out::println);
    }

    private static List<String> partitions(String pipelines) {
        var conf = new SparrowConf().setMaster(TestMaster.or("local[2]")).setAppName("test").set(Keys.PROGRESS, "off");
        try (var sc = new Sparrow(conf.set(Keys.PIPELINES, pipelines))) {
            return sc.range(0, KEYS, 1, 2)
                    .mapToPair(row -> new Tuple2<>(key(row), row))
                    .partitionBy(new HashPartitioner(PARTITIONS))
                    .mapPartitionsWithIndex((index, pairs) -> {
                        var lines = new ArrayList<String>();
                        pairs.forEachRemaining(pair -> lines.add(LINE + pair._2() + " " + index));
                        return lines.iterator();
                    })
                    .collect();
        }
    }

    @Test
    void everyKey_goesToTheSamePartition_inAnotherJvmInAnotherMode() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var child =
                new ProcessBuilder(
                                java,
                                "-XX:TieredStopAtLevel=1",
                                "--sun-misc-unsafe-memory-access=allow",
                                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                TwoJvmKeysTest.class.getName(),
                                "never")
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        var here = partitions("always");
        var printed = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var there = printed.lines().filter(line -> line.startsWith(LINE)).toList();
        assertThat(child.waitFor()).isZero();
        assertThat(here).hasSize(KEYS).containsExactlyElementsOf(there);
    }

    /// The long side is compiled, the short one is not worth it.
    @Test
    void keysOfACompiledAndOfAnInterpretedSide_meet() {
        try (var sc =
                new Sparrow(
                        new SparrowConf()
                                .setMaster(TestMaster.or("local[2]"))
                                .setAppName("test")
                                .set(Keys.PROGRESS, "off"))) {
            var compiled = sc.range(0, 60_000, 1, 2).mapToPair(row -> new Tuple2<>(key(row % KEYS), row));
            var interpreted = sc.range(0, KEYS, 1, 60).mapToPair(row -> new Tuple2<>(key(row), row));
            var met = compiled.cogroup(interpreted, PARTITIONS);
            assertThat(
                            met.filter(group ->
                                            group._2()._1().iterator().hasNext()
                                                    != group._2()._2().iterator().hasNext())
                                    .count())
                    .isZero();
            assertThat(compiled.join(interpreted).count()).isGreaterThanOrEqualTo(60_000);
        }
    }
}
