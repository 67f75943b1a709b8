/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.dist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What programs depend on: the artifacts have what a public repository demands, and the BOM knows all of them.
class PublishedTest {
    private static final Pattern MODULE = Pattern.compile("<module>([^<]*)</module>");
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(sparrow[^<]*)</artifactId>");

    /// Nobody depends on these: tools of the build, the distribution, examples, benchmarks.
    private static final Set<String> NOT_PUBLISHED =
            Set.of("build-tools", "bom", "dist", "examples", "benchmarks", "benchmarks/spark");

    @Test
    void bom_hasEveryModule() throws IOException {
        var inBom = new TreeSet<String>();
        var bom = read("bom/pom.xml");
        ARTIFACT.matcher(bom.substring(bom.indexOf("<dependencyManagement>")))
                .results()
                .forEach(found -> inBom.add(found.group(1)));
        var built = new TreeSet<String>();
        for (var module : modules()) {
            if (!NOT_PUBLISHED.contains(module)) {
                built.add(artifact(module));
            }
        }
        assertThat(inBom).isEqualTo(built);
    }

    @Test
    void parent_hasWhatARepositoryDemands_andModulesHaveTheirOwn() throws IOException {
        var parent = read("pom.xml");
        for (var element : List.of("name", "description", "url", "licenses", "developers", "scm", "connection")) {
            assertThat(parent).contains("</" + element + ">");
        }
        assertThat(parent).contains("<id>release</id>", "maven-source-plugin", "maven-javadoc-plugin");
        for (var module : modules()) {
            var own = read(module + "/pom.xml");
            assertThat(own.substring(own.indexOf("</parent>"))).as(module).contains("<name>", "<description>");
        }
    }

    /// Javadoc makes nothing of a module with a package that has a description and no class.
    @Test
    void everyDescribedPackage_hasAClass() throws IOException {
        for (var module : modules()) {
            var sources = Built.ROOT.resolve(module).resolve("src/main/java");
            if (Files.isDirectory(sources)) {
                try (var files = Files.walk(sources)) {
                    assertThat(files.filter(file -> file.endsWith("package-info.java")).map(Path::getParent))
                            .allMatch(folder -> sources(folder) > 1);
                }
            }
        }
    }

    private static long sources(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Its classes are those of the modules; a repository wants the jars all the same.
    @Test
    void libraryWithoutClasses_hasJarsOfSourcesAndDocumentation() throws IOException {
        assertThat(read("library/pom.xml")).contains("<forceCreation>true", "<classifier>javadoc");
        assertThat(Built.ROOT.resolve("library/src/main/javadoc/README.md")).exists();
    }

    private static String artifact(String module) throws IOException {
        var own = read(module + "/pom.xml");
        var found = ARTIFACT.matcher(own.substring(own.indexOf("</parent>")));
        assertThat(found.find()).as(module).isTrue();
        return found.group(1);
    }

    private static List<String> modules() throws IOException {
        return MODULE.matcher(read("pom.xml")).results().map(found -> found.group(1)).toList();
    }

    private static String read(String path) throws IOException {
        return Files.readString(Path.of(Built.ROOT.toString(), path));
    }
}
