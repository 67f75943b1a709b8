/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.SparrowConf;
import dev.sparrow.config.Keys;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.testing.Prerequisite;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A standalone cluster whose master and two workers run Java 17.
@Timeout(400)
@EnabledIfSystemProperty(named = "spark", matches = "all", disabledReason = "-Dspark=all starts a cluster on Java 17")
class OlderJavaTest {
    private static final String JAVA_HOME = "spark.executorEnv.JAVA_HOME";

    @TempDir private static Path folder;

    private static final List<Process> PROCESSES = new ArrayList<>();
    private static String master;

    @BeforeAll
    static void startCluster() throws IOException {
        var java17 = java17();
        OnSpark.require();
        Prerequisite.require(java17.isPresent(), "Java 17 in /usr/lib/jvm");
        master = start(java17.get(), "org.apache.spark.deploy.master.Master", List.of("--webui-port", "0"));
        for (var i = 0; i < 2; i++) {
            start(
                    java17.get(),
                    "org.apache.spark.deploy.worker.Worker",
                    List.of("--webui-port", "0", "-c", "1", "-m", "1g", "-d", folder.toString(), master));
        }
    }

    @AfterAll
    static void stopCluster() {
        PROCESSES.forEach(Process::destroyForcibly);
    }

    @BeforeEach
    void limitMemory() {
        System.setProperty("spark.executor.memory", "512m");
    }

    @AfterEach
    void clear() {
        System.clearProperty(JAVA_HOME);
        System.clearProperty("spark.executor.memory");
    }

    @Test
    void executors_sayWhichJavaTheyNeed() {
        assertRefused(new SparrowConf(), "runs Java 17", JAVA_HOME, "sparrow.spark.java.install");
    }

    /// Asserts that the first job on executors that cannot run our programs says why.
    private static void assertRefused(SparrowConf conf, String... words) {
        try (var sc = OnSpark.start(master, conf)) {
            assertThatThrownBy(() -> sc.range(0, 10, 1, 2).count())
                    .isInstanceOfSatisfying(
                            SparrowException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_CONFIGURATION))
                    .hasMessageContainingAll(words);
        }
    }

    @Test
    void executors_runOnTheJavaThatIsNamed() {
        System.setProperty(JAVA_HOME, System.getProperty("java.home"));
        assertRuns(new SparrowConf());
    }

    private static void assertRuns(SparrowConf conf) {
        try (var sc = OnSpark.start(master, conf)) {
            var sums = sc.range(0, 100, 1, 4).mapToPair(n -> new Tuple2<>(n % 3, n)).reduceByKey(Long::sum).sortByKey();
            assertThat(sums.collect())
                    .containsExactly(new Tuple2<>(0L, 1683L), new Tuple2<>(1L, 1617L), new Tuple2<>(2L, 1650L));
        }
    }

    @Test
    void java_isInstalledOnce_andExecutorsRunOnIt() throws IOException {
        var installed = folder.resolve("installed");
        var conf = new SparrowConf().set(Keys.SPARK_JAVA_INSTALL, installed.toString());
        assertRuns(conf);
        var java = assertOne(installed);
        var made = Files.getLastModifiedTime(java.resolve("release"));
        assertRuns(conf);
        assertThat(assertOne(installed)).isEqualTo(java);
        assertThat(Files.getLastModifiedTime(java.resolve("release"))).isEqualTo(made);
    }

    private static Path assertOne(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            var all = files.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }

    @Test
    void javaThatIsNotThere_isNamed() {
        System.setProperty(JAVA_HOME, "/no/such/java");
        assertRefused(new SparrowConf(), "/no/such/java/bin/java", "work/app-", "stderr");
    }

    /// Spark starts executors again without end, and says nothing.
    @Test
    void javaThatDiesAtOnce_isNamed_inTheTimeThatIsSet() throws IOException {
        var java = Files.createDirectories(folder.resolve("broken/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nexit 1\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        System.setProperty(JAVA_HOME, folder.resolve("broken").toString());
        assertRefused(
                new SparrowConf().set(Keys.UNSCHEDULABLE_TIMEOUT, "5000"),
                "within 5.0 s",
                folder.resolve("broken/bin/java").toString(),
                "work/app-");
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
    private static String start(Path java, String main, List<String> arguments) throws IOException {
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
        PROCESSES.add(process);
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
