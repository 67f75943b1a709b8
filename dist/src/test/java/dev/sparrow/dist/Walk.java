/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The files that a reader of `reduceByKey` opens, as ARCHITECTURE.md lists them, and the classes that a run of it
/// runs.
///
/// @param files the simple names of the types that the list names, in its order
/// @param rooms the packages that the walk need not enter
record Walk(List<String> files, Set<String> rooms) {
    private static final String HEADING = "## The walk of `reduceByKey`";
    private static final Pattern FILE = Pattern.compile("^\\d+\\. `(\\w+)`", Pattern.MULTILINE);
    private static final Pattern ROOM = Pattern.compile("^\\| `([\\w.]+)` \\|", Pattern.MULTILINE);
    private static final Pattern INITIALIZED = Pattern.compile("Initializing '(dev/sparrow/[\\w/]+)[$']");

    static Walk read() throws IOException {
        var page = Files.readString(Built.ROOT.resolve("ARCHITECTURE.md"));
        var from = page.indexOf(HEADING) + HEADING.length();
        var section = page.substring(from, page.indexOf("\n## ", from));
        var files = FILE.matcher(section).results().map(found -> found.group(1)).toList();
        var rooms = ROOM.matcher(section).results().map(found -> "dev.sparrow." + found.group(1)).toList();
        return new Walk(files, Set.copyOf(rooms));
    }

    /// The classes of ours that a fresh JVM initialises: their top-level types.
    ///
    /// @param before those of the start and of a job without `reduceByKey`
    /// @param after those of the same job with `reduceByKey`
    record Run(Set<Class<?>> before, Set<Class<?>> after) {

        static Run ofFreshJvm(Path folder) throws Exception {
            var log = folder.resolve("initialized.txt");
            var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
            var command = new ArrayList<String>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of(Built.JVM_FLAGS.split(" ")));
            command.addAll(List.of("-Xlog:class+init=info:file=" + log, "-cp", classPath));
            command.add(WalkProgram.class.getName());
            var output = folder.resolve("output.txt").toFile();
            var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
            if (process.waitFor() != 0) {
                throw new AssertionError("The program failed: " + Files.readString(output.toPath()));
            }
            var lines = Files.readAllLines(log);
            var begin = 0;
            while (!lines.get(begin).contains("WalkProgram$Begin")) {
                begin++;
            }
            return new Run(types(lines.subList(0, begin)), types(lines.subList(begin, lines.size())));
        }

        private static Set<Class<?>> types(List<String> lines) {
            var types = new LinkedHashSet<Class<?>>();
            for (var line : lines) {
                var found = INITIALIZED.matcher(line);
                if (found.find()) {
                    find(found.group(1).replace('/', '.')).ifPresent(types::add);
                }
            }
            types.removeIf(type -> type.getPackage().equals(Walk.class.getPackage()));
            return types;
        }

        /// Empty for classes that the engine made.
        private static Optional<Class<?>> find(String name) {
            try {
                return Optional.of(Class.forName(name, false, Walk.class.getClassLoader()));
            } catch (ClassNotFoundException made) {
                return Optional.empty();
            }
        }

        Stream<Class<?>> all() {
            return Stream.concat(before.stream(), after.stream()).distinct();
        }

        /// The classes with code that `reduceByKey` runs and the job without it does not: no records, enums, interfaces
        /// or exceptions.
        Stream<Class<?>> added() {
            return after.stream()
                    .filter(type -> !before.contains(type))
                    .filter(type -> !type.isRecord() && !type.isEnum() && !type.isInterface())
                    .filter(type -> !Throwable.class.isAssignableFrom(type));
        }
    }
}
