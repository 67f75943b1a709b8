/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.dist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// README.md is a newcomer's first minute: every command in it works.
class ReadmeTest {
    @TempDir private static Path checkout;

    @Test
    void testCommand_isWhatCiRuns() throws IOException {
        assertThat(Readme.read(Built.ROOT.resolve("README.md")).commands()).containsOnlyOnce(ciCommand());
    }

    /// The commands run one after the other in a copy of the image, whose `bin` and `examples` lie where those of a
    /// checkout do.
    @TestFactory
    Stream<DynamicTest> everyOtherCommand_succeeds() throws Exception {
        var copy = new Shell(checkout, Map.of()).run(List.of("cp", "-Rp", Built.IMAGE + "/.", "."));
        assertThat(copy.exit()).as("%s", copy).isZero();
        var ci = ciCommand();
        return Readme.read(Built.ROOT.resolve("README.md")).commands().stream()
                .filter(command -> !command.equals(ci))
                .filter(command -> !command.startsWith("git clone ") && !command.startsWith("cd "))
                .map(command -> DynamicTest.dynamicTest(command, () -> assertSucceeds(command)));
    }

    private static void assertSucceeds(String command) throws Exception {
        var environment = Map.of("SPARROW_AOT", "off", "SPARROW_JAVA_OPTS", Shell.BRIEF_JVM);
        var outcome = new Shell(checkout, environment).run(List.of("bash", "-c", command));
        assertThat(outcome.exit()).as("%s%n%s", command, outcome).isZero();
    }

    /// The last line of `.ci/run`. Those before it prepare the machine.
    private static String ciCommand() throws IOException {
        var lines =
                Files.readAllLines(Built.ROOT.resolve(".ci/run")).stream()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .toList();
        assertThat(lines).startsWith("set -eu", "cd \"$(dirname \"$0\")/..\"").contains("export CI=true");
        return lines.getLast();
    }
}
