/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.SparrowConf;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.testing.Prerequisite;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A standalone cluster whose master and two workers run Java 17.
@Timeout(400)
class OlderJavaTest {
    private static final String JAVA_HOME = "spark.executorEnv.JAVA_HOME";

    @TempDir private Path folder;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void stop() {
        System.clearProperty(JAVA_HOME);
        System.clearProperty("spark.executor.memory");
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void executors_runOnTheJavaThatIsNamed_andElseSayWhichOneTheyNeed() throws Exception {
        var java17 = java17();
        OnSpark.require();
        Prerequisite.require(java17.isPresent(), "Java 17 in /usr/lib/jvm");
        var master = start(java17.get(), "org.apache.spark.deploy.master.Master", List.of("--webui-port", "0"));
        System.setProperty("spark.executor.memory", "512m");
        for (var i = 0; i < 2; i++) {
            start(
                    java17.get(),
                    "org.apache.spark.deploy.worker.Worker",
                    List.of("--webui-port", "0", "-c", "1", "-m", "1g", "-d", folder.toString(), master));
        }
        try (var sc = OnSpark.start(master, new SparrowConf())) {
            assertThatThrownBy(() -> sc.range(0, 10, 1, 2).count())
                    .isInstanceOfSatisfying(
                            SparrowException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_CONFIGURATION))
                    .hasMessageContaining("runs Java 17")
                    .hasMessageContaining(JAVA_HOME);
        }
        System.setProperty(JAVA_HOME, System.getProperty("java.home"));
        try (var sc = OnSpark.start(master, new SparrowConf())) {
            var sums = sc.range(0, 100, 1, 4).mapToPair(n -> new Tuple2<>(n % 3, n)).reduceByKey(Long::sum).sortByKey();
            assertThat(sums.collect())
                    .containsExactly(new Tuple2<>(0L, 1683L), new Tuple2<>(1L, 1617L), new Tuple2<>(2L, 1650L));
        }
    }

    private static Optional<Path> java17() throws IOException {
        var folder = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (var all = Files.list(folder)) {
            return all.filter(one -> one.getFileName().toString().contains("17"))
                    .map(one -> one.resolve("bin/java"))
                    .filter(Files::isExecutable)
                    .findFirst();
        }
    }

    /// Starts a part of the cluster, and waits until it says where the master is.
    private String start(Path java, String main, List<String> arguments) throws IOException {
        var home = System.getenv("SPARK_HOME");
        var command = new ArrayList<>(List.of(java.toString(), "-cp", home + "/jars/*"));
        for (var open : List.of("java.nio", "java.lang", "java.lang.invoke", "java.util", "java.net", "sun.nio.ch")) {
            command.add("--add-opens=java.base/" + open + "=ALL-UNNAMED");
        }
        command.addAll(List.of("-Xmx256m", main, "--host", "127.0.0.1", "--port", "0"));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", java.getParent().getParent().toString());
        var process = builder.start();
        processes.add(process);
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var at = line.indexOf("spark://");
            if (at >= 0 && (line.contains("Starting Spark master at") || line.contains("registered with master"))) {
                Thread.ofVirtual().start(() -> lines.lines().forEach(_ -> {})); // or it would wait for a reader
                return line.substring(at).strip();
            }
        }
        throw new AssertionError(main + " ended");
    }
}
