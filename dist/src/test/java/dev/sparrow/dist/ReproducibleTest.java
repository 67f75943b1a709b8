/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.dist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The same sources make the same bytes in whatever folder they are built: modules with code that is made while they
/// are built, and without.
@EnabledIfSystemProperty(named = "reproducible", matches = "true", disabledReason = "-Dreproducible=true builds again")
class ReproducibleTest {
    private static final List<String> MODULES = List.of("core", "storage", "compute", "scheduler");

    @TempDir private Path temporary;

    @Test
    void jarsThatAreBuiltInAnotherFolder_areTheSame() throws Exception {
        var other = Files.createDirectory(temporary.resolve("another folder"));
        for (var name : List.of("pom.xml", "build-tools")) {
            copy(Built.ROOT.resolve(name), other.resolve(name));
        }
        for (var module : modules()) {
            if (!module.equals("build-tools")) {
                copy(Built.ROOT.resolve(module).resolve("pom.xml"), other.resolve(module).resolve("pom.xml"));
            }
        }
        for (var module : MODULES) {
            copy(Built.ROOT.resolve(module).resolve("src/main"), other.resolve(module).resolve("src/main"));
        }
        var command = List.of("mvn", "-o", "-q", "-Dquick", "-Dmaven.test.skip", "-pl", "scheduler", "-am", "package");
        // Manifests say which Java runs Maven.
        var outcome = new Shell(other, Map.of("JAVA_HOME", Built.MAVEN_JAVA.toString())).run(command);
        assertThat(outcome.exit()).as("%s", outcome).isZero();
        for (var module : MODULES) {
            var jar = "sparrow-" + module + "-" + Built.VERSION + ".jar";
            var again = other.resolve(module).resolve("target/quick").resolve(jar);
            assertThat(Files.mismatch(again, Built.IMAGE.resolve("lib").resolve(jar)))
                    .as("the first byte of %s that differs", jar)
                    .isEqualTo(-1);
        }
    }

    private static List<String> modules() throws IOException {
        try (var folders = Files.list(Built.ROOT)) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .map(folder -> folder.getFileName().toString())
                    .toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                if (Files.isRegularFile(file) && !file.toString().contains("/target/")) {
                    var target = to.resolve(from.relativize(file).toString());
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                }
            }
        }
    }
}
