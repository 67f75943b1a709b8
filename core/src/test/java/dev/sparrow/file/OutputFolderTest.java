/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.value.SaveMode;

import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

final class OutputFolderTest {
    @TempDir private Path root;

    @Test
    void committedFiles_appearInPartitionOrder_andNoOthers() throws IOException {
        try (var output = open("out")) {
            write(output, "b", "zero");
            write(output, "part-00000", "one");
            write(output, "given up", "!");
            output.commit(List.of("b", "part-00000"), "");
        }

        assertThat(names(root)).containsExactly("out");
        assertThat(names(root.resolve("out"))).containsExactly("_SUCCESS", "part-00000", "part-00001");
        assertThat(root.resolve("out/part-00000")).hasContent("zero");
        assertThat(root.resolve("out/part-00001")).hasContent("one");
    }

    @Test
    void datasetThatMissesAPart_isNotReadAsASmallerOne() throws IOException {
        try (var output = open("out")) {
            write(output, "a", "zero");
            write(output, "b", "one");
            output.commit(List.of("a", "b"), ".txt");
        }
        var out = root.resolve("out");
        assertThat(out.resolve("_SUCCESS")).hasContent("parts 2");
        assertThat(FileListing.of(out.toString()).files()).hasSize(2);
        Files.writeString(out.resolve("more.txt"), "added later");
        assertThat(FileListing.of(out.toString()).files()).hasSize(3);

        Files.delete(out.resolve("part-00001.txt"));
        for (var path : List.of(out.toString(), root + "/o*", "file:" + out)) {
            assertThatThrownBy(() -> FileListing.of(path))
                    .isInstanceOfSatisfying(
                            SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_UNREADABLE))
                    .hasMessage(
                            "Cannot read "
                                    + out
                                    + ": of the 2 files that were written, part-00001 is missing. Write the dataset again, or"
                                    + " delete _SUCCESS there to read what is left of it.");
        }
        assertThat(FileListing.of(out + "/part-*").files()).as("named one by one").hasSize(1);
        Files.delete(out.resolve("_SUCCESS"));
        assertThat(FileListing.of(out.toString()).files()).hasSize(2);
    }

    @Test
    void overwrittenFolder_staysWholeUntilTheNewOneIs() throws IOException {
        save("out", SaveMode.ERROR, "old", "old");
        try (var output = open("out", SaveMode.OVERWRITE)) {
            write(output, "a", "new");
            assertThat(names(root.resolve("out"))).containsExactly("_SUCCESS", "part-00000", "part-00001");
            assertThat(root.resolve("out/part-00000")).hasContent("old");
            output.commit(List.of("a"), "");
        }

        assertThat(names(root)).containsExactly("out");
        assertThat(names(root.resolve("out"))).containsExactly("_SUCCESS", "part-00000");
        assertThat(root.resolve("out/part-00000")).hasContent("new");
    }

    @Test
    void failedOverwrite_leavesTheOldFolder() throws IOException {
        save("out", SaveMode.ERROR, "old");
        try (var output = open("out", SaveMode.OVERWRITE)) {
            write(output, "a", "new");
            assertThatThrownBy(() -> output.commit(List.of("a", "gone"), "")).isInstanceOf(SparrowException.class);
        }

        assertThat(names(root)).containsExactly("out");
        assertThat(root.resolve("out/part-00000")).hasContent("old");
    }

    @Test
    void overwriteThatWasKilledBetweenItsTwoRenames_isUndoneByTheNextSave() throws IOException {
        save("out", SaveMode.ERROR, "old");
        Files.move(root.resolve("out"), root.resolve(".out.sparrow-old"));
        assertThatThrownBy(() -> FileListing.of(root.resolve("out").toString()))
                .hasMessageContaining("what it was is in " + root.resolve(".out.sparrow-old"));

        assertThatThrownBy(() -> open("out")).hasMessageContaining("it exists already");
        assertThat(names(root)).containsExactly("out");
        assertThat(root.resolve("out/part-00000")).hasContent("old");
    }

    @Test
    void overwriteThatWasKilledAfterItsTwoRenames_isEndedByTheNextSave() throws IOException {
        save(".out.sparrow-old", SaveMode.ERROR, "old");
        save("out", SaveMode.OVERWRITE, "new");

        save("out", SaveMode.OVERWRITE, "newer");
        assertThat(names(root)).containsExactly("out");
        assertThat(root.resolve("out/part-00000")).hasContent("newer");
    }

    @Test
    void folderWithAFileThatNoSaveWrote_isNotReplaced() throws IOException {
        save("out", SaveMode.ERROR, "old");
        Files.writeString(root.resolve("out/thesis.doc"), "years of work");

        assertFails(
                () -> open("out", SaveMode.OVERWRITE),
                ErrorCode.OUTPUT_EXISTS,
                "Cannot save to "
                        + root.resolve("out")
                        + ": it exists already and holds thesis.doc, which no save wrote. Choose another path, or delete"
                        + " the folder yourself.");
    }

    @Test
    void file_isNeitherReplacedNorAddedTo() throws IOException {
        Files.writeString(root.resolve("out"), "mine");
        for (var mode : List.of(SaveMode.OVERWRITE, SaveMode.APPEND)) {
            assertThatThrownBy(() -> open("out", mode)).hasMessageContaining("as a file, and a save makes a folder");
        }
        assertThat(root.resolve("out")).hasContent("mine");
    }

    @Test
    void appendedFiles_comeBehindThoseThatAreThere_andTouchNone() throws IOException {
        save("out", SaveMode.APPEND, "one", "two");
        var before = Files.getLastModifiedTime(root.resolve("out/part-00000"));
        save("out", SaveMode.APPEND, "three");
        save("out", SaveMode.APPEND, "four", "five");

        assertThat(names(root)).containsExactly("out");
        assertThat(names(root.resolve("out")))
                .containsExactly(
                        "_SUCCESS",
                        "_SUCCESS-0001",
                        "_SUCCESS-0002",
                        "part-00000",
                        "part-00001",
                        "part-a0001-00000",
                        "part-a0002-00000",
                        "part-a0002-00001");
        assertThat(contents("out")).containsExactly("one", "two", "three", "four", "five");
        assertThat(Files.getLastModifiedTime(root.resolve("out/part-00000"))).isEqualTo(before);
    }

    @Test
    void appendedFiles_areReadAllOrNone() throws IOException {
        save("out", SaveMode.ERROR, "one");
        save("out", SaveMode.APPEND, "two", "three");
        var out = root.resolve("out");

        Files.move(out.resolve("_SUCCESS-0001"), out.resolve("_saving-0001")); // as a killed process leaves it
        assertThat(contents("out")).containsExactly("one");
        save("out", SaveMode.APPEND, "four");
        assertThat(contents("out")).containsExactly("one", "four");
        assertThat(out.resolve("_SUCCESS-0002")).exists();

        Files.delete(out.resolve("part-a0002-00000"));
        assertThatThrownBy(() -> FileListing.of(out.toString()))
                .hasMessageContaining("of the 1 files that were written, part-a0002-00000 is missing");
    }

    @Test
    void savesThatAppendAtTheSameTime_loseNothing() throws Exception {
        save("out", SaveMode.ERROR, "0");
        try (var threads = Executors.newFixedThreadPool(8)) {
            var saves = IntStream.rangeClosed(1, 40).mapToObj(String::valueOf).toList();
            for (var ended : threads.invokeAll(saves.stream().map(this::append).toList(), 1, TimeUnit.MINUTES)) {
                ended.get();
            }
        }
        assertThat(contents("out"))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(0, 40).mapToObj(String::valueOf).toList());
    }

    private Callable<Void> append(String text) {
        return () -> {
            save("out", SaveMode.APPEND, text);
            return null;
        };
    }

    private void save(String name, SaveMode mode, String... parts) throws IOException {
        try (var output = open(name, mode)) {
            var files = IntStream.range(0, parts.length).mapToObj(part -> "file " + part).toList();
            for (var part = 0; part < parts.length; part++) {
                write(output, files.get(part), parts[part]);
            }
            output.commit(files, "");
        }
    }

    private List<String> contents(String name) throws IOException {
        var contents = new ArrayList<String>();
        for (var file : FileListing.of(root.resolve(name).toString()).files()) {
            contents.add(Files.readString(Path.of(file.path())));
        }
        return contents;
    }

    @Test
    void successFileOfAnotherProgram_saysNothing() throws IOException {
        var out = Files.createDirectory(root.resolve("out"));
        Files.writeString(out.resolve("part-00001.txt"), "x");
        for (var content : List.of("", "parts", "parts 2x", "{\"name\": \"manifest\"}".repeat(1_000))) {
            Files.writeString(out.resolve("_SUCCESS"), content);
            assertThat(FileListing.of(out.toString()).files()).hasSize(1);
        }
    }

    @Test
    void noPartitions_areAFolderWithSuccessAlone() throws IOException {
        try (var output = open("out")) {
            output.commit(List.of(), "");
        }

        assertThat(names(root.resolve("out"))).containsExactly("_SUCCESS");
    }

    @Test
    void missingParents_areMade_andFileUrisUnderstood() throws IOException {
        try (var output = OutputFolder.open("file:" + root + "/a/b/out", SaveMode.ERROR)) {
            output.commit(List.of(), "");
        }

        assertThat(root.resolve("a/b/out/_SUCCESS")).exists();
        assertThat(names(root.resolve("a/b"))).containsExactly("out");
    }

    @Test
    void nothingIsAtTheTargetBeforeTheCommit_norAfterAnAbort() throws IOException {
        try (var output = open("out")) {
            write(output, "x", "x");
            assertThat(root.resolve("out")).doesNotExist();
            assertThat(names(root)).singleElement().asString().startsWith(".out.sparrow-");
        }

        assertThat(names(root)).isEmpty();
    }

    @Test
    void folderOfAttempts_isSkippedByReaders() throws IOException {
        try (var output = open("out")) {
            write(output, "x", "x");
            Files.writeString(root.resolve("input.txt"), "in");

            assertThat(FileListing.of(root.toString()).files()).hasSize(1);
        }
    }

    @Test
    void existingFileFolderOrBrokenLink_isRefused() throws IOException {
        Files.writeString(root.resolve("file"), "x");
        Files.createDirectory(root.resolve("folder"));
        Files.createSymbolicLink(root.resolve("link"), root.resolve("gone"));

        for (var name : List.of("file", "folder", "link")) {
            assertFails(
                    () -> open(name),
                    ErrorCode.OUTPUT_EXISTS,
                    "Cannot save to "
                            + root.resolve(name)
                            + ": it exists already. Choose another path, delete it first, or have the save replace it"
                            + " (SaveMode.OVERWRITE) or add to it (SaveMode.APPEND).");
        }
        assertThat(names(root)).containsExactly("file", "folder", "link");
    }

    @Test
    void targetThatAppearsMeanwhile_isKept() throws IOException {
        var first = open("out");
        var second = open("out");
        write(first, "x", "first");
        write(second, "x", "second");
        first.commit(List.of("x"), "");

        assertFails(
                () -> second.commit(List.of("x"), ""),
                ErrorCode.OUTPUT_EXISTS,
                "Cannot save to "
                        + root.resolve("out")
                        + ": it exists already. Choose another path, delete it first, or have the save replace it"
                        + " (SaveMode.OVERWRITE) or add to it (SaveMode.APPEND).");
        assertThat(root.resolve("out/part-00000")).hasContent("first");
        assertThat(names(root)).containsExactly("out");
    }

    @Test
    void zombieThatStillWrites_preventsNeitherAbortNorCommit() throws IOException {
        var aborted = open("aborted");
        var committed = open("committed");
        write(committed, "x", "x");
        try (var first = Files.newOutputStream(aborted.folder().resolve("zombie"));
                var second = Files.newOutputStream(committed.folder().resolve("zombie"))) {
            aborted.abort();
            committed.commit(List.of("x"), "");
            first.write(1);
            second.write(1);
        }

        assertThatThrownBy(() -> write(aborted, "late", "x")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> write(committed, "late", "x")).isInstanceOf(IOException.class);
        assertThat(names(root)).containsExactly("committed");
        assertThat(names(root.resolve("committed"))).containsExactly("_SUCCESS", "part-00000");
    }

    @Test
    void missingFileAtCommit_leavesNothing() throws IOException {
        var output = open("out");
        write(output, "x", "x");

        assertThatThrownBy(() -> output.commit(List.of("x", "y"), ""))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OUTPUT_FAILED))
                .hasMessageStartingWith(
                        "Cannot save to "
                                + root.resolve("out")
                                + ": its files cannot be put in place (java.nio.file.NoSuchFileException: ")
                .hasMessageEndingWith("Check permissions and free space of that disk; nothing was saved.");
        assertThat(names(root)).isEmpty();
    }

    @Test
    void fileNamesOutsideTheFolderOrTwice_areRefused() throws IOException {
        for (var files :
                List.of(List.of("../escape"), List.of("a/../../x"), List.of("x", "x"), List.of("/etc/passwd"))) {
            var output = open("out");
            write(output, "x", "x");
            assertFails(
                    () -> output.commit(files, ""),
                    ErrorCode.INTERNAL,
                    "Partition "
                            + (files.size() - 1)
                            + " of output "
                            + root.resolve("out")
                            + " returned the file name '"
                            + files.getLast()
                            + "', which is not one of its own.");
        }
        assertThat(names(root)).isEmpty();
    }

    @Test
    void parentThatIsAFile_isRefused() throws IOException {
        Files.writeString(root.resolve("file"), "x");

        assertThatThrownBy(() -> open("file/out"))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OUTPUT_FAILED))
                .hasMessageStartingWith(
                        "Cannot save to "
                                + root.resolve("file/out")
                                + ": a folder for it cannot be made next to it (java.nio.file.FileAlreadyExistsException: ");
    }

    @Test
    void readOnlyParent_isRefused() throws IOException {
        var parent = Files.createDirectory(root.resolve("locked"));
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeThat(Files.isWritable(parent)).as("run as root").isFalse();

        assertThatThrownBy(() -> open("locked/out"))
                .hasMessageStartingWith(
                        "Cannot save to "
                                + root.resolve("locked/out")
                                + ": a folder for it cannot be made next to it (java.nio.file.AccessDeniedException: ");
    }

    @Test
    void commitAfterAnEnd_isRefused_andAbortIsIdempotent() {
        var output = open("out");
        output.abort();
        output.abort();

        assertFails(
                () -> output.commit(List.of(), ""),
                ErrorCode.INTERNAL,
                "The output " + root.resolve("out") + " is committed or aborted already.");
    }

    @Test
    void emptyPath_isRefused() {
        assertFails(
                () -> OutputFolder.open(" ", SaveMode.ERROR),
                ErrorCode.INVALID_ARGUMENT,
                "The path to save to is empty.");
    }

    private OutputFolder open(String name) {
        return open(name, SaveMode.ERROR);
    }

    private OutputFolder open(String name, SaveMode mode) {
        return OutputFolder.open(root.resolve(name).toString(), mode);
    }

    private static void write(OutputFolder output, String name, String text) throws IOException {
        Files.writeString(output.folder().resolve(name), text);
    }

    private static List<String> names(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    private static void assertFails(ThrowableAssert.ThrowingCallable call, ErrorCode code, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(SparrowException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessage(message);
    }
}
