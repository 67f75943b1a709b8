/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.page;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds source files of the program by their names in the folder where it was started, and below. Logs have no source:
/// it may hold secrets, and it is where the program is.
public final class SourceFinder {
    private static final int FILES_MAX = 50_000;
    private static final int DEPTH_MAX = 14;
    private static final long BYTES_MAX = 1 << 20;
    private static final Set<String> PASSED_BY = Set.of("target", "build", "out", "node_modules");

    private final Optional<Path> root;
    private final Map<String, Optional<List<String>>> found = new HashMap<>();

    /// @param root the folder; empty to find nothing
    public SourceFinder(Optional<Path> root) {
        this.root = root;
    }

    /// The lines of a file.
    ///
    /// @param name without a folder, such as `WordCount.java`
    public synchronized Optional<List<String>> lines(String name) {
        return found.computeIfAbsent(name, this::find);
    }

    private Optional<List<String>> find(String name) {
        if (!name.matches("[\\p{L}\\w$-]+\\.(java|kt|scala)")) {
            return Optional.empty();
        }
        try {
            var file = root.flatMap(folder -> search(folder, name));
            return file.isPresent() ? Optional.of(Files.readAllLines(file.get())) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // no text, or gone
        }
    }

    private static Optional<Path> search(Path folder, String name) {
        var search = new Search(name);
        try {
            Files.walkFileTree(folder, Set.of(), DEPTH_MAX, search);
        } catch (IOException e) {
            return Optional.empty(); // what cannot be listed has no source for us
        }
        return Optional.ofNullable(search.file);
    }

    private static final class Search extends SimpleFileVisitor<Path> {
        private final String name;
        private int seen;
        private Path file;

        private Search(String name) {
            this.name = name;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            var own = String.valueOf(folder.getFileName());
            return own.length() > 1 && (own.startsWith(".") || PASSED_BY.contains(own))
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            if (path.getFileName().toString().equals(name) && attributes.size() <= BYTES_MAX) {
                file = path;
                return FileVisitResult.TERMINATE;
            }
            return ++seen > FILES_MAX ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path path, IOException e) {
            return FileVisitResult.CONTINUE;
        }
    }
}
