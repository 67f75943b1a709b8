/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Runs a program in a folder and waits for its end.
record Shell(Path folder, Map<String, String> environment) {
    /// What JVMs are told that end before the code which the compiler does best pays.
    static final String BRIEF_JVM = "-XX:TieredStopAtLevel=1";

    private static final Duration LIMIT = Duration.ofMinutes(10);

    record Outcome(int exit, String out, String err) {
        @Override
        public String toString() {
            return "exit code " + exit + "\n--- stdout\n" + out + "--- stderr\n" + err;
        }
    }

    /// The given variables come on top of the current ones; the launcher's own are never inherited.
    Outcome run(List<String> command) throws IOException, InterruptedException {
        var out = Files.createTempFile("sparrow-dist-test", ".out");
        var err = Files.createTempFile("sparrow-dist-test", ".err");
        try {
            var builder =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectInput(Path.of("/dev/null").toFile())
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("SPARROW_"));
            builder.environment().putAll(environment);
            var process = builder.start();
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError(
                        command
                                + " did not end within "
                                + LIMIT.toMinutes()
                                + " minutes; it said:\n"
                                + Files.readString(out)
                                + Files.readString(err));
            }
            return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
