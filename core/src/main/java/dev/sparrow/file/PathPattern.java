/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.file;

import dev.sparrow.error.SparrowException;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds the files that a path of input means.
final class PathPattern {
    private static final int FOLDERS_NAMED_MAX = 3;

    private PathPattern() {}

    /// The files of each of the parts between commas; a part that means no file is an error.
    static List<Path> resolve(String text) {
        if (Files.exists(Path.of(LocalPath.strip(text)))) {
            return resolveOne(LocalPath.strip(text));
        }
        var parts = Braces.split(text);
        if (parts.stream().anyMatch(String::isBlank)) {
            throw SparrowException.invalidArgument(
                    "The path '" + text + "' has nothing between two commas, or before or after one.");
        }
        return parts.stream().flatMap(part -> resolveOne(LocalPath.strip(part.strip())).stream()).toList();
    }

    private static List<Path> resolveOne(String text) {
        if (Files.exists(Path.of(text))) {
            return filesOf(Path.of(text));
        }
        var isPattern = text.chars().anyMatch(character -> "*?[{\\".indexOf(character) >= 0);
        if (!isPattern) {
            throw FileListing.unreadable(Path.of(text), "there is no such file. " + advice(text));
        }
        var matches = new TreeSet<Path>();
        try {
            for (var pattern : Braces.expand(text)) {
                matches.addAll(match(pattern));
            }
        } catch (PatternSyntaxException e) {
            throw SparrowException.invalidArgument(
                    "The glob '" + text + "' is not understood: " + e.getDescription() + ".");
        }
        if (matches.isEmpty()) {
            throw FileListing.unreadable(Path.of(text), "no file matches this pattern. " + nearest(text));
        }
        return List.copyOf(matches);
    }

    private static String advice(String text) {
        var old = ReplacedFolder.old(Path.of(text).toAbsolutePath().normalize());
        return Files.isDirectory(old)
                ? "A save that was to replace it was killed, and what it was is in "
                        + old
                        + ": give that its name back."
                : nearest(text);
    }

    private static String nearest(String text) {
        return "The nearest folder that exists is " + LocalPath.nearestFolder(Path.of(text)) + ".";
    }

    /// A file itself, or the files of a folder.
    private static List<Path> filesOf(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        var files = visibleFiles(path);
        // One that was saved and has no files is a dataset without partitions.
        if (files.isEmpty() && !Files.exists(path.resolve(OutputFolder.SUCCESS))) {
            throw FileListing.unreadable(path, "the folder has no files (names that begin with . or _ are skipped).");
        }
        return files;
    }

    /// Also those in its partition folders, which are no other folders but a way to write a column.
    private static List<Path> visibleFiles(Path folder) {
        var all = entries(folder);
        var names = all.stream().map(entry -> entry.getFileName().toString()).collect(Collectors.toSet());
        requireAllParts(folder, names);
        var entries =
                all.stream()
                        .filter(entry -> !isHidden(entry))
                        .filter(entry -> !AppendedFiles.isUnfinished(entry.getFileName().toString(), names))
                        .toList();
        var folders = entries.stream().filter(entry -> Files.isDirectory(entry) && !PartitionFolder.is(entry)).toList();
        if (!folders.isEmpty()) {
            var named = folders.stream().limit(FOLDERS_NAMED_MAX).map(sub -> sub.getFileName().toString()).toList();
            var more = folders.size() > named.size() ? " and " + (folders.size() - named.size()) + " more" : "";
            throw FileListing.unreadable(
                    folder,
                    "the folder contains folders ("
                            + String.join(", ", named)
                            + more
                            + "). Write "
                            + folder.resolve("*").resolve("*")
                            + " for the files in those, or "
                            + folder.resolve("**")
                            + " for all files at any depth.");
        }
        return entries.stream()
                .flatMap(entry -> Files.isDirectory(entry) ? visibleFiles(entry).stream() : Stream.of(entry))
                .toList();
    }

    private static void requireAllParts(Path folder, Set<String> names) {
        try {
            var missing = OutputFolder.missingPart(folder, names);
            if (missing.isPresent()) {
                throw FileListing.unreadable(
                        folder,
                        missing.get()
                                + ". Write the dataset again, or delete _SUCCESS there to read what is left of it.");
            }
        } catch (IOException e) {
            throw FileListing.unreadable(folder, OutputFolder.SUCCESS + " in it cannot be read (" + e + ").", e);
        }
    }

    /// Walks down the segments of a glob; the folders that its last segment matches stand for their files.
    private static List<Path> match(String pattern) {
        var path = Path.of(pattern);
        var start = path.isAbsolute() ? path.getRoot() : Path.of("");
        var found = List.of(start);
        var isDeep = false;
        for (var i = 0; i < path.getNameCount(); i++) {
            var segment = path.getName(i).toString();
            var isLast = i == path.getNameCount() - 1;
            if (segment.equals("**")) {
                isDeep = true;
                found = found.stream().flatMap(folder -> below(folder, isLast).stream()).distinct().toList();
            } else {
                found = found.stream().flatMap(folder -> children(folder, segment).stream()).toList();
            }
        }
        if (isDeep) {
            return found.stream().filter(match -> !Files.isDirectory(match)).toList();
        }
        return found.stream()
                .flatMap(match -> Files.isDirectory(match) ? visibleFiles(match).stream() : List.of(match).stream())
                .toList();
    }

    private static List<Path> children(Path folder, String segment) {
        if (segment.chars().noneMatch(character -> "*?[\\".indexOf(character) >= 0)) {
            var child = folder.resolve(segment);
            return Files.exists(child) ? List.of(child) : List.of();
        }
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        var matcher = folder.getFileSystem().getPathMatcher("glob:" + negated(segment));
        var takesHidden = segment.startsWith(".") || segment.startsWith("_");
        return entries(folder).stream()
                .filter(entry -> takesHidden || !isHidden(entry))
                .filter(entry -> matcher.matches(entry.getFileName()))
                .toList();
    }

    /// With `[!` for `[^`, which Hadoop and shells also write for "none of these", and the JDK takes for a caret.
    private static String negated(String segment) {
        var negated = new StringBuilder(segment);
        for (var i = 0; i < segment.length() - 1; i++) {
            switch (segment.charAt(i)) {
                case '\\' -> i++;
                case '[' -> {
                    if (segment.charAt(i + 1) == '^') {
                        negated.setCharAt(i + 1, '!');
                    }
                    i = Math.max(i, segment.indexOf(']', i));
                }
                default -> {}
            }
        }
        return negated.toString();
    }

    /// The folder and all visible folders below it, or all visible files below it. A link that leads back up is left
    /// out.
    private static List<Path> below(Path start, boolean files) {
        var found = new ArrayList<Path>();
        if (!Files.isDirectory(start)) {
            return found;
        }
        try {
            Files.walkFileTree(
                    start, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new Below(start, files, found));
        } catch (IOException e) {
            throw FileListing.unreadable(start, "its folders cannot be listed (" + e + ").", e);
        }
        return found;
    }

    private static final class Below extends SimpleFileVisitor<Path> {
        private final Path start;
        private final boolean files;
        private final List<Path> found;

        private Below(Path start, boolean files, List<Path> found) {
            this.start = start;
            this.files = files;
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (!folder.equals(start) && isHidden(folder)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            if (!files) {
                found.add(folder);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (files && !isHidden(file)) {
                found.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof FileSystemLoopException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }
    }

    private static List<Path> entries(Path folder) {
        // An empty path lists the working folder, but its entries must not begin with a separator.
        try (var stream = Files.newDirectoryStream(folder)) {
            var entries = new ArrayList<Path>();
            stream.forEach(entries::add);
            entries.sort(null);
            return entries;
        } catch (IOException | DirectoryIteratorException e) {
            throw FileListing.unreadable(folder, "the folder cannot be listed (" + e + ").", e);
        }
    }

    private static boolean isHidden(Path path) {
        var name = path.getFileName().toString();
        return name.startsWith(".") || name.startsWith("_");
    }
}
