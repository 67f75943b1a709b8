/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.Contexts;
import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.cluster.process.JavaLauncher;
import dev.sparrow.config.Keys;
import dev.sparrow.error.SparrowException;
import dev.sparrow.event.Event;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// How processes of executors begin and end.
@Timeout(400)
class ProcessesTest {
    private static final int WAIT_SECONDS = 120;

    @TempDir private Path folder;

    /// A driver that works until it is killed. Tells the processes of its executors.
    static final class Driver {
        private Driver() {}

        public static void main(String[] arguments) {
            var conf =
                    new SparrowConf()
                            .setMaster("local-cluster[2,1,128m]")
                            .setAppName("test")
                            .set(Keys.PROGRESS, "off")
                            .set(Keys.LOCAL_DIR, arguments[0]);
            try (var sc = new Sparrow(conf)) {
                sc.range(0, 100, 1, 4).keyBy(x -> x % 3).groupByKey(2).count();
                ProcessHandle.current().children().forEach(child -> System.out.println("executor " + child.pid()));
                System.out.println("ready");
                sc.range(0, Long.MAX_VALUE, 1, 2).map(x -> x + 1).reduce(Long::sum);
            }
        }
    }

    @Test
    void killedDriver_leavesNoProcess_andNoFile() throws Exception {
        var runtime = ManagementFactory.getRuntimeMXBean();
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        runtime.getInputArguments().stream().filter(argument -> argument.startsWith("--")).forEach(command::add);
        command.addAll(List.of("-cp", runtime.getClassPath(), Driver.class.getName(), folder.toString()));
        var driver = new ProcessBuilder(command).redirectErrorStream(true).start();
        var executors = new ArrayList<ProcessHandle>();
        try (var lines = new BufferedReader(new InputStreamReader(driver.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); !"ready".equals(line); line = lines.readLine()) {
                assertThat(line).as("the driver says that it is ready").isNotNull();
                if (line.startsWith("executor ")) {
                    executors.add(ProcessHandle.of(Long.parseLong(line.substring("executor ".length()))).orElseThrow());
                }
            }
        } finally {
            driver.destroyForcibly().waitFor();
        }
        assertThat(executors).hasSize(2);
        for (var executor : executors) {
            executor.onExit().get(WAIT_SECONDS, TimeUnit.SECONDS);
        }
        try (var left = Files.walk(folder)) {
            assertThat(left.filter(path -> !path.equals(folder))).isEmpty();
        }
    }

    @Test
    void executorsThatCannotStart_endTheJob_withWhatTheyPrinted() {
        var conf = new SparrowConf().setMaster("local-cluster[1,1,512m]").set(Keys.PROGRESS, "off");
        try (var sc = Contexts.of(conf, new LocalClusterProvider(_ -> new JavaLauncher(1)))) {
            var numbers = sc.range(0, 10, 1, 2);
            for (var i = 0; i < 2; i++) {
                assertThatThrownBy(numbers::count)
                        .isInstanceOf(SparrowException.class)
                        .hasMessageContaining(
                                "No executor can be started: 4 processes in a row ended before they were ready")
                        .hasMessageContaining("ended with code 1")
                        .hasMessageContaining("Too small maximum heap");
            }
        }
    }

    @Test
    void whatAKilledExecutorPrintedLast_isToldWithItsLoss_andAnotherOneComes() throws Exception {
        var conf =
                new SparrowConf()
                        .setMaster("local-cluster[1,1,128m]")
                        .set(Keys.PROGRESS, "off")
                        .set(Keys.LOCAL_DIR, folder.toString());
        var left = new LinkedBlockingQueue<String>();
        try (var sc = new Sparrow(conf)) {
            sc.addListener(event -> {
                if (event instanceof Event.ExecutorLeft(_, var cause)) {
                    left.add(cause);
                }
            });
            var dead = folder.resolve("dead").toString();
            assertThat(sc.range(0, 10, 1, 2).map(x -> dieOnce(dead, x)).reduce(Long::sum)).isEqualTo(45);
            assertThat(left.poll(WAIT_SECONDS, TimeUnit.SECONDS))
                    .startsWith("executor executor-0 is lost: process ")
                    .contains("ended with code 7, its last lines were:")
                    .endsWith("farewell");
        }
        try (var files = Files.list(folder)) {
            assertThat(files).extracting(file -> file.getFileName().toString()).containsExactly("dead");
        }
    }

    static long dieOnce(String file, long x) {
        try {
            Files.createFile(Path.of(file));
        } catch (IOException _) {
            return x;
        }
        System.err.println("farewell");
        Runtime.getRuntime().halt(7);
        return x;
    }
}
