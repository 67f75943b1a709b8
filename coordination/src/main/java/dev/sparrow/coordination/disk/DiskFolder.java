/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.disk;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// A [Folder] of the file system, which one process has at a time.
public final class DiskFolder implements Folder {
    private static final String LOCK = "lock";

    private final Path path;
    private final FileChannel lockFile;

    private DiskFolder(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /// Takes a folder, and makes it if there is none.
    ///
    /// @throws SparrowException if another process has it, or it cannot be made
    public static DiskFolder open(Path path) {
        try {
            create(path.toAbsolutePath());
            var channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new SparrowException(
                        ErrorCode.INVALID_CONFIGURATION,
                        "The folder %s is in use by another process. Each node needs a folder of its own."
                                .formatted(path));
            }
            return new DiskFolder(path, channel);
        } catch (IOException e) {
            throw new SparrowException(
                    ErrorCode.OUTPUT_FAILED, "Cannot use the folder %s for a log: %s.".formatted(path, e), e);
        }
    }

    /// Makes a folder and those above it, durably: a crash must not take away the folder of a log that was forced.
    private static void create(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            create(folder.getParent());
            Files.createDirectory(folder);
            forceNames(folder.getParent());
        }
    }

    /// Null if somebody has it.
    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            // By this very process.
            return null;
        }
    }

    @Override
    public List<String> names() throws IOException {
        try (var files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> !name.equals(LOCK)).toList();
        }
    }

    @Override
    public long size(String name) throws IOException {
        return Files.size(path.resolve(name));
    }

    @Override
    public InputStream read(String name) throws IOException {
        return Files.newInputStream(path.resolve(name));
    }

    @Override
    public Appender append(String name) throws IOException {
        var channel = FileChannel.open(path.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return new Appender() {
            @Override
            public void write(ByteBuffer bytes) throws IOException {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }

            @Override
            public void force() throws IOException {
                channel.force(false);
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    @Override
    public void truncate(String name, long size) throws IOException {
        try (var channel = FileChannel.open(path.resolve(name), StandardOpenOption.WRITE)) {
            channel.truncate(size);
            channel.force(true);
        }
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(
                path.resolve(from),
                path.resolve(to),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void delete(String name) throws IOException {
        Files.delete(path.resolve(name));
    }

    @Override
    public void force() throws IOException {
        forceNames(path);
    }

    private static void forceNames(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
