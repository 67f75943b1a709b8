/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.dialogue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds a library and all that it needs, by the Maven on the user's path: it knows his mirrors, credentials and what
/// is already here.
public final class MavenJars {
    private static final Pattern COORDINATES = Pattern.compile("([\\w.-]+):([\\w.-]+):([\\w.-]+)");

    private MavenJars() {}

    /// The jars of a library.
    ///
    /// @param maven the command
    /// @param coordinates such as `org.apache.commons:commons-math3:3.6.1`
    /// @throws CommandFailed if there is no such library, or no such Maven
    public static List<Path> find(String maven, String coordinates) {
        var parts = COORDINATES.matcher(coordinates);
        if (!parts.matches()) {
            throw new CommandFailed(
                    "'"
                            + coordinates
                            + "' does not name a library. Say group:artifact:version, such as"
                            + " org.apache.commons:commons-math3:3.6.1.");
        }
        try {
            var folder = Files.createTempDirectory("sparrow-maven");
            try {
                Files.writeString(folder.resolve("pom.xml"), pom(parts.group(1), parts.group(2), parts.group(3)));
                return resolve(maven, coordinates, folder);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new CommandFailed("Files for Maven cannot be written or read: " + e.getMessage());
        }
    }

    private static String pom(String group, String artifact, String version) {
        return """
        <project>
            <modelVersion>4.0.0</modelVersion>
            <groupId>shell</groupId>
            <artifactId>shell</artifactId>
            <version>1</version>
            <packaging>pom</packaging>
            <dependencies>
                <dependency>
                    <groupId>%s</groupId>
                    <artifactId>%s</artifactId>
                    <version>%s</version>
                </dependency>
            </dependencies>
        </project>
        """
                .formatted(group, artifact, version);
    }

    private static List<Path> resolve(String maven, String coordinates, Path folder) throws IOException {
        var found = folder.resolve("class-path");
        var log = folder.resolve("log");
        var builder =
                new ProcessBuilder(
                                maven,
                                "-q",
                                "-B",
                                "-f",
                                folder.resolve("pom.xml").toString(),
                                "-Dstyle.color=never",
                                "dependency:build-classpath",
                                "-DincludeScope=runtime",
                                "-Dmdep.outputFile=" + found)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        var process = started(builder, maven, coordinates);
        try {
            if (process.waitFor() != 0) {
                throw new CommandFailed("Maven does not find " + coordinates + ":\n" + firstErrors(log));
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted while Maven looks for " + coordinates + ".");
        }
        return Stream.of(Files.readString(found).strip().split(File.pathSeparator, -1)).map(Path::of).toList();
    }

    private static Process started(ProcessBuilder builder, String maven, String coordinates) {
        try {
            return builder.start();
        } catch (IOException e) { // which says so in the words of the system
            throw new CommandFailed(
                    "Maven has to look for "
                            + coordinates
                            + ", and there is no '"
                            + maven
                            + "' on the PATH that can be started. Install it, or name the library's jars by --jars or"
                            + " /jar.");
        }
    }

    private static String firstErrors(Path log) throws IOException {
        return String.join(
                "\n",
                Files.readAllLines(log, Charset.defaultCharset()).stream()
                        .filter(line -> !line.isBlank())
                        .limit(3)
                        .toList());
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
