/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cluster.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// What a process prints, in a file that begins anew when it is long; the one before is kept beside it. The last lines
/// are in memory, too.
final class RolledOutput {
    private static final long FILE_BYTES_MAX = 4 << 20;
    private static final int LAST_BYTES = 8 << 10;
    private static final int LAST_LINES = 20;
    private static final Duration END_WAIT_MAX = Duration.ofSeconds(2);

    private final Path file;
    private final Thread thread;
    private byte[] last = new byte[0];

    private RolledOutput(InputStream printed, Path file, String name) {
        this.file = file;
        this.thread = Thread.ofPlatform().daemon().name("sparrow-" + name).start(() -> copy(printed));
    }

    /// @param name of the thread
    static RolledOutput of(InputStream printed, Path file, String name) {
        return new RolledOutput(printed, file, name);
    }

    /// Reads to the end in any case: a process must never wait because what it prints cannot be kept.
    private void copy(InputStream printed) {
        var buffer = new byte[LAST_BYTES];
        try (printed) {
            var count = printed.read(buffer);
            while (count >= 0) {
                count = fillFile(printed, buffer, count);
            }
        } catch (IOException _) {
            // Its process has ended.
        }
    }

    /// @param count of bytes that are in the buffer already
    /// @return how many are in the buffer for the next file; less than 0 at the end
    private int fillFile(InputStream printed, byte[] buffer, int count) throws IOException {
        var left = count;
        var written = 0L;
        try (var out = next()) {
            while (left >= 0 && written < FILE_BYTES_MAX) {
                remember(buffer, left);
                write(out, buffer, left);
                written += left;
                left = printed.read(buffer);
            }
        }
        return left;
    }

    private OutputStream next() {
        try {
            if (Files.exists(file)) {
                Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
            return Files.newOutputStream(file);
        } catch (IOException _) {
            return OutputStream.nullOutputStream(); // its folder is being deleted, or the disk is full
        }
    }

    private static void write(OutputStream out, byte[] bytes, int count) {
        try {
            out.write(bytes, 0, count);
        } catch (IOException _) {
            // The disk is full.
        }
    }

    private synchronized void remember(byte[] bytes, int count) {
        var all = Arrays.copyOf(last, last.length + count);
        System.arraycopy(bytes, 0, all, last.length, count);
        last = Arrays.copyOfRange(all, Math.max(0, all.length - LAST_BYTES), all.length);
    }

    synchronized List<String> lastLines() {
        var lines = new String(last, StandardCharsets.UTF_8).lines().toList();
        return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
    }

    /// Waits for what was printed before the end.
    void close() {
        try {
            thread.join(END_WAIT_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
