/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.dist;

import static java.util.stream.Collectors.joining;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// The file of imports: a paragraph for each package, with the packages that it imports, ours and others', but for the
/// JDK's. It says exactly what is, so an import that appears or goes is a line of the change that a reader sees;
/// [ImportTable] says what may be.
final class ImportFile {
    static final Path PATH = Path.of("src/test/resources/imports.txt");

    private static final String HEAD =
            """
            # What each package imports, but for the JDK's. ArchitectureTest compares; mvn verify -Dimports=write writes.
            """;

    private ImportFile() {}

    /// The imports of each package as they are in the class files.
    static SortedMap<String, NavigableSet<String>> of(JavaClasses classes) {
        var imports = new TreeMap<String, NavigableSet<String>>();
        for (var type : classes) {
            var own = imports.computeIfAbsent(type.getPackageName(), _ -> new TreeSet<>());
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(target -> !target.isPrimitive())
                    .map(JavaClass::getPackageName)
                    .filter(name -> !name.equals(type.getPackageName()) && !isOfTheJdk(name))
                    .forEach(own::add);
        }
        return imports;
    }

    private static boolean isOfTheJdk(String name) {
        return name.startsWith("java.")
                || name.startsWith("javax.")
                || name.startsWith("jdk.")
                || name.startsWith("org.w3c.");
    }

    static SortedMap<String, NavigableSet<String>> read() {
        var imports = new TreeMap<String, NavigableSet<String>>();
        var current = new TreeSet<String>();
        for (var line : lines()) {
            if (line.startsWith("    ")) {
                current.add(line.strip());
            } else if (!line.isBlank() && !line.startsWith("#")) {
                current = new TreeSet<>();
                imports.put(line.strip(), current);
            }
        }
        return imports;
    }

    static void write(SortedMap<String, NavigableSet<String>> imports) throws IOException {
        var paragraphs =
                imports.entrySet().stream()
                        .map(entry ->
                                "\n"
                                        + entry.getKey()
                                        + "\n"
                                        + entry.getValue().stream().map(i -> "    " + i + "\n").collect(joining()))
                        .collect(joining());
        Files.writeString(PATH, HEAD + paragraphs);
    }

    /// What `actual` has and the file lacks, and the other way round, a line each.
    static List<String> differences(SortedMap<String, NavigableSet<String>> actual) {
        var written = read();
        var lines = new ArrayList<String>();
        actual.forEach((name, imports) ->
                imports.stream()
                        .filter(i -> !written.getOrDefault(name, new TreeSet<>()).contains(i))
                        .forEach(i -> lines.add(name + " imports " + i + ", which the file does not say")));
        written.forEach((name, imports) ->
                imports.stream()
                        .filter(i -> !actual.getOrDefault(name, new TreeSet<>()).contains(i))
                        .forEach(i -> lines.add(name + " imports " + i + " no more")));
        return lines;
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(PATH);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
