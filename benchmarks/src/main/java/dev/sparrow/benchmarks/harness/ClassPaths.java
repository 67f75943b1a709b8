/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/// The class path of each engine: itself, its dependencies, and nothing of the others.
///
/// @param image the folder of the distribution: Sparrow is measured as users get it
/// @param build the folder where Maven has left this module
/// @param sparkBuild the same for the module that brings Spark
public record ClassPaths(Path image, Path build, Path sparkBuild) {
    private static final String LIST = "class-path";

    String of(Rival rival) {
        return switch (rival) {
            case SPARROW -> joined(jars(build), jars(image.resolve("lib")));
            case ON_SPARK -> joined(withoutLog4j(list(sparkBuild)), jars(build), jars(image.resolve("lib")));
            case SPARK, DATAFRAMES -> joined(jars(sparkBuild), jars(build), list(sparkBuild));
            case DUCKDB -> joined(jars(build), list(build));
            case STREAMS, HAND -> jars(build);
        };
    }

    /// As the launcher does it: what Spark logs goes where Sparrow's log goes.
    private static String withoutLog4j(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator))
                .filter(jar -> !jar.contains("log4j-slf4j2-impl"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String joined(String... paths) {
        return String.join(File.pathSeparator, paths);
    }

    private static String jars(Path folder) {
        try (var files = Files.list(folder)) {
            return files.map(Path::toString)
                    .filter(file -> file.endsWith(".jar"))
                    .sorted()
                    .collect(Collectors.joining(File.pathSeparator));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String list(Path folder) {
        try {
            return Files.readString(folder.resolve(LIST)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
