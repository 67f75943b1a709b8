/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.Sparrow;
import dev.sparrow.error.SparrowException;
import dev.sparrow.function.SerializableComparator;
import dev.sparrow.task.TaskContext;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The refinements of the paper's section 4, a test for each, and what goes beyond (tag BEY).
@Timeout(120)
class FeaturesTest {
    private static Sparrow sc;

    @TempDir private Path folder;

    @BeforeAll
    static void open() {
        sc = Contexts.open();
    }

    @AfterAll
    static void close() {
        sc.close();
    }

    private String text(String... lines) throws IOException {
        return Files.write(Files.createTempFile(folder, "text", ""), List.of(lines)).toString();
    }

    private static <K, V> List<Tuple2<K, V>> all(Job<K, V> job) {
        return Contexts.partitions(sc, job).stream().flatMap(List::stream).toList();
    }

    // ---- Table stakes -----------------------------------------------------------------------------------------------

    @Test
    @Tag("TS")
    void partitioningFunction_isTheHashModuloR_orTheUsers() {
        var numbers = MapReduce.<Position, Long, Long, Long>of(Input.range(0, 100, 4), (_, n, out) -> out.emit(n, n));

        var byHash = Contexts.partitions(sc, numbers.reducers(3).reducing(new First<>()));
        assertThat(byHash).hasSize(3);
        for (var r = 0; r < 3; r++) {
            var reducer = r;
            assertThat(byHash.get(r)).hasSizeGreaterThan(30).allMatch(pair -> pair._1() % 3 == reducer);
        }

        var byTens =
                Contexts.partitions(
                        sc, numbers.reducers(2).partitioning((n, r) -> (int) (n / 10 % r)).reducing(new First<>()));
        assertThat(byTens.get(1)).hasSize(50).allMatch(pair -> pair._1() / 10 % 2 == 1);
    }

    @Test
    @Tag("TS")
    void partitioningFunction_outOfRange_isRefusedByName() {
        var job =
                MapReduce.<Position, Long, Long, Long>of(Input.range(0, 10, 2), (_, n, out) -> out.emit(n, n))
                        .partitioning((_, r) -> r)
                        .reducing(new First<>());
        assertThatThrownBy(() -> job.run(sc, Output.none()))
                .isInstanceOf(SparrowException.class)
                .hasMessageContaining("getPartition");
    }

    @Test
    @Tag("TS")
    void orderingGuarantee_keysIncreaseInsideEachOutputPartition() {
        var scattered =
                MapReduce.<Position, Long, Long, Long>of(
                        Input.range(0, 5_000, 5), (_, n, out) -> out.emit(n * 7919 % 5_003, n));

        for (var partition : Contexts.partitions(sc, scattered.reducers(3).reducing(new First<>()))) {
            assertThat(partition).extracting(Tuple2::_1).isSorted().hasSizeGreaterThan(1_000);
        }
        for (var partition :
                Contexts.partitions(
                        sc, scattered.reducers(3).sorting((a, b) -> Long.compare(b, a)).reducing(new First<>()))) {
            assertThat(partition).extracting(Tuple2::_1).isSortedAccordingTo((a, b) -> Long.compare(b, a));
        }
    }

    @Test
    @Tag("TS")
    void combiner_movesLess_andChangesNothing() throws IOException {
        var file = text(IntStream.range(0, 60_000).mapToObj(i -> "a b w" + i % 100).toArray(String[]::new));
        var plain = MapReduce.of(Input.text(file, 3), new WordCounting.Words()).reducers(2);
        var combined = plain.combining(new WordCounting.Sum());

        var without = plain.reducing(new WordCounting.Sum()).run(sc, Output.text(folder + "/plain"));
        var with = combined.reducing(new WordCounting.Sum()).run(sc, Output.text(folder + "/combined"));

        assertThat(Contexts.files(folder.resolve("combined"))).isEqualTo(Contexts.files(folder.resolve("plain")));
        assertThat(without.counters().get(TaskCounter.REDUCE_INPUT_RECORDS)).isEqualTo(180_000);
        assertThat(with.counters().get(TaskCounter.REDUCE_INPUT_RECORDS)).isLessThan(1_000);
        assertThat(with.counters().get(TaskCounter.COMBINE_INPUT_RECORDS)).isGreaterThanOrEqualTo(180_000);
    }

    @Test
    @Tag("TS")
    void inputAndOutputTypes_areTextKeyValueObjectsAndRanges() throws IOException {
        assertThat(all(MapReduce.of(Input.text(text("x", "y"), 1), new Swap<Position, String>()).mapOnly()))
                .containsExactly(Tuple2.of("x", new Position(0, 0)), Tuple2.of("y", new Position(0, 1)));
        assertThat(all(MapReduce.of(Input.keyValue(text("k\tv\tw", "alone")), new Swap<String, String>()).mapOnly()))
                .containsExactlyInAnyOrder(Tuple2.of("v\tw", "k"), Tuple2.of("", "alone"));
        assertThat(all(MapReduce.of(Input.range(5, 8, 2), new Swap<Position, Long>()).mapOnly()))
                .extracting(Tuple2::_1)
                .containsExactly(5L, 6L, 7L);

        var objects = folder.resolve("objects").toString();
        var job = MapReduce.of(Input.range(0, 3, 2), new Swap<Position, Long>()).reducing(new First<>());
        job.run(sc, result -> result.saveAsObjectFile(objects));
        Input<Long, Position> stored =
                Input.of(context -> context.<Tuple2<Long, Position>>objectFile(objects).mapToPair(pair -> pair));
        assertThat(all(MapReduce.of(stored, new Swap<Long, Position>()).mapOnly()))
                .extracting(Tuple2::_2)
                .containsExactlyInAnyOrder(0L, 1L, 2L);
    }

    @Test
    @Tag("TS")
    void sideEffects_appearByAtomicRename_andNotOfFailedAttempts() throws IOException {
        var target = folder.resolve("side").toString();
        MapReduce.<Position, Long, Long, Long>of(
                        Input.range(0, 6, 2),
                        (place, n, out) -> {
                            var file = out.sideFile(Path.of(target, "of-split-" + place.split()));
                            Files.writeString(file, n + "\n", java.nio.file.StandardOpenOption.APPEND);
                            if (TaskContext.get().attemptNumber() == 0 && n == 4) {
                                throw new IOException("the first attempt fails half-way");
                            }
                        })
                .mapOnly()
                .run(sc, Output.none());

        assertThat(Contexts.files(Path.of(target)))
                .containsOnly(
                        java.util.Map.entry("of-split-0", "0\n1\n2\n"), java.util.Map.entry("of-split-1", "3\n4\n5\n"));
    }

    @Test
    @Tag("TS")
    void localExecution_runsEveryFunctionOnTheCallersThread_andGivesTheSameBytes() throws IOException {
        var file = text(IntStream.range(0, 500).mapToObj(i -> "w" + i % 37 + " v" + i % 11).toArray(String[]::new));
        var threads = new ArrayList<String>();
        var job =
                MapReduce.<Position, String, String, Long>of(
                                Input.text(file, 3),
                                (_, line, out) -> {
                                    for (var word : line.split(" ", -1)) {
                                        out.emit(word, 1L);
                                    }
                                    out.count(new Counter("threads", Thread.currentThread().getName()), 1);
                                })
                        .combining(new WordCounting.Sum())
                        .reducers(2)
                        .reducing(new WordCounting.Sum());

        var far = job.run(sc, Output.text(folder + "/far"));
        var near = job.runLocally(sc, Output.text(folder + "/near"));
        assertThat(Contexts.files(folder.resolve("near"))).isEqualTo(Contexts.files(folder.resolve("far")));
        for (var counter : TaskCounter.values()) {
            assertThat(near.counters().get(counter)).isEqualTo(far.counters().get(counter));
        }
        near.counters().values().keySet().stream()
                .filter(counter -> counter.group().equals("threads"))
                .forEach(counter -> threads.add(counter.name()));
        assertThat(threads).containsExactly(Thread.currentThread().getName());

        var first = job.runLocally(sc, Output.none(), 0);
        assertThat(first.counters().get(TaskCounter.MAP_INPUT_RECORDS)).isBetween(1L, 300L);
    }

    @Test
    @Tag("TS")
    void taskGranularity_farMoreMapTasksThanWorkers() {
        var job =
                MapReduce.<Position, Long, Integer, Long>of(
                                Input.range(0, 2_000, 200), (_, n, out) -> out.emit((int) (n % 7), n))
                        .reducers(5)
                        .reducing(new Total<>());
        var totals = all(job);
        assertThat(totals).hasSize(7);
        assertThat(totals.stream().mapToLong(Tuple2::_2).sum()).isEqualTo(1_999_000);
    }

    @Test
    @Tag("TS")
    void statusInformation_showsProgressBytesAttemptsAndFailures() {
        try (var own = Contexts.open()) {
            var status = Status.of(own);
            MapReduce.<Position, Long, Long, Long>of(
                            Input.range(0, 40, 4),
                            (place, n, out) -> {
                                if (place.split() == 2 && TaskContext.get().attemptNumber() == 0) {
                                    throw new IllegalStateException("<once>");
                                }
                                out.emit(n % 5, n);
                            })
                    .named("shown & told")
                    .reducers(2)
                    .reducing(new Total<>())
                    .run(own, Output.none());
            own.awaitEvents();

            var stages = status.stages();
            assertThat(stages).extracting(Status.Progress::job).containsOnly("shown & told");
            assertThat(stages).extracting(Status.Progress::reduces).containsExactly(false, true);
            assertThat(stages).extracting(Status.Progress::tasks).containsExactly(4, 2);
            assertThat(stages).extracting(Status.Progress::done).containsExactly(4, 2);
            assertThat(stages).extracting(Status.Progress::failedAttempts).containsExactly(1, 0);
            assertThat(stages.getFirst().bytesWritten()).isPositive().isEqualTo(stages.getLast().bytesRead());
            assertThat(status.attempts(0)).hasSize(5);
            assertThat(status.page())
                    .contains("<td>shown &amp; told<td>", "4 of 4", "2 of 2", "&lt;once&gt;")
                    .doesNotContain("<once>");
        }
    }

    // ---- Beyond -----------------------------------------------------------------------------------------------------

    record Reading(String station, int value) implements Serializable {
        static final SerializableComparator<Reading> BY_STATION = (a, b) -> a.station.compareTo(b.station);
        static final SerializableComparator<Reading> LARGEST_FIRST =
                BY_STATION.thenComparing((a, b) -> Integer.compare(b.value, a.value));
    }

    private static MapReduce<Reading, Integer> readings() {
        return MapReduce.of(
                Input.range(0, 300, 5),
                (_, n, out) -> {
                    var value = (int) (n * 37 % 101);
                    out.emit(new Reading("s" + n % 4, value), value);
                });
    }

    @Test
    @Tag("BEY")
    void secondarySort_valuesOfAGroupComeInTheOrderOfTheWholeKey() {
        Reducer<Reading, Integer, String, List<Integer>> all =
                (first, values, out) -> {
                    var list = new ArrayList<Integer>();
                    for (var value : values) {
                        assertThat(values.key()).isEqualTo(new Reading(first.station(), value));
                        list.add(value);
                    }
                    out.emit(first.station(), list);
                };
        var stations =
                all(
                        readings()
                                .reducers(3)
                                .partitioning((reading, r) -> Math.floorMod(reading.station().hashCode(), r))
                                .sorting(Reading.LARGEST_FIRST)
                                .grouping(Reading.BY_STATION)
                                .reducing(all));

        assertThat(stations).extracting(Tuple2::_1).containsExactlyInAnyOrder("s0", "s1", "s2", "s3");
        assertThat(stations)
                .allSatisfy(station ->
                        assertThat(station._2()).hasSize(75).isSortedAccordingTo((a, b) -> Integer.compare(b, a)));
    }

    @Test
    @Tag("BEY")
    void secondarySort_withoutAPartitionerOfItsOwn_isRefused() {
        var job = readings().named("stations").grouping(Reading.BY_STATION);
        assertThatThrownBy(() -> job.reducing(new First<>()))
                .isInstanceOf(SparrowException.class)
                .hasMessage(
                        "MapReduce job 'stations' groups keys that differ, but places them by their hash, which may part"
                                + " a group. Say by partitioning(…) which reduce task gets a group.");
    }

    @Test
    @Tag("BEY")
    void mapSideJoin_readsTheSmallSideFromABroadcast() {
        var names = sc.broadcast(List.of("zero", "one", "two"));
        var job =
                MapReduce.<Position, Long, String, Long>of(
                                Input.range(0, 9, 3), (_, n, out) -> out.emit(names.value().get((int) (n % 3)), n))
                        .reducing(new Total<>());
        assertThat(all(job))
                .containsExactlyInAnyOrder(Tuple2.of("zero", 9L), Tuple2.of("one", 12L), Tuple2.of("two", 15L));
    }

    @Test
    @Tag("BEY")
    void chainedJobs_writeNothingBetween_andReportEachForItself() throws IOException {
        var file = text("a b a", "b a c", "c d");
        var counts = WordCounting.of(Input.text(file, 2)).reducers(2).reducing(new WordCounting.Sum());
        Reducer<Long, String, Long, String> joined =
                (count, words, out) -> {
                    var sorted = new ArrayList<String>();
                    words.forEach(sorted::add);
                    sorted.sort(null);
                    out.emit(count, String.join(" ", sorted));
                };
        var byCount =
                MapReduce.of(counts.asInput(), new Swap<String, Long>()).named("by count").reducers(1).reducing(joined);

        var result = byCount.run(sc, Output.text(folder + "/by-count"));
        assertThat(Contexts.files(folder.resolve("by-count"))).containsEntry("part-00000", "1\td\n2\tb c\n3\ta\n");
        assertThat(result.name()).isEqualTo("by count");
        assertThat(result.counters().get(TaskCounter.MAP_INPUT_RECORDS)).isEqualTo(4);
        assertThat(result.before()).extracting(JobResult::name).containsExactly("word count");
        assertThat(result.before().getFirst().counters().get(TaskCounter.MAP_OUTPUT_RECORDS)).isEqualTo(8);
        try (var left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString()).filter(name -> !name.startsWith("text")))
                    .containsExactly("by-count");
        }

        var near = byCount.runLocally(sc, Output.text(folder + "/near"));
        assertThat(near).isEqualTo(result);
        assertThat(Contexts.files(folder.resolve("near"))).isEqualTo(Contexts.files(folder.resolve("by-count")));
    }

    @Test
    @Tag("BEY")
    void externalSort_spillsAndGivesTheSame() {
        var conf = Contexts.conf().set("sparrow.memory.bytes", "1m");
        try (var small = new Sparrow(conf)) {
            var job =
                    MapReduce.<Position, Long, Long, String>of(
                                    Input.range(0, 60_000, 4),
                                    (_, n, out) -> out.emit(n * 7919 % 60_013, "value of some length " + n))
                            .reducers(2)
                            .reducing(new First<>());
            var spilled = new java.util.concurrent.atomic.AtomicLong();
            small.addListener(event -> {
                if (event instanceof dev.sparrow.event.Event.TaskFinished(_, _, var metrics)) {
                    spilled.addAndGet(metrics.spilledBytes());
                }
            });
            for (var partition : Contexts.partitions(small, job)) {
                assertThat(partition).hasSizeGreaterThan(29_000).extracting(Tuple2::_1).isSorted();
            }
            small.awaitEvents();
            assertThat(spilled).hasPositiveValue();
        }
    }

    // ---- Functions --------------------------------------------------------------------------------------------------

    record Swap<K, V>() implements Mapper<K, V, V, K> {
        @Override
        public void map(K key, V value, Context<V, K> context) {
            context.emit(value, key);
        }
    }

    record First<K, V>() implements Reducer<K, V, K, V> {
        @Override
        public void reduce(K key, Values<K, V> values, Context<K, V> context) {
            context.emit(key, values.next());
        }
    }

    record Total<K>() implements Reducer<K, Long, K, Long> {
        @Override
        public void reduce(K key, Values<K, Long> values, Context<K, Long> context) {
            var sum = 0L;
            for (var value : values) {
                sum += value;
            }
            context.emit(key, sum);
        }
    }
}
