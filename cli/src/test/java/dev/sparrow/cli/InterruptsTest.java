/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

class InterruptsTest {
    @Test
    void interruptOfAProgramThatHinders_endsTheJvmWithinASecond() throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var process = new ProcessBuilder(java, "-cp", classPath, Main.class.getName(), "example", "Hangs").start();
        try (var out = process.inputReader()) {
            assertThat(out.readLine()).isEqualTo("started");
            var interrupted = System.nanoTime();

            // The JVM treats both alike, but a build started in the background inherits that INT is ignored.
            new ProcessBuilder("kill", "-TERM", Long.toString(process.pid())).start().waitFor();

            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(130);
            // 1 s is what a user gets; the machine that runs the tests may be busy.
            assertThat(Duration.ofNanos(System.nanoTime() - interrupted)).isLessThan(Duration.ofSeconds(30));
        } finally {
            process.destroyForcibly();
        }
    }
}
