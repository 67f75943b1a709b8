/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.PairRdd;
import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.event.Event;
import dev.sparrow.event.SparrowListener;
import dev.sparrow.scheduler.protocol.ExecutorEvent;
import dev.sparrow.scheduler.protocol.TaskReport;
import dev.sparrow.scheduler.protocol.Wire;
import dev.sparrow.storage.block.MapOutput;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// An executor is lost with all it holds, under six kinds of jobs and at every point that one process has: the answer
/// is right, and nothing is computed again but what was lost.
@Timeout(180)
class ExecutorLossTest extends ContextTest {
    private static final String VICTIM = "executor-1";

    /// What is to happen once, at the next call of [#here].
    private static final AtomicReference<Runnable> HOOK = new AtomicReference<>();

    @TempDir private Path folder;

    /// How often [#here] was called with the point that is wanted.
    private static final AtomicInteger CALLS = new AtomicInteger();

    /// When the executor is lost.
    enum Point {
        BEFORE_THE_FIRST_TASK,
        WITHIN_A_MAP_TASK,
        WITHIN_A_CACHE_WRITE,
        WHEN_BLOCKS_ARE_MADE_AND_NOT_REPORTED,
        AFTER_A_TASK_HAS_FINISHED,
        BETWEEN_THE_STAGES,
        WHEN_A_BLOCK_OF_IT_IS_READ,
        WITHIN_A_REDUCE_TASK,
        WHEN_A_RESULT_IS_MADE_AND_NOT_REPORTED,
        WITHIN_A_CHECKPOINT_WRITE,
        WHEN_THE_JOB_HAS_ENDED;

        boolean occursIn(Job job) {
            return switch (this) {
                case WITHIN_A_CACHE_WRITE -> job == Job.K_MEANS || job == Job.SAVE_OF_A_CACHED_DATASET;
                case WITHIN_A_CHECKPOINT_WRITE -> job == Job.CHECKPOINT;
                case WHEN_BLOCKS_ARE_MADE_AND_NOT_REPORTED, WHEN_A_BLOCK_OF_IT_IS_READ ->
                        job != Job.SAVE_OF_A_CACHED_DATASET;
                default -> true;
            };
        }
    }

    /// Calls [#here] with what runs in its first and in its last stage.
    enum Job {
        WORD_COUNT {
            @Override
            Object run(Sparrow sc, Path folder) {
                var words = sc.range(0, 2_000, 1, 6).map(x -> here(Point.WITHIN_A_MAP_TASK, "w" + x % 37));
                var counts = words.mapToPair(word -> Tuple2.of(word, 1L)).reduceByKey(Long::sum, 4);
                return counts.mapValues(n -> here(Point.WITHIN_A_REDUCE_TASK, n)).collectAsMap();
            }
        },
        JOIN {
            @Override
            Object run(Sparrow sc, Path folder) {
                var left = sc.range(0, 600, 1, 4).mapToPair(x -> Tuple2.of(here(Point.WITHIN_A_MAP_TASK, x % 50), x));
                var right = sc.range(0, 50, 1, 3).mapToPair(x -> Tuple2.of(x, "r" + x));
                return left.join(right, 4)
                        .map(pair -> here(Point.WITHIN_A_REDUCE_TASK, pair._2()._1()))
                        .reduce(Long::sum);
            }
        },
        SORT {
            @Override
            Object run(Sparrow sc, Path folder) {
                var numbers = sc.range(0, 2_000, 1, 5).map(x -> here(Point.WITHIN_A_MAP_TASK, (x * 7919) % 2_003));
                return numbers.sortBy(x -> x, true, 4).map(x -> here(Point.WITHIN_A_REDUCE_TASK, x)).collect();
            }
        },
        K_MEANS {
            @Override
            Object run(Sparrow sc, Path folder) {
                var points =
                        sc.range(0, 1_200, 1, 6)
                                .map(x -> here(Point.WITHIN_A_MAP_TASK, (x * 31) % 997))
                                .map(x -> here(Point.WITHIN_A_CACHE_WRITE, 500, x))
                                .cache();
                var centers = new long[] {10, 400, 900};
                for (var round = 0; round < 3; round++) {
                    var now = centers.clone();
                    PairRdd<Integer, Tuple2<Long, Long>> near =
                            points.mapToPair(p -> Tuple2.of(nearest(now, p), Tuple2.of(p, 1L)));
                    near.reduceByKey((a, b) -> Tuple2.of(a._1() + b._1(), a._2() + b._2()), 3)
                            .mapValues(sum -> here(Point.WITHIN_A_REDUCE_TASK, sum._1() / sum._2()))
                            .collectAsMap()
                            .forEach((i, mean) -> centers[i] = mean);
                }
                return Arrays.toString(centers);
            }
        },
        SAVE_OF_A_CACHED_DATASET {
            @Override
            Object run(Sparrow sc, Path folder) {
                Rdd<Long> cached =
                        sc.range(0, 900, 1, 6)
                                .map(x -> here(Point.WITHIN_A_MAP_TASK, x * 3))
                                .map(x -> here(Point.WITHIN_A_CACHE_WRITE, 400, x))
                                .cache();
                var sum = cached.reduce(Long::sum);
                var target = folder.resolve("out-" + System.nanoTime());
                cached.map(x -> here(Point.WITHIN_A_REDUCE_TASK, x + 1)).saveAsTextFile(target.toString());
                return List.of(sum, sc.textFile(target.toString()).map(Long::valueOf).reduce(Long::sum));
            }
        },
        CHECKPOINT {
            private static final int ROWS = 900;

            @Override
            Object run(Sparrow sc, Path folder) {
                sc.setCheckpointDir(folder.resolve("checkpoints").toString());
                var numbers =
                        sc.range(0, ROWS, 1, 6)
                                .map(x -> here(Point.WITHIN_A_MAP_TASK, x * 7))
                                .map(x -> here(Point.WITHIN_A_CHECKPOINT_WRITE, ROWS + ROWS / 2, x)); // made twice
                numbers.checkpoint();
                var sum = numbers.reduce(Long::sum);
                var sums = numbers.mapToPair(x -> Tuple2.of(x % 10, x)).reduceByKey(Long::sum, 4);
                return List.of(sum, sums.mapValues(x -> here(Point.WITHIN_A_REDUCE_TASK, x)).collectAsMap());
            }
        };

        abstract Object run(Sparrow sc, Path folder);
    }

    private static int nearest(long[] centers, long point) {
        return IntStream.range(0, centers.length)
                .boxed()
                .min((a, b) -> Long.compare(Math.abs(centers[a] - point), Math.abs(centers[b] - point)))
                .orElseThrow();
    }

    /// In a function: the point is reached. Returns the value.
    private static <T> T here(Point point, T value) {
        return here(point, 1, value);
    }

    /// As [#here], at this call of all.
    private static <T> T here(Point point, int call, T value) {
        if (WANTED.get() == point && CALLS.incrementAndGet() == call) {
            fire();
        }
        return value;
    }

    private static final AtomicReference<Point> WANTED = new AtomicReference<>();

    private static void fire() {
        var hook = HOOK.getAndSet(null);
        if (hook != null) {
            hook.run();
        }
    }

    static Stream<Arguments> cases() {
        return Arrays.stream(Job.values())
                .flatMap(job ->
                        Arrays.stream(Point.values())
                                .filter(point -> point.occursIn(job))
                                .map(point -> Arguments.of(job, point)));
    }

    /// Loses the executor where the point is one of what it says or of what others ask it for.
    private static void watchMessages(EngineAccess engine, Point point) {
        engine.onEvents(
                VICTIM,
                event -> {
                    if (finished(event)
                            .anyMatch(made ->
                                    made.output() instanceof MapOutput
                                            ? point == Point.WHEN_BLOCKS_ARE_MADE_AND_NOT_REPORTED
                                            : point == Point.WHEN_A_RESULT_IS_MADE_AND_NOT_REPORTED)) {
                        fire();
                    }
                });
        engine.onBlockRead(executor -> {
            if (point == Point.WHEN_A_BLOCK_OF_IT_IS_READ && executor.toString().equals(VICTIM)) {
                fire();
            }
        });
    }

    private static Stream<TaskReport.Finished> finished(ExecutorEvent event) {
        return event instanceof ExecutorEvent.TaskNews(_, var reports)
                ? reports.stream()
                        .map(bytes -> Wire.decode(bytes, TaskReport.class))
                        .filter(TaskReport.Finished.class::isInstance)
                        .map(TaskReport.Finished.class::cast)
                : Stream.empty();
    }

    /// Loses the executor where events say that the point is reached.
    private record AtEvents(Point point) implements SparrowListener {
        @Override
        public void onEvent(Event event) {
            switch (event) {
                case Event.TaskFinished _ when point == Point.AFTER_A_TASK_HAS_FINISHED -> fire();
                case Event.StageFinished _ when point == Point.BETWEEN_THE_STAGES -> fire();
                default -> {}
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void lostExecutor_costsNothingButTime(Job job, Point point) {
        WANTED.set(null);
        var expected = job.run(context("local[2]"), folder);
        var sc = context(TestMaster.bytes(3));
        var recorder = Recorder.on(sc);
        sc.addListener(new AtEvents(point));
        var engine = EngineAccess.of(sc);
        watchMessages(engine, point);
        CALLS.set(0);
        WANTED.set(point);
        HOOK.set(() -> assertThat(engine.loseExecutor(VICTIM)).isTrue());
        if (point == Point.BEFORE_THE_FIRST_TASK) {
            fire();
        }
        assertThat(job.run(sc, folder)).isEqualTo(expected);
        if (point == Point.WHEN_THE_JOB_HAS_ENDED) {
            fire();
            assertThat(job.run(sc, folder)).isEqualTo(expected);
        }
        sc.awaitEvents();
        assertThat(HOOK).as("the point was reached").hasNullValue();
        assertOnlyWhatWasLostRanAgain(recorder);
    }

    /// Every task whose output was there ran again only if the lost executor had it.
    private static void assertOnlyWhatWasLostRanAgain(Recorder recorder) {
        var at = new HashMap<AttemptId, String>();
        recorder.all(Event.TaskStarted.class).forEach(task -> at.put(task.attempt(), task.executor().toString()));
        Map<List<Integer>, List<AttemptId>> finished = new HashMap<>();
        for (var task : recorder.all(Event.TaskFinished.class)) {
            var id = task.attempt();
            finished.computeIfAbsent(List.of(id.stage().value(), id.partition()), _ -> new ArrayList<>()).add(id);
        }
        var unneeded = new HashSet<AttemptId>();
        finished.values().stream()
                .filter(attempts -> attempts.size() > 1)
                .forEach(attempts -> {
                    if (attempts.stream().noneMatch(attempt -> at.get(attempt).equals(VICTIM))) {
                        unneeded.addAll(attempts);
                    }
                });
        assertThat(unneeded).as("ran again though nothing of it was lost").isEmpty();
    }
}
