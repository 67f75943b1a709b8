/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark;

import org.apache.spark.SparkConf;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/// The jars of ours, and of the program, that Spark takes to its executors.
final class SparkJars {
    private static final String JARS = "spark.jars";

    /// Spark has its own, or executors have no use for them.
    private static final List<String> LEFT_OUT =
            List.of("scala-", "slf4j-", "logback-", "akka-", "jline-", "picocli-", "commonmark-");

    private SparkJars() {}

    /// @param master in Spark's words; one in this process has the class path of this process
    /// @param classPath of this process
    /// @param folder where folders of classes are packed
    static void add(SparkConf conf, String master, String classPath, Path folder) {
        if (isHere(master)) {
            return;
        }
        var jars = new LinkedHashSet<String>();
        if (!conf.get(JARS, "").isEmpty()) {
            jars.addAll(List.of(conf.get(JARS).split(",")));
        }
        var ofSpark =
                Path.of(SparkConf.class.getProtectionDomain().getCodeSource().getLocation().getPath()).getParent();
        Stream.concat(Arrays.stream(classPath.split(File.pathSeparator)).map(Path::of), program())
                .filter(path -> !path.toAbsolutePath().startsWith(ofSpark) && isWanted(path.getFileName().toString()))
                .forEach(path -> jars.add(jar(path, folder).toUri().toString()));
        conf.set(JARS, String.join(",", jars));
    }

    /// The jars and folders of the program, where it has a class loader of its own.
    private static Stream<Path> program() {
        return Stream.iterate(Thread.currentThread().getContextClassLoader(), Objects::nonNull, ClassLoader::getParent)
                .filter(URLClassLoader.class::isInstance)
                .flatMap(loader -> Arrays.stream(((URLClassLoader) loader).getURLs()))
                .filter(url -> url.getProtocol().equals("file"))
                .map(url -> Path.of(URI.create(url.toString())));
    }

    static boolean isHere(String master) {
        return master.equals("local") || master.startsWith("local[");
    }

    private static boolean isWanted(String name) {
        return LEFT_OUT.stream().noneMatch(name::startsWith);
    }

    private static Path jar(Path path, Path folder) {
        return Files.isDirectory(path) ? packed(path, folder) : path.toAbsolutePath();
    }

    private static Path packed(Path classes, Path folder) {
        try (var files = Files.walk(classes)) {
            var jar = Files.createTempFile(folder, "classes-", ".jar");
            jar.toFile().deleteOnExit();
            try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
                for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                    out.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                    Files.copy(file, out);
                }
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot pack " + classes + " for executors", e);
        }
    }
}
