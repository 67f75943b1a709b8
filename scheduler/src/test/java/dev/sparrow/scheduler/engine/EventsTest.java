/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.config.Keys;
import dev.sparrow.event.At;
import dev.sparrow.event.Event;
import dev.sparrow.event.SparrowListener;
import dev.sparrow.event.StageOutline;
import dev.sparrow.event.StageOutline.DatasetOutline;
import dev.sparrow.event.TaskMetrics;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.StorageLevel;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/// What listeners are told of jobs, stages, tasks, executors and cached partitions.
class EventsTest extends GatedTest {
    @TempDir private Path folder;

    /// Hears the times, too.
    private static final class Timed implements SparrowListener {
        private final List<At> all = new CopyOnWriteArrayList<>();

        @Override
        public void onEvent(Event event) {
            throw new AssertionError("told without time");
        }

        @Override
        public void onEvent(At timed) {
            all.add(timed);
        }

        private Instant first(Class<? extends Event> kind) {
            return all.stream().filter(one -> kind.isInstance(one.event())).findFirst().orElseThrow().at();
        }
    }

    private static int sumOfCounts(Sparrow sc) {
        return numbers(sc, 100, 4)
                .mapToPair(x -> new Tuple2<>(x % 10, 1))
                .reduceByKey(Integer::sum, 3)
                .map(pair -> pair._2())
                .reduce(Integer::sum);
    }

    @Test
    void job_tellsWhatTheProgramSaysOfIt_andItsPlan() {
        var sc = context(new SparrowConf().setMaster(TestMaster.or("local[2]")).set(Keys.TEXT_LINE_BYTES_MAX, "1m"));
        var recorder = Recorder.on(sc);
        sc.setJobGroup("nightly", "the sums of all");
        sc.addJobTag("sums");
        sc.setLocalProperty("tenant", "blue");
        assertThat(sumOfCounts(sc)).isEqualTo(100);
        sc.awaitEvents();

        var started = recorder.all(Event.JobStarted.class).getFirst();
        assertThat(started.label()).startsWith("reduce at EventsTest.java:");
        var said = started.description();
        assertThat(said.group()).contains("nightly");
        assertThat(said.description()).contains("the sums of all");
        assertThat(said.tags()).containsExactly("sums");
        assertThat(said.properties()).containsEntry("tenant", "blue");
        assertThat(said.settings())
                .containsEntry("sparrow.text.line.max", "1m")
                .doesNotContainKey("sparrow.default.parallelism");

        assertThat(started.plan()).hasSize(2);
        var map = started.plan().getFirst();
        var result = started.plan().getLast();
        assertThat(map.name()).startsWith("reduceByKey at EventsTest.java:");
        assertThat(List.of(map.tasks(), result.tasks())).isEqualTo(List.of(4, 3));
        assertThat(map.parents()).isEmpty();
        assertThat(result.parents()).containsExactly(map.stage());
        assertThat(started.stages()).containsExactly(map.stage(), result.stage());
        assertThat(map.datasets()).extracting(DatasetOutline::operator).containsExactly("parallelize", "mapToPair");
        assertThat(result.datasets()).extracting(DatasetOutline::operator).containsExactly("reduceByKey", "map");
        assertThat(result.datasets())
                .allSatisfy(dataset -> assertThat(dataset.line()).startsWith("EventsTest.java:"))
                .extracting(DatasetOutline::partitions)
                .containsExactly(3, 3);
        assertThat(result.datasets().getFirst().parents()).containsExactly(map.datasets().getLast().dataset());
    }

    @Test
    void plan_showsWhatIsBehindADatasetUntilItIsCached() {
        var sc = context("local[2]");
        var recorder = Recorder.on(sc);
        var kept = numbers(sc, 10, 2).map(x -> x + 1).cache();
        var read = kept.map(x -> 2 * x);
        assertThat(read.count()).isEqualTo(10);
        assertThat(read.count()).isEqualTo(10);
        sc.awaitEvents();
        var plans =
                recorder.all(Event.JobStarted.class).stream()
                        .map(Event.JobStarted::plan)
                        .map(List::getLast)
                        .map(StageOutline::datasets)
                        .toList();
        assertThat(plans.getFirst())
                .extracting(DatasetOutline::operator, DatasetOutline::persisted)
                .containsExactly(tuple("parallelize", false), tuple("map", true), tuple("map", false));
        assertThat(plans.getLast()).extracting(DatasetOutline::operator).containsExactly("map", "map");
    }

    @Test
    void events_haveTheTimesAtWhichTheyHappened_howeverLateTheyAreTold() {
        var sc = context("local[1]");
        var timed = new Timed();
        sc.addListener(event -> {
            try {
                awaitGate();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        sc.addListener(timed);
        var before = Instant.now();
        assertThat(numbers(sc, 4, 1).count()).isEqualTo(4);
        var after = Instant.now();
        openGate();
        sc.awaitEvents();
        var times =
                List.of(
                        before,
                        timed.first(Event.JobStarted.class),
                        timed.first(Event.TaskStarted.class),
                        timed.first(Event.TaskFinished.class),
                        timed.first(Event.JobFinished.class),
                        after);
        assertThat(times).isSorted();
    }

    @Test
    void task_tellsWhereItRan_andWhatItTook() {
        var sc = context("local[2]");
        var recorder = Recorder.on(sc);
        assertThat(sumOfCounts(sc)).isEqualTo(100);
        sc.awaitEvents();
        var executors = recorder.all(Event.ExecutorJoined.class).stream().map(Event.ExecutorJoined::executor).toList();
        var tasks = recorder.all(Event.TaskFinished.class);
        assertThat(tasks).hasSize(7);
        assertThat(executors).containsAll(tasks.stream().map(Event.TaskFinished::executor).toList());
        assertThat(executors)
                .containsAll(recorder.all(Event.TaskStarted.class).stream().map(Event.TaskStarted::executor).toList());
        assertThat(tasks)
                .allSatisfy(task -> {
                    var times = task.metrics().times();
                    assertThat(List.of(times.queued(), times.cpu(), times.gc())).noneMatch(Duration::isNegative);
                    assertThat(times.cpu()).isPositive();
                });
        var written = tasks.stream().mapToLong(task -> task.metrics().bytes().shuffleWritten()).sum();
        var read = tasks.stream().mapToLong(task -> task.metrics().bytes().shuffleRead()).sum();
        assertThat(written).isPositive();
        assertThat(read).isPositive();
        assertThat(tasks).anySatisfy(task -> assertThat(task.metrics().bytes().peakMemory()).isPositive());
    }

    @Test
    void taskThatWaits_tellsLessCpuThanTime_alsoBehindShortOnes() {
        var sc = context("local[1]");
        var recorder = Recorder.on(sc);
        var waits = 99;
        sc.range(0, 100, 1, 100)
                .foreach(x -> {
                    if (x == waits) {
                        Thread.sleep(50);
                    }
                });
        sc.awaitEvents();
        assertThat(recorder.all(Event.TaskFinished.class))
                .hasSize(100)
                .allSatisfy(task -> {
                    var metrics = task.metrics();
                    assertThat(metrics.times().cpu()).isLessThanOrEqualTo(metrics.ran());
                    if (task.attempt().partition() == waits) {
                        assertThat(metrics.times().cpu()).isLessThan(metrics.ran().dividedBy(2));
                    }
                });
    }

    @Test
    void task_tellsTheBytesOfItsResult() {
        var sc = context("local[1]");
        var recorder = Recorder.on(sc);
        assertThat(numbers(sc, 10_000, 1).map(x -> "number " + x).collect()).hasSize(10_000);
        sc.awaitEvents();
        assertThat(recorder.all(Event.TaskFinished.class).getFirst().metrics().bytes().result()).isGreaterThan(10_000);
    }

    /// As Spark's peak execution memory: not what functions hold, and not blocks, cached partitions and results.
    @Test
    void peakMemory_isThatOfTablesAndSorts() {
        var sc = context("local[2]");
        var recorder = Recorder.on(sc);
        assertThat(numbers(sc, 1_000, 2).map(x -> "value " + x).repartition(3).collect()).hasSize(1_000);
        sc.awaitEvents();
        assertThat(peaks(recorder)).isNotEmpty().containsOnly(0L);
        assertThat(numbers(sc, 1_000, 1).keyBy(x -> x % 500).groupByKey(1).count()).isEqualTo(500);
        sc.awaitEvents();
        assertThat(peaks(recorder).getLast()).isPositive();
    }

    private static List<Long> peaks(Recorder recorder) {
        return recorder.all(Event.TaskFinished.class).stream()
                .map(task -> task.metrics().bytes().peakMemory())
                .toList();
    }

    @Test
    void stageThatFails_isTold_beforeItsJobEnds() {
        var sc = context("local[1]");
        var recorder = Recorder.on(sc);
        assertThatThrownBy(() -> numbers(sc, 1, 1).map(x -> 1 / x).count()).hasMessageContaining("by zero");
        sc.awaitEvents();
        var failed = recorder.all(Event.StageFailed.class);
        assertThat(failed).singleElement().satisfies(stage -> assertThat(stage.reason()).contains("by zero"));
        assertThat(recorder.all(Event.JobStarted.class).getFirst().stages()).contains(failed.getFirst().stage());
        assertThat(recorder.all(Event.TaskFailed.class).getFirst().executor())
                .isEqualTo(recorder.all(Event.ExecutorJoined.class).getFirst().executor());
        assertThat(recorder.all(Event.class)).last().isInstanceOf(Event.JobFinished.class);
    }

    @Test
    void executors_areToldToWhoeverComesLater_andLeaveWithTheContext() {
        var sc = context("local-bytes[2]");
        sc.awaitEvents();
        var recorder = Recorder.on(sc);
        assertThat(numbers(sc, 2, 2).count()).isEqualTo(2);
        sc.awaitEvents();
        var joined = recorder.all(Event.ExecutorJoined.class);
        assertThat(joined)
                .hasSize(2)
                .allSatisfy(executor -> {
                    assertThat(executor.slots()).isOne();
                    assertThat(executor.host()).isEqualTo("localhost");
                });
        assertThat(sc.statusTracker().getExecutorInfos())
                .extracting(info -> info.id())
                .containsExactly("executor-0", "executor-1");
        sc.close();
        assertThat(recorder.all(Event.ExecutorLeft.class))
                .hasSize(2)
                .allSatisfy(left -> assertThat(left.cause()).isEqualTo("the context was closed"));
        assertThat(sc.statusTracker().getExecutorInfos()).isEmpty();
    }

    @Test
    void tasks_tellWhatTheyReadOfFilesAndWroteToThem() throws IOException {
        var input = folder.resolve("lines.txt");
        Files.write(input, IntStream.range(0, 1_000).mapToObj(i -> "line " + i).toList());
        var sc = context("local[2]");
        var recorder = Recorder.on(sc);
        var output = folder.resolve("out");
        sc.textFile(input.toString(), 2).map(line -> line + "!").saveAsTextFile(output.toString());
        sc.awaitEvents();
        var files = recorder.all(Event.TaskFinished.class).stream().map(task -> task.metrics().files()).toList();
        assertThat(files).hasSize(2).extracting(TaskMetrics.Files::recordsRead).doesNotContain(0L);
        assertThat(files.stream().mapToLong(TaskMetrics.Files::recordsRead).sum()).isEqualTo(1_000);
        assertThat(files.stream().mapToLong(TaskMetrics.Files::recordsWritten).sum()).isEqualTo(1_000);
        // Each split looks a little further than its end.
        assertThat(files.stream().mapToLong(TaskMetrics.Files::bytesRead).sum())
                .isBetween(Files.size(input), 2 * Files.size(input));
        assertThat(files.stream().mapToLong(TaskMetrics.Files::bytesWritten).sum())
                .isEqualTo(Files.size(input) + 1_000);
    }

    @Test
    void smallResults_haveBytesToo() {
        var sc = context("local[2]");
        var recorder = Recorder.on(sc);
        numbers(sc, 4, 2).collect();
        numbers(sc, 4, 2).reduce(Integer::sum);
        sc.awaitEvents();
        assertThat(recorder.all(Event.TaskFinished.class))
                .hasSize(4)
                .allSatisfy(task -> {
                    assertThat(task.metrics().bytes().result()).isPositive();
                    assertThat(task.metrics().files()).isEqualTo(TaskMetrics.Files.NONE);
                });
    }

    @Test
    @Timeout(180)
    void taskThatHangs_isToldAsBegun() {
        var sc = context(TestMaster.bytes(1));
        var begun = new CountDownLatch(3);
        sc.addListener(event -> {
            if (event instanceof Event.TaskStarted) {
                begun.countDown();
                if (begun.getCount() == 0) {
                    openGate();
                }
            }
        });
        assertThat(numbers(sc, 3, 3).map(x -> x == 2 ? waiting(x) : x).collect()).containsExactly(0, 1, 2);
    }

    @Test
    void cachedPartitions_areToldFromTheirMakingToTheirEnd() {
        var sc = context("local[2]");
        var recorder = Recorder.on(sc);
        var dataset = numbers(sc, 100, 4).map(x -> x + 1).persist(StorageLevel.MEMORY_ONLY);
        dataset.count();
        EngineAccess.of(sc).losePartition(dataset.id(), 3);
        dataset.unpersist(true);
        sc.awaitEvents();
        var cached = recorder.all(Event.PartitionCached.class);
        assertThat(cached).extracting(Event.PartitionCached::partition).containsExactlyInAnyOrder(0, 1, 2, 3);
        assertThat(cached)
                .allSatisfy(one -> {
                    assertThat(one.dataset()).isEqualTo(dataset.id());
                    assertThat(one.level()).isEqualTo(StorageLevel.MEMORY_ONLY);
                    assertThat(one.bytesInMemory()).isPositive();
                });
        assertThat(recorder.all(Event.PartitionLost.class))
                .extracting(Event.PartitionLost::partition)
                .containsExactly(3);
        assertThat(recorder.all(Event.PartitionDropped.class))
                .extracting(Event.PartitionDropped::partition)
                .containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void partitionsThatMakeRoom_sayForWhom() {
        var sc = context(new SparrowConf().setMaster("local[1]").set(Keys.MEMORY_BYTES, "400k"));
        var recorder = Recorder.on(sc);
        var gone = numbers(sc, 60_000, 4).map(x -> x + 1).persist(StorageLevel.MEMORY_ONLY);
        gone.count();
        var spilled = numbers(sc, 60_000, 4).map(x -> x + 2).persist(StorageLevel.MEMORY_AND_DISK);
        spilled.count();
        var last = numbers(sc, 60_000, 4).map(x -> x + 3).persist(StorageLevel.MEMORY_ONLY);
        last.count();
        sc.awaitEvents();
        var told = recorder.all(Event.OfPartition.class);
        var evicted = new Event.PartitionEvicted(gone.id(), 0, new ExecutorId("local"), Optional.of(spilled.id()));
        assertThat(told).contains(evicted);
        assertThat(told)
                .anySatisfy(one -> {
                    assertThat(one).isInstanceOf(Event.PartitionSpilled.class);
                    assertThat(one.dataset()).isEqualTo(spilled.id());
                });
    }
}
