/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.SparrowFiles;
import dev.sparrow.error.SparrowException;
import dev.sparrow.event.Event;
import dev.sparrow.function.Function;
import dev.sparrow.task.TaskContext;
import dev.sparrow.value.ResourceProfileBuilder;
import dev.sparrow.value.StorageLevel;
import dev.sparrow.value.TaskResourceRequests;
import dev.sparrow.value.Tuple2;

import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.TaskInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// On executors of Spark's in processes of their own.
@Timeout(600)
class ClusterOnSparkTest {
    private static final String CLUSTER = "spark:local-cluster[2,1,1024]";

    private static final int WAIT_SECONDS = 120;

    @TempDir private Path folder;

    private Sparrow sc;

    @AfterEach
    void close() {
        if (sc != null) {
            sc.close();
        }
    }

    @BeforeAll
    static void needsSpark() {
        OnSpark.require();
    }

    private static List<Integer> elements() {
        return IntStream.range(0, 2_000).boxed().toList();
    }

    /// Results, in their order, of what reads blocks, surveys and cached partitions.
    private static List<Object> results(Sparrow sc) {
        var words = sc.broadcast(List.of("x", "y", "z"));
        var pairs =
                sc.parallelize(elements(), 5)
                        .mapToPair(n -> new Tuple2<>(words.value().get(n % 3) + n % 7, n))
                        .persist(StorageLevel.MEMORY_ONLY);
        return List.of(
                pairs.reduceByKey(Integer::sum, 3).collect(),
                pairs.reduceByKey(Integer::sum, 3).sortByKey(false).collect(),
                pairs.mapValues(n -> n / 100).distinct(4).zipWithIndex().collect(),
                pairs.join(pairs.filter(pair -> pair._2() < 20), 3).take(100));
    }

    /// The processes of both executors, each of which runs a task then.
    private static List<Long> executors(Sparrow sc) {
        var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        while (System.nanoTime() < until) {
            var pids =
                    sc.parallelize(elements(), 8)
                            .mapPartitions(_ -> {
                                TimeUnit.MILLISECONDS.sleep(20); // so that one executor does not run all of them
                                return List.of(ProcessHandle.current().pid()).iterator();
                            })
                            .distinct(1)
                            .collect();
            if (pids.size() == 2) {
                return pids;
            }
        }
        throw new AssertionError("Within " + WAIT_SECONDS + " s there were no two executors");
    }

    /// In a task: waits for a file that the test makes.
    private static void await(String file) throws InterruptedException {
        while (!Files.exists(Path.of(file))) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    @Test
    void resultsAndOrders_areThoseOfOneProcess() {
        List<Object> expected;
        try (var local = new Sparrow("local[2]", "test")) {
            expected = results(local);
        }
        sc = OnSpark.start(CLUSTER, new SparrowConf());
        assertThat(results(sc)).isEqualTo(expected);
    }

    @Test
    void filesAndJarsThatAreAdded_areThereInTasks() throws Exception {
        var words = Files.writeString(folder.resolve("words.txt"), "a few words");
        var jar =
                SmallJar.of(
                        folder,
                        "demo.Greeting",
                        "public class Greeting { @Override public String toString() { return \"hello\"; } }");
        sc = OnSpark.start(CLUSTER, new SparrowConf());
        sc.addFile(words.toString());
        sc.addJar(jar.toString());
        var said =
                sc.parallelize(elements(), 4)
                        .mapPartitions(_ ->
                                List.of(greeting() + ", " + Files.readString(Path.of(SparrowFiles.get("words.txt"))))
                                        .iterator())
                        .distinct(1);
        assertThat(said.collect()).containsExactly("hello, a few words");
    }

    private static Object greeting() throws ReflectiveOperationException {
        return Class.forName("demo.Greeting", true, Thread.currentThread().getContextClassLoader())
                .getDeclaredConstructor()
                .newInstance();
    }

    @Test
    void classThatExecutorsLack_failsItsJob_byName() throws Exception {
        var jar =
                SmallJar.of(
                        folder,
                        "demo.Doubled",
                        "public class Doubled implements dev.sparrow.function.Function<Integer, Integer> { @Override public Integer call(Integer n) { return 2 * n; } }");
        try (var here = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
            @SuppressWarnings("unchecked") // as its source says
            var doubled =
                    (Function<Integer, Integer>) here.loadClass("demo.Doubled").getDeclaredConstructor().newInstance();
            sc = OnSpark.start(CLUSTER, new SparrowConf());
            var numbers = sc.parallelize(elements(), 4).map(doubled);
            assertThatThrownBy(numbers::count)
                    .isInstanceOf(SparrowException.class)
                    .hasMessageContaining("demo.Doubled");
            assertThat(sc.parallelize(elements(), 4).count()).isEqualTo(2_000);
        }
    }

    @Test
    void tasksOfTwoCpus_haveTwo() {
        sc = OnSpark.start("spark:local-cluster[1,2,1024]", new SparrowConf());
        var two = new ResourceProfileBuilder().require(new TaskResourceRequests().cpus(2)).build();
        assertThat(
                        sc.parallelize(elements(), 3)
                                .map(_ -> TaskContext.get().cpus())
                                .withResources(two)
                                .distinct(1)
                                .collect())
                .containsExactly(2);
    }

    @Test
    void preferredHosts_areThoseOfSparksTasks() throws Exception {
        sc = OnSpark.start(CLUSTER, new SparrowConf());
        var here = new LinkedBlockingQueue<String>();
        sc.addListener(event -> {
            if (event instanceof Event.ExecutorJoined joined) {
                here.add(joined.host());
            }
        });
        executors(sc);
        var host = here.poll(WAIT_SECONDS, TimeUnit.SECONDS);
        var tasks = new LinkedBlockingQueue<TaskInfo>();
        SparkContext.getOrCreate()
                .addSparkListener(
                        new SparkListener() {
                            @Override
                            public void onTaskStart(SparkListenerTaskStart start) {
                                tasks.add(start.taskInfo());
                            }
                        });
        var data = List.of(Tuple2.of(0, List.of(host)), Tuple2.of(1, List.of("elsewhere")));
        assertThat(sc.makeRdd(data).collect()).containsExactly(0, 1);
        var started = List.of(tasks.poll(WAIT_SECONDS, TimeUnit.SECONDS), tasks.poll(WAIT_SECONDS, TimeUnit.SECONDS));
        assertThat(started)
                .extracting(task -> task.index() + " " + task.taskLocality())
                .containsExactlyInAnyOrder("0 NODE_LOCAL", "1 ANY");
    }

    @Test
    void killedExecutor_costsNoResult_andItsTasksCountOnce() throws Exception {
        sc = OnSpark.start(CLUSTER, new SparrowConf());
        var left = new ConcurrentLinkedQueue<Event.ExecutorLeft>();
        sc.addListener(event -> {
            if (event instanceof Event.ExecutorLeft one) {
                left.add(one);
            }
        });
        var executors = executors(sc);
        var finished = new CountDownLatch(3);
        sc.addListener(event -> {
            if (event instanceof Event.TaskFinished) {
                finished.countDown();
            }
        });
        var killed = folder.resolve("killed");
        var file = killed.toString();
        var counted = sc.longAccumulator("elements");
        var sums =
                sc.parallelize(elements(), 8)
                        .mapToPair(n -> {
                            counted.add(1);
                            if (n >= 750) { // three tasks end before, and both executors run one then
                                await(file);
                            }
                            return new Tuple2<>(n % 5, n);
                        })
                        .reduceByKey(Integer::sum, 4);
        var running = sums.collectAsync();
        assertThat(finished.await(WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        ProcessHandle.of(executors.getFirst()).orElseThrow().destroyForcibly();
        Files.createFile(killed);
        assertThat(running.get(200, TimeUnit.SECONDS).stream().mapToInt(Tuple2::_2).sum()).isEqualTo(1_999_000);
        assertThat(counted.value()).isEqualTo(2_000);
        sc.close();
        assertThat(left).isNotEmpty();
    }
}
