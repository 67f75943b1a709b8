/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.sparrow.PairRdd;
import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.cluster.wire.FrameKind;
import dev.sparrow.config.Keys;
import dev.sparrow.event.Event;
import dev.sparrow.scheduler.protocol.ExecutorEvent;
import dev.sparrow.scheduler.protocol.TaskReport;
import dev.sparrow.scheduler.protocol.Wire;
import dev.sparrow.storage.block.MapOutput;
import dev.sparrow.transport.Transport;
import dev.sparrow.transport.TransportListener;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// The process of an executor is really killed, under five kinds of jobs and at every point that there is: the answer
/// is right, and nothing is computed again but what was lost. `-Dcluster=all` runs all points of all jobs with four
/// seeds; `-Dseed=3` only that one.
@Timeout(400)
class KillTest {
    private static final String VICTIM = "executor-1";
    private static final int WAIT_SECONDS = 120;

    @TempDir private Path folder;

    private final Queue<Event> events = new ConcurrentLinkedQueue<>();
    private final Semaphore arrivals = new Semaphore(0);
    private final Semaphore departures = new Semaphore(0);

    /// When the process is killed.
    enum Point {
        BEFORE_THE_FIRST_TASK,
        WITHIN_A_MAP_TASK,
        WHEN_BLOCKS_ARE_MADE_AND_NOT_REPORTED,
        AFTER_REGISTRATION_BEFORE_THE_FIRST_FETCH,
        WHILE_ITS_BLOCKS_ARE_FETCHED,
        WITHIN_A_REDUCE_TASK,
        WITHIN_A_CACHE_WRITE,
        HOLDING_THE_ONLY_COPY_OF_A_CACHED_PARTITION,
        WHEN_A_RESULT_IS_MADE_AND_NOT_REPORTED,
        WITHIN_AN_OUTPUT_WRITE,
        BEFORE_THE_COMMIT_OF_AN_OUTPUT;

        boolean occursIn(Job job) {
            return switch (this) {
                case WITHIN_A_CACHE_WRITE, HOLDING_THE_ONLY_COPY_OF_A_CACHED_PARTITION -> job.isCached();
                case WITHIN_AN_OUTPUT_WRITE, BEFORE_THE_COMMIT_OF_AN_OUTPUT -> job == Job.SAVE_OF_A_CACHED_SORT;
                case BEFORE_THE_FIRST_TASK,
                        WITHIN_A_MAP_TASK,
                        WHEN_BLOCKS_ARE_MADE_AND_NOT_REPORTED,
                        AFTER_REGISTRATION_BEFORE_THE_FIRST_FETCH,
                        WHILE_ITS_BLOCKS_ARE_FETCHED,
                        WITHIN_A_REDUCE_TASK,
                        WHEN_A_RESULT_IS_MADE_AND_NOT_REPORTED ->
                        true;
            };
        }
    }

    /// Kills whoever runs it, or another one, when a point is reached in a function: once of all processes, which a
    /// file tells them.
    ///
    /// @param wanted the point
    /// @param call at which call within a process
    /// @param folder of files that tell what has happened
    record Trap(Point wanted, int call, String folder) implements Serializable {
        private static final Map<String, Integer> CALLS = new HashMap<>();

        /// In a function. Returns the value.
        <T> T here(Point point, T value) {
            if (point == wanted && isNow() && isFirst()) {
                kill(ProcessHandle.current().pid());
            }
            return value;
        }

        /// As [#here], of the process that runs another executor.
        <T> T others(Point point, T value) {
            if (point == wanted && isNow() && isFirst()) {
                pids().filter(pid -> pid != ProcessHandle.current().pid()).findFirst().ifPresent(Trap::kill);
            }
            return value;
        }

        private boolean isNow() {
            synchronized (CALLS) {
                return CALLS.merge(folder, 1, Integer::sum) == call;
            }
        }

        private boolean isFirst() {
            return create("fired");
        }

        boolean hasFired() {
            return Files.exists(Path.of(folder, "fired"));
        }

        /// In the driver, before an output is written.
        void saves() {
            if (wanted == Point.BEFORE_THE_COMMIT_OF_AN_OUTPUT) {
                create("saves");
            }
        }

        boolean isSaving() {
            return Files.exists(Path.of(folder, "saves"));
        }

        /// This process has made blocks.
        <T> T mapped(T value) {
            if (wanted == Point.WHILE_ITS_BLOCKS_ARE_FETCHED) {
                create("pid-" + ProcessHandle.current().pid());
            }
            return value;
        }

        private Stream<Long> pids() {
            return Arrays.stream(new File(folder).list())
                    .filter(name -> name.startsWith("pid-"))
                    .map(name -> Long.valueOf(name.substring("pid-".length())));
        }

        private boolean create(String name) {
            try {
                Files.createFile(Path.of(folder, name));
                return true;
            } catch (FileAlreadyExistsException _) {
                return false;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void kill(long pid) {
            try {
                new ProcessBuilder("kill", "-9", String.valueOf(pid)).start().waitFor();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /// Springs the trap in its first and in its last stage.
    enum Job {
        WORD_COUNT {
            @Override
            Object run(Sparrow sc, Path folder, Trap trap) {
                var words = sc.range(0, 20_000, 1, 6).map(x -> map(trap, "w" + x % 3_701));
                var counts = words.mapToPair(word -> Tuple2.of(word, 1L)).reduceByKey(Long::sum, 4);
                return counts.mapValues(n -> reduce(trap, n)).collectAsMap();
            }
        },
        JOIN {
            @Override
            Object run(Sparrow sc, Path folder, Trap trap) {
                var left = sc.range(0, 6_000, 1, 4).mapToPair(x -> Tuple2.of(map(trap, x % 50), x));
                var right = sc.range(0, 50, 1, 3).mapToPair(x -> Tuple2.of(x, "r" + x));
                return left.join(right, 4).map(pair -> reduce(trap, pair._2()._1())).reduce(Long::sum);
            }
        },
        SORT {
            @Override
            Object run(Sparrow sc, Path folder, Trap trap) {
                var numbers = sc.range(0, 20_000, 1, 5).map(x -> map(trap, (x * 7919) % 20_011));
                return numbers.sortBy(x -> x, true, 4).map(x -> reduce(trap, x)).collect();
            }
        },
        K_MEANS {
            @Override
            Object run(Sparrow sc, Path folder, Trap trap) {
                var points =
                        sc.range(0, 12_000, 1, 6)
                                .map(x -> map(trap, (x * 31) % 997))
                                .map(x -> trap.here(Point.WITHIN_A_CACHE_WRITE, x))
                                .cache();
                var centers = new long[] {10, 400, 900};
                for (var round = 0; round < 3; round++) {
                    var now = centers.clone();
                    PairRdd<Integer, Tuple2<Long, Long>> near =
                            points.mapToPair(p -> Tuple2.of(nearest(now, p), Tuple2.of(p, 1L)));
                    near.reduceByKey((a, b) -> Tuple2.of(a._1() + b._1(), a._2() + b._2()), 3)
                            .mapValues(sum -> reduce(trap, sum._1() / sum._2()))
                            .collectAsMap()
                            .forEach((i, mean) -> centers[i] = mean);
                }
                return Arrays.toString(centers);
            }
        },
        SAVE_OF_A_CACHED_SORT {
            @Override
            Object run(Sparrow sc, Path folder, Trap trap) {
                Rdd<Long> cached =
                        sc.range(0, 9_000, 1, 6)
                                .map(x -> map(trap, (x * 7919) % 9_001))
                                .sortBy(x -> x, true, 4)
                                .map(x -> trap.here(Point.WITHIN_A_CACHE_WRITE, reduce(trap, x)))
                                .cache();
                var sum = cached.reduce(Long::sum);
                var target = folder.resolve("out-" + System.nanoTime()).toString();
                trap.saves();
                cached.map(x -> trap.here(Point.WITHIN_AN_OUTPUT_WRITE, x + 1)).saveAsTextFile(target);
                return List.of(sum, sc.textFile(target).collect());
            }
        };

        abstract Object run(Sparrow sc, Path folder, Trap trap);

        boolean isCached() {
            return this == K_MEANS || this == SAVE_OF_A_CACHED_SORT;
        }
    }

    private static <T> T map(Trap trap, T value) {
        return trap.mapped(trap.here(Point.WITHIN_A_MAP_TASK, value));
    }

    private static <T> T reduce(Trap trap, T value) {
        return trap.here(Point.WITHIN_A_REDUCE_TASK, trap.others(Point.WHILE_ITS_BLOCKS_ARE_FETCHED, value));
    }

    private static int nearest(long[] centers, long point) {
        return IntStream.range(0, centers.length)
                .boxed()
                .min((a, b) -> Long.compare(Math.abs(centers[a] - point), Math.abs(centers[b] - point)))
                .orElseThrow();
    }

    static Stream<Arguments> cases() {
        var all = new ArrayList<Arguments>();
        var seeds = Long.getLong("seed") != null ? LongStream.of(Long.getLong("seed")) : LongStream.rangeClosed(1, 4);
        seeds.forEach(seed -> {
            for (var job : Job.values()) {
                Arrays.stream(Point.values())
                        .filter(point -> point.occursIn(job))
                        .forEach(point -> all.add(Arguments.of(job, point, seed)));
            }
        });
        if (System.getProperty("cluster", "").equals("all")) {
            return all.stream();
        }
        // Each point once, each time under another job.
        var sample = new ArrayList<Arguments>();
        for (var point : Point.values()) {
            var of = all.stream().filter(one -> one.get()[1] == point).toList();
            sample.add(of.get(sample.size() % of.size()));
        }
        return sample.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void killedExecutor_costsNothingButTime(Job job, Point point, long seed) throws Exception {
        var random = new Random(seed);
        var traps = Files.createDirectory(folder.resolve("traps"));
        var trap = new Trap(point, 1 + random.nextInt(point == Point.WITHIN_A_REDUCE_TASK ? 2 : 200), traps.toString());
        var calm = new Trap(null, 0, traps.toString());
        Object expected;
        try (var sc = new Sparrow(new SparrowConf().setMaster("local[2]").set(Keys.PROGRESS, "off"))) {
            expected = job.run(sc, folder, calm);
        }
        var local = Files.createDirectory(folder.resolve("local"));
        var go = TestCluster.PROCESSES.hold();
        try (var sc = TestCluster.context(new SparrowConf().set(Keys.LOCAL_DIR, local.toString()))) {
            sc.addListener(this::note);
            var hunter = new Hunter(point, trap, sc);
            go.run();
            awaitExecutors(sc);
            hunter.begin();
            if (point == Point.BEFORE_THE_FIRST_TASK) {
                hunter.fire();
            }
            assertThat(job.run(sc, folder, trap)).isEqualTo(expected);
            if (point == Point.HOLDING_THE_ONLY_COPY_OF_A_CACHED_PARTITION) {
                hunter.fire();
                assertThat(job.run(sc, folder, trap)).isEqualTo(expected);
            }
            sc.awaitEvents();
            assertThat(hunter.hasFired() || trap.hasFired()).as("the point was reached").isTrue();
            // A job that needs nothing more of the lost executor may end before the driver hears of the loss.
            assertThat(departures.tryAcquire(WAIT_SECONDS, SECONDS)).as("the driver was told").isTrue();
            // One that is just being started would write where the driver has cleaned up already.
            assertThat(arrivals.tryAcquire(WAIT_SECONDS, SECONDS)).as("another one took its place").isTrue();
            sc.awaitEvents();
            assertOnlyWhatWasLostRanAgain();
        }
        try (var left = Files.list(local)) {
            assertThat(left).as("files that are left").isEmpty();
        }
    }

    private void note(Event event) {
        events.add(event);
        switch (event) {
            case Event.ExecutorJoined _ -> arrivals.release();
            case Event.ExecutorLeft _ -> departures.release();
            default -> {}
        }
    }

    /// All of them: one alone can run the first job.
    private void awaitExecutors(Sparrow sc) throws InterruptedException {
        assertThat(sc.range(0, 30, 1, 30).map(x -> x).count()).isEqualTo(30);
        assertThat(arrivals.tryAcquire(3, WAIT_SECONDS, SECONDS)).as("all executors have joined").isTrue();
        sc.awaitEvents();
    }

    /// Kills the process where that is a point of what the driver hears.
    private static final class Hunter implements TransportListener {
        private final Point point;
        private final Trap trap;
        private final TransportListener fabric;
        private boolean fired;

        /// Until then only [#awaitExecutors] has run.
        private boolean begun;

        Hunter(Point point, Trap trap, Sparrow sc) {
            this.point = point;
            this.trap = trap;
            var transport = (Transport) read(read(read(sc, "engine"), "fabric"), "transport");
            this.fabric = (TransportListener) read(transport, "listener");
            write(transport, "listener", this);
            sc.addListener(this::onEvent);
        }

        private void onEvent(Event event) {
            if (event instanceof Event.StageFinished && point == Point.AFTER_REGISTRATION_BEFORE_THE_FIRST_FETCH) {
                fireOnce();
            }
        }

        synchronized void begin() {
            begun = true;
        }

        @Override
        public void received(String from, int kind, byte[] bytes) {
            if (kind == FrameKind.EVENT && from.equals(VICTIM) && isReached(bytes) && fireOnce()) {
                if (point != Point.BEFORE_THE_COMMIT_OF_AN_OUTPUT) {
                    return; // as if it had not been sent yet
                }
            }
            fabric.received(from, kind, bytes);
        }

        private synchronized boolean isReached(byte[] bytes) {
            return begun
                    && Wire.decode(bytes, Object.class) instanceof ExecutorEvent.TaskNews(_, var reports)
                    && reports.stream()
                            .map(report -> Wire.decode(report, TaskReport.class))
                            .anyMatch(report ->
                                    report instanceof TaskReport.Finished made
                                            && (made.output() instanceof MapOutput
                                                    ? point == Point.WHEN_BLOCKS_ARE_MADE_AND_NOT_REPORTED
                                                    : point == Point.WHEN_A_RESULT_IS_MADE_AND_NOT_REPORTED
                                                            || (point == Point.BEFORE_THE_COMMIT_OF_AN_OUTPUT
                                                                    && trap.isSaving())));
        }

        private synchronized boolean fireOnce() {
            if (fired || !begun) {
                return false;
            }
            fire();
            return true;
        }

        synchronized void fire() {
            fired = true;
            TestCluster.PROCESSES.kill(VICTIM);
        }

        synchronized boolean hasFired() {
            return fired;
        }

        @Override
        public void opened(String other) {
            fabric.opened(other);
        }

        @Override
        public void closed(String other, String reason) {
            fabric.closed(other, reason);
        }

        @Override
        public void refused(String other, String reason) {
            fabric.refused(other, reason);
        }
    }

    private static Object read(Object holder, String name) {
        try {
            var field = holder.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field.get(holder);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private static void write(Object holder, String name, Object value) {
        try {
            var field = holder.getClass().getDeclaredField(name);
            field.setAccessible(true);
            field.set(holder, value);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    /// Every task whose output was there ran again only if an executor that is gone had it.
    private void assertOnlyWhatWasLostRanAgain() {
        var gone = new HashSet<ExecutorId>();
        Map<List<Integer>, List<AttemptId>> finished = new HashMap<>();
        Map<AttemptId, ExecutorId> at = new HashMap<>();
        for (var event : events) {
            switch (event) {
                case Event.ExecutorLeft(var executor, _) -> gone.add(executor);
                case Event.TaskFinished(var attempt, var executor, _) -> {
                    at.put(attempt, executor);
                    finished.computeIfAbsent(
                                    List.of(attempt.stage().value(), attempt.partition()), _ -> new ArrayList<>())
                            .add(attempt);
                }
                default -> {}
            }
        }
        assertThat(gone).as("executors that were lost").isNotEmpty().hasSizeLessThanOrEqualTo(1);
        var unneeded = new ArrayList<AttemptId>();
        for (var attempts : finished.values()) {
            for (var again : attempts.subList(1, attempts.size())) {
                var before = attempts.get(attempts.indexOf(again) - 1);
                if (!gone.contains(at.get(before))) {
                    unneeded.add(again);
                }
            }
        }
        assertThat(unneeded).as("ran again though nothing of it was lost").isEmpty();
    }
}
