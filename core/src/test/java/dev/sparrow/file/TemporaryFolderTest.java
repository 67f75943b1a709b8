/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.value.SaveMode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What processes leave, and who takes it away.
class TemporaryFolderTest {
    @TempDir Path base;
    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void endAll() {
        processes.forEach(Process::destroyForcibly);
    }

    /// Another process, which makes a folder and an output, says where, and waits for its end.
    static final class Other {
        private Other() {}

        @SuppressWarnings("resource") // what the test is about
        public static void main(String... arguments) throws IOException {
            var folder = TemporaryFolder.create(Path.of(arguments[0]), "sparrow-");
            Files.writeString(Files.createDirectories(folder.path().resolve("a")).resolve("b"), "x");
            var output =
                    OutputFolder.open(
                            Path.of(arguments[0], "out-" + ProcessHandle.current().pid()).toString(), SaveMode.ERROR);
            Files.writeString(output.folder().resolve("part"), "x");
            System.out.println(folder.path());
            System.out.println(output.folder().getParent());
            var _ = System.in.read();
        }
    }

    /// The folders of a new process.
    private List<Path> start() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process =
                new ProcessBuilder(
                                java,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Other.class.getName(),
                                base.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        processes.add(process);
        var says = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        return List.of(Path.of(says.readLine()), Path.of(says.readLine()));
    }

    private void kill(int process) throws InterruptedException {
        assertThat(processes.get(process).destroyForcibly().waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatAKilledProcessLeft_isDeletedByTheNext_andWhatALivingOneHasIsNot() throws Exception {
        var killed = start();
        var living = start();
        kill(0);
        assertThat(killed).allSatisfy(folder -> assertThat(folder).isDirectory());

        try (var folder = TemporaryFolder.create(base, "sparrow-")) {
            assertThat(folder.isThere()).isTrue();
            assertThat(killed.getFirst()).doesNotExist();
            assertThat(living).allSatisfy(other -> assertThat(other).isDirectory());
        }
    }

    @Test
    void halfAnOutput_isDeletedByTheNextOneBesideIt() throws Exception {
        var killed = start();
        var living = start();
        kill(0);

        try (var _ = OutputFolder.open(base.resolve("next").toString(), SaveMode.ERROR)) {
            assertThat(killed.getLast()).doesNotExist();
            assertThat(living.getLast()).isDirectory();
        }
    }

    @Test
    void foldersOfThisProcess_standBesideEachOther_andGoWhenTheyAreClosed() throws IOException {
        try (var one = TemporaryFolder.create(base, "sparrow-");
                var other = TemporaryFolder.createAt(base.resolve("sparrow-x"))) {
            assertThat(one.isThere()).isTrue();
            assertThat(other.isThere()).isTrue();
            Files.writeString(Files.createDirectories(one.path().resolve("deep/er")).resolve("file"), "x");
        }
        assertThat(base).isEmptyDirectory();
    }

    @Test
    void nobodyElse_mayLookIntoIt() throws IOException {
        try (var one = TemporaryFolder.create(base, "sparrow-");
                var other = TemporaryFolder.createAt(base.resolve("sparrow-x"))) {
            for (var folder : List.of(one, other)) {
                var rights = PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path()));
                assertThat(rights).isEqualTo("rwx------");
            }
        }
    }

    @Test
    void foldersThatAreNotOurs_orAreJustBeingMade_stay() throws IOException {
        var users = Files.createDirectory(base.resolve("sparrow-notes"));
        var begun = Files.createDirectory(base.resolve("sparrow-begun"));
        Files.createFile(begun.resolve(".lock"));
        var outside = Files.createDirectory(base.resolve("outside"));
        Files.writeString(outside.resolve(".lock"), "1\n");
        Files.createSymbolicLink(base.resolve("sparrow-link"), outside);

        try (var _ = TemporaryFolder.create(base, "sparrow-")) {
            assertThat(users).isDirectory();
            assertThat(begun).isDirectory();
            assertThat(outside.resolve(".lock")).exists();
        }
    }

    @Test
    void linkInAFolderThatWasLeft_doesNotLeadOutOfIt() throws Exception {
        var outside = Files.createDirectory(base.resolve("outside"));
        var file = Files.writeString(outside.resolve("file"), "x");
        var killed = start().getFirst();
        Files.createSymbolicLink(killed.resolve("link"), outside);
        kill(0);

        try (var _ = TemporaryFolder.create(base, "sparrow-")) {
            assertThat(killed).doesNotExist();
            assertThat(file).exists();
        }
    }
}
