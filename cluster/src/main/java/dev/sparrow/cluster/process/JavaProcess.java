/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cluster.process;

import dev.sparrow.cluster.wire.StartOrder;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A JVM of an executor. It ends when its standard input does.
final class JavaProcess implements Launcher.Launched {
    private static final Duration END_WAIT_MAX = Duration.ofSeconds(10);
    private static final int SIGNALLED = 128;

    private final Process process;
    private final RolledOutput out;
    private final RolledOutput err;

    private JavaProcess(Process process, RolledOutput out, RolledOutput err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /// @param folder for what it prints
    static JavaProcess start(ProcessBuilder builder, StartOrder order, Path folder) throws IOException {
        var process = builder.start();
        var started =
                new JavaProcess(
                        process,
                        RolledOutput.of(process.getInputStream(), folder.resolve("stdout"), order.executor() + "-out"),
                        RolledOutput.of(process.getErrorStream(), folder.resolve("stderr"), order.executor() + "-err"));
        try {
            process.getOutputStream().write(order.toBytes());
            process.getOutputStream().flush();
        } catch (IOException _) {
            // It has died already, which its end tells.
        }
        return started;
    }

    @Override
    public CompletableFuture<Void> ended() {
        return process.onExit().thenAccept(_ -> {});
    }

    @Override
    public String lastWords() {
        var text = new StringBuilder("process " + process.pid());
        if (process.isAlive()) {
            text.append(" is there");
        } else {
            var code = process.exitValue();
            text.append(code > SIGNALLED ? " was ended by signal " + (code - SIGNALLED) : " ended with code " + code);
        }
        var last = err.lastLines().isEmpty() ? out.lastLines() : err.lastLines();
        return last.isEmpty() ? text.toString() : text + ", its last lines were:\n" + String.join("\n", last);
    }

    @Override
    public void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException _) {
            // It has died.
        }
        try {
            if (!process.waitFor(END_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        out.close();
        err.close();
    }
}
