/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.log;

import dev.sparrow.ui.state.RunFacts;
import dev.sparrow.ui.state.RunState;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A folder with logs of runs: one file for each, by the name of the run, whose order is that of their starts.
///
/// @param path need not exist
public record RunFolder(Path path) {
    private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);
    private static final String ENDING = ".jsonl";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    /// How many contexts one process may begin in a second.
    private static final int SAME_MAX = 10_000;

    private static final int LAST_LINE_BYTES = 4_096;

    /// A log, as far as one sees without reading it.
    ///
    /// @param facts empty if the file cannot be read, with the reason in `problem`
    /// @param ended how long the run took, in microseconds; empty if the log does not say that it has ended
    public record Entry(
            String id, Path file, long bytes, Optional<RunFacts> facts, Optional<Long> ended, String problem) {}

    // ---- Writing ----------------------------------------------------------------------------------------------------

    /// Makes the file of a new run; only its owner may read it.
    ///
    /// @throws IOException if that cannot be done
    Path create(Instant started, long pid) throws IOException {
        Files.createDirectories(path);
        var name = TIME.format(started) + "-" + pid;
        for (var i = 1; i < SAME_MAX; i++) {
            var file = path.resolve((i == 1 ? name : name + "-" + i) + ENDING);
            try {
                return Files.createFile(file, permissions());
            } catch (FileAlreadyExistsException e) {
                LOG.debug("Another run has the name {}", file, e);
            }
        }
        throw new IOException("There are too many logs of the name " + name + " in " + path);
    }

    private FileAttribute<?>[] permissions() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /// Deletes the oldest logs until there are no more than so many, of no more bytes together. The last one stays in
    /// any case.
    public void prune(int runsMax, long bytesMax) {
        var files = files().reversed();
        var bytes = 0L;
        for (var i = 0; i < files.size(); i++) {
            bytes += size(files.get(i));
            if (i > 0 && (i >= runsMax || bytes > bytesMax)) {
                delete(files.get(i));
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.debug("The old log {} cannot be deleted", file, e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            LOG.debug("The log {} is gone", file, e);
            return 0;
        }
    }

    // ---- Reading ----------------------------------------------------------------------------------------------------

    /// The files of all logs, the oldest first.
    List<Path> files() {
        try (var all = Files.list(path)) {
            return all.filter(file -> file.toString().endsWith(ENDING))
                    .sorted(Comparator.comparing(RunFolder::id))
                    .toList();
        } catch (IOException e) {
            LOG.debug("The folder {} cannot be listed", path, e);
            return List.of();
        }
    }

    /// All logs, the latest first, each by its first and its last line.
    public List<Entry> entries() {
        var entries = new ArrayList<Entry>();
        for (var file : files().reversed()) {
            entries.add(entry(file));
        }
        return entries;
    }

    /// The log of a run, by its whole name.
    public Optional<Entry> entry(String id) {
        return files().stream().filter(file -> id(file).equals(id)).findFirst().map(RunFolder::entry);
    }

    static String id(Path file) {
        var name = file.getFileName().toString();
        return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    }

    private static Entry entry(Path file) {
        var bytes = size(file);
        try (var lines = Files.newBufferedReader(file)) {
            var first = lines.readLine();
            if (first == null) {
                return new Entry(id(file), file, bytes, Optional.empty(), Optional.empty(), "it is empty");
            }
            return new Entry(id(file), file, bytes, Optional.of(LogReader.facts(first)), ended(file), "");
        } catch (IOException | IllegalArgumentException e) {
            return new Entry(id(file), file, bytes, Optional.empty(), Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    /// When the last line says that the run ended.
    private static Optional<Long> ended(Path file) throws IOException {
        try (var random = new RandomAccessFile(file.toFile(), "r")) {
            var length = (int) Math.min(LAST_LINE_BYTES, random.length());
            random.seek(random.length() - length);
            var bytes = new byte[length];
            random.readFully(bytes);
            var text = new String(bytes, StandardCharsets.UTF_8).stripTrailing();
            var last = text.substring(text.lastIndexOf('\n') + 1);
            return last.startsWith("{\"end\":")
                    ? Optional.of(JsonReader.object(last).object("end").number("at"))
                    : Optional.empty();
        }
    }

    /// The log of a run: a file by its path, or one in this folder by its name or the beginning of it; without a name
    /// the latest.
    ///
    /// @param name may be empty
    /// @return empty if there is none
    public Optional<Path> find(String name) {
        if (name.isEmpty()) {
            return files().reversed().stream().findFirst();
        }
        var file = Path.of(name);
        if (Files.isRegularFile(file)) {
            return Optional.of(file);
        }
        return files().reversed().stream().filter(log -> id(log).startsWith(name)).findFirst();
    }

    /// Reads a log.
    ///
    /// @throws IllegalArgumentException if that cannot be done, with the file and the reason
    public static RunState read(Path file) {
        try (Stream<String> lines = new LogFile(file).lines()) {
            return LogReader.read(lines);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("There is no log " + file.toAbsolutePath() + ".", e);
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalArgumentException("The log " + file.toAbsolutePath() + " cannot be read: " + e, e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The file "
                            + file.toAbsolutePath()
                            + " cannot be read as the log of a run: "
                            + e.getMessage()
                            + ".",
                    e);
        }
    }
}
