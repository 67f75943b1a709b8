/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.config.Keys;
import dev.sparrow.error.SparrowException;
import dev.sparrow.event.Event;
import dev.sparrow.task.TaskContext;
import dev.sparrow.ui.export.SparkLog;
import dev.sparrow.ui.log.JsonObject;
import dev.sparrow.ui.log.JsonReader;
import dev.sparrow.ui.log.RunFolder;
import dev.sparrow.ui.state.JobView;
import dev.sparrow.ui.state.Moment;
import dev.sparrow.ui.state.StageView;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/// Runs of random programs (jobs that fail, are cancelled, retry and cache), as Spark's own History Server shows them
/// after they were exported.
@Timeout(400)
class ExportedRunsTest {
    private static final int RUNS = Integer.getInteger("runs", 20);

    @TempDir private Path folder;
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void sparksHistoryServer_showsWhatHappened() throws Exception {
        OnSpark.require();
        for (var seed = 0; seed < RUNS; seed++) {
            run(new Random(seed));
        }
        var exported = Files.createDirectory(folder.resolve("exported"));
        var runs = new ArrayList<Moment>();
        for (var entry : new RunFolder(folder.resolve("runs")).entries()) {
            var moment = RunFolder.read(entry.file()).now();
            runs.add(moment);
            var lines = new ArrayList<String>();
            SparkLog.write(moment, lines::add);
            Files.write(exported.resolve(entry.id()), lines);
        }
        assertThat(runs).hasSize(RUNS);
        var port = freePort();
        var output = folder.resolve("output");
        var server =
                new ProcessBuilder(command(exported, port))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            var api = "http://127.0.0.1:" + port + "/api/v1/applications";
            await(server, output, api, RUNS);
            for (var run : runs) {
                compare(api + "/" + run.facts().id(), run);
            }
        } finally {
            server.destroyForcibly();
            server.waitFor();
        }
    }

    private static List<String> command(Path logs, int port) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getenv("SPARK_HOME") + "/jars/*",
                "-Xmx512m",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + logs.getParent(),
                "-Dspark.history.fs.logDirectory=file://" + logs,
                "-Dspark.history.ui.port=" + port,
                "-Dspark.ui.enabled=false",
                "org.apache.spark.deploy.history.HistoryServer");
    }

    /// From 15,000 to 29,999, which no system gives to connections.
    private static int freePort() throws IOException {
        for (var port = 15_000; port < 30_000; port += 7) {
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                assertThat(taken).isNotNull();
            }
        }
        throw new IOException("no port is free");
    }

    private void await(Process server, Path output, String api, int count) throws Exception {
        var until = System.nanoTime() + Duration.ofSeconds(200).toNanos();
        while (System.nanoTime() < until && server.isAlive()) {
            try {
                if (((List<?>) get(api)).size() == count) {
                    return;
                }
            } catch (IOException notYet) {
                assertThat(notYet).isNotNull();
            }
            server.waitFor(200, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError("The server does not show " + count + " runs:\n" + Files.readString(output));
    }

    private Object get(String address) throws IOException, InterruptedException {
        var answer =
                client.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(address + ": " + answer.statusCode() + " " + answer.body());
        }
        return JsonReader.read(answer.body());
    }

    private List<JsonObject> list(String address) throws IOException, InterruptedException {
        var answer =
                client.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(address).isEqualTo(200);
        return JsonReader.object("{\"all\":" + answer.body() + "}").objects("all");
    }

    private void compare(String api, Moment run) throws Exception {
        var jobs = list(api + "/jobs");
        assertThat(jobs).hasSameSizeAs(run.jobs());
        for (var job : run.jobs()) {
            var shown = jobs.stream().filter(one -> one.number("jobId") == job.id().value()).findFirst().orElseThrow();
            assertThat(shown.text("status")).as("job %s of %s", job.id(), api).isEqualTo(status(job));
        }
        var stages = list(api + "/stages");
        var ran = stages.stream().filter(stage -> !stage.text("status").equals("SKIPPED")).toList();
        assertThat(ran).extracting(stage -> stage.text("status")).as(api).isSubsetOf("COMPLETE", "FAILED");
        assertThat(ran).hasSize(run.stages().stream().mapToInt(stage -> stage.runs().size()).sum());
        var counts = run.stages().stream().map(StageView::counts).toList();
        assertThat(sum(ran, "numCompleteTasks")).isEqualTo(counts.stream().mapToLong(StageView.Counts::done).sum());
        assertThat(sum(ran, "numFailedTasks")).isEqualTo(counts.stream().mapToLong(StageView.Counts::failed).sum());
        assertThat(sum(ran, "numKilledTasks")).isEqualTo(counts.stream().mapToLong(StageView.Counts::cancelled).sum());
        assertThat(sum(stages, "numActiveTasks")).isZero();
    }

    private static String status(JobView job) {
        return switch (job.status()) {
            case DONE -> "SUCCEEDED";
            case FAILED, RUNNING -> "FAILED";
        };
    }

    private static long sum(List<JsonObject> stages, String what) {
        return stages.stream().mapToLong(stage -> stage.number(what)).sum();
    }

    // ---- Programs ---------------------------------------------------------------------------------------------------

    private void run(Random random) {
        var conf = new SparrowConf().setMaster("local[2,2]").setAppName("random").set(Keys.PROGRESS, "off");
        conf.set(Keys.LOG_DIR, folder.resolve("runs").toString());
        try (var sc = new Sparrow(conf)) {
            for (var i = 0; i < 1 + random.nextInt(3); i++) {
                jobs(sc, random);
            }
        }
    }

    private static void jobs(Sparrow sc, Random random) {
        var numbers = sc.range(0, 200 + random.nextInt(500), 1, 1 + random.nextInt(5)).map(x -> x * 3);
        if (random.nextBoolean()) {
            numbers.cache();
            numbers.count();
            numbers.evict(0);
        }
        var sums = numbers.mapToPair(x -> new Tuple2<>(x % 7, 1L)).reduceByKey(Long::sum, 1 + random.nextInt(4));
        sums.count();
        sums.values().collect();
        expectFailure(
                switch (random.nextInt(4)) {
                    case 0 -> () -> sums.map(pair -> 1 / (pair._2() & 0)).count();
                    case 1 -> () -> sc.range(0, 4, 1, 4).map(ExportedRunsTest::failsOnce).count();
                    case 2 -> () -> cancelled(sc);
                    default -> () -> numbers.sortBy(x -> -x).take(3);
                });
        numbers.unpersist();
    }

    private static long failsOnce(long x) {
        if (x == 2 && TaskContext.get().attemptNumber() == 0) {
            throw new IllegalStateException("the first attempt");
        }
        return x;
    }

    /// Cancels its job as soon as a task of it runs.
    private static void cancelled(Sparrow sc) {
        sc.addListener(event -> {
            if (event instanceof Event.TaskStarted) {
                sc.cancelJobGroup("to be cancelled");
            }
        });
        sc.setJobGroup("to be cancelled", "a job that waits for ever");
        try {
            sc.range(0, 2, 1, 2).map(ExportedRunsTest::waits).count();
        } finally {
            sc.clearJobGroup();
        }
    }

    private static long waits(long x) {
        try {
            Thread.sleep(Duration.ofMinutes(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return x;
    }

    private static void expectFailure(Runnable jobs) {
        try {
            jobs.run();
        } catch (SparrowException expected) {
            assertThat(expected).hasMessageContaining(" ");
        }
    }
}
