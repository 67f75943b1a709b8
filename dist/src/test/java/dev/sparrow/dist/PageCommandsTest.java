/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.dist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// All commands of all pages run as they stand there, those of one page one after the other, in a copy of the image
/// that lies as a checkout does. See [PageCommands] for what a page may say about its blocks.
class PageCommandsTest {
    private static final Path PAGES = Built.ROOT.resolve("docs");

    @TempDir private static Path checkout;

    @BeforeAll
    static void copyTheImage() throws Exception {
        var copy = new Shell(checkout, Map.of()).run(List.of("cp", "-Rp", Built.IMAGE + "/.", "."));
        assertThat(copy.exit()).as("%s", copy).isZero();
        Files.createDirectories(checkout.resolve("dist/target"));
        Files.createSymbolicLink(checkout.resolve("dist/target/image"), checkout);
        Files.createDirectory(checkout.resolve("tmp"));
    }

    static Stream<String> pages() throws IOException {
        var pages = new ArrayList<String>();
        try (var files = Files.walk(PAGES)) {
            for (var file : files.filter(file -> file.toString().endsWith(".md")).sorted().toList()) {
                if (!PageCommands.read(file).isEmpty()) {
                    pages.add(PAGES.relativize(file).toString());
                }
            }
        }
        return pages.stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyCommand_succeeds(String page) throws Exception {
        var commands = PageCommands.read(PAGES.resolve(page));
        for (var program : commands.programs().entrySet()) {
            Files.writeString(checkout.resolve(program.getKey()), program.getValue());
        }
        var java = Path.of(System.getProperty("java.home"), "bin");
        var path = java + File.pathSeparator + System.getenv("PATH");
        var environment = Map.of("PATH", path, "SPARROW_AOT", "off", "SPARROW_JAVA_OPTS", Shell.BRIEF_JVM);
        var shell = new Shell(checkout, environment);
        var outcome = shell.run(List.of("bash", "-c", commands.runnable(checkout)));
        assertThat(outcome.exit()).as("%s%n%s", page, outcome).isZero();
    }

    @Test
    void pagesAreFound() throws IOException {
        assertThat(pages()).contains("tutorial.md", "shell.md", "cell.md", "how-to/cluster.md");
    }
}
