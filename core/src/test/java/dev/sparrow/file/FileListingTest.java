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
import dev.sparrow.testing.Prerequisite;
import dev.sparrow.value.Compression;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;

final class FileListingTest {
    @TempDir private Path root;

    @BeforeEach
    void makeFiles() throws IOException {
        for (var name :
                List.of(
                        "one/b.txt",
                        "one/a.txt",
                        "one/.hidden",
                        "one/_SUCCESS",
                        "one/c.log.gz",
                        "two/a.txt",
                        "two/x.csv",
                        "deep/1/a.txt",
                        "deep/1/2/b.txt",
                        "deep/.git/c.txt",
                        "deep/d.txt",
                        "[odd],.txt")) {
            write(name, name);
        }
    }

    @Test
    void file_isItself() {
        var file = FileListing.of(root + "/one/a.txt").files().getFirst();

        assertThat(file.path()).isEqualTo(root + "/one/a.txt");
        assertThat(file.start()).isZero();
        assertThat(file.length()).isEqualTo("one/a.txt".length());
        assertThat(file.fileLength()).isEqualTo(file.length());
        assertThat(file.modifiedMillis()).isEqualTo(root.resolve("one/a.txt").toFile().lastModified());
        assertThat(file.isCompressed()).isFalse();
        assertThat(FileListing.of(root + "/one/c.log.gz").files().getFirst().compression()).isEqualTo(Compression.GZIP);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "R/one                        | one/a.txt one/b.txt one/c.log.gz",
                "R/one/                       | one/a.txt one/b.txt one/c.log.gz",
                "R/one/*.txt                  | one/a.txt one/b.txt",
                "R/*/a.txt                    | one/a.txt two/a.txt",
                "R/one/?.txt                  | one/a.txt one/b.txt",
                "R/one/[b-z].txt              | one/b.txt",
                "R/one/[!b-z].txt             | one/a.txt",
                "R/one/[^b-z].txt             | one/a.txt",
                "R/one/[b^].txt               | one/b.txt",
                "R/one/[a,b].txt              | one/a.txt one/b.txt",
                "R/one/[{b].txt               | one/b.txt",
                "R/one/\\a.txt                | one/a.txt",
                "R/{one,t\\wo}/a.t\\xt         | one/a.txt two/a.txt",
                "R/{one,two}/*.{txt,csv}      | one/a.txt one/b.txt two/a.txt two/x.csv",
                "R/{one/b,two/{a,b}}.txt      | one/b.txt two/a.txt",
                "R/two/x.csv,R/one/a.txt      | one/a.txt two/x.csv",
                "R/two/x.csv, R/one/*.txt     | one/a.txt one/b.txt two/x.csv",
                "R/one/a.txt,R/one/a.txt      | one/a.txt one/a.txt",
                "R/{one,two,one}/a.txt        | one/a.txt two/a.txt",
                "R/t*                         | two/a.txt two/x.csv",
                "R/**/b.txt                   | deep/1/2/b.txt one/b.txt",
                "R/deep/**                    | deep/1/2/b.txt deep/1/a.txt deep/d.txt",
                "R/deep/**/*.txt              | deep/1/2/b.txt deep/1/a.txt deep/d.txt",
                "R/one/_*                     | one/_SUCCESS",
                "R/one/.hidden                | one/.hidden",
                "R/[odd],.txt                 | [odd],.txt",
                "file:R/one/b.txt             | one/b.txt",
                "file://R/one/b.txt           | one/b.txt",
                "file://localhost/R/one/?.txt | one/a.txt one/b.txt",
                "file:R/%6Fne/b.txt           | one/b.txt",
            })
    void path_meansTheseFiles(String path, String expected) {
        assertThat(list(path.replace("R", root.toString()))).containsExactly(expected.split(" "));
    }

    @Test
    void whatStandsBehindABackslash_isNoPattern() throws IOException {
        for (var name : List.of("{x}", "a,b", "q?", "[^a]", "star*", "ab", "qq", "starry")) {
            write("odd/" + name, "x");
        }

        assertThat(list(root + "/o[d]d/\\{x\\}")).containsExactly("odd/{x}");
        assertThat(list(root + "/o[d]d/{a\\,b,q\\?}")).containsExactly("odd/a,b", "odd/q?");
        assertThat(list(root + "/o[d]d/\\[^a]")).containsExactly("odd/[^a]");
        assertThat(list(root + "/o[d]d/star\\*")).containsExactly("odd/star*");
        assertThat(list(root + "/odd/[^asq]*")).containsExactly("odd/[^a]", "odd/{x}");
    }

    @Test
    void everyPath_isOneOfThisMachine() {
        assertThat(LocalPath.of("file:///a/b%20c")).isEqualTo(Path.of("/a/b c"));
        for (var path : List.of("hdfs://host/x", "s3a://bucket/x", "hdfs:/x", "HTTP://x/y")) {
            assertThatThrownBy(() -> LocalPath.of(path))
                    .isInstanceOf(SparrowException.class)
                    .hasMessageContaining("there is no file system '" + path.substring(0, path.indexOf(':')) + "' yet");
        }
    }

    @Test
    void links_areFollowedAndLoopsLeftOut() throws IOException {
        Files.createSymbolicLink(root.resolve("linked"), root.resolve("one"));
        Files.createSymbolicLink(root.resolve("deep/1/up"), root.resolve("deep"));

        assertThat(list(root + "/linked/*.txt")).containsExactly("linked/a.txt", "linked/b.txt");
        assertThat(list(root + "/deep/**")).containsExactly("deep/1/2/b.txt", "deep/1/a.txt", "deep/d.txt");
    }

    @Test
    void emptyFile_isListed() throws IOException {
        write("empty/nothing", "");

        assertThat(FileListing.of(root + "/empty").splits(3, 100, 8)).hasSize(1);
    }

    @Test
    void missingFile_namesWhereItWasLookedFor() {
        assertRefused(
                root + "/one/lost/x.txt",
                "Cannot read "
                        + root
                        + "/one/lost/x.txt: there is no such file. The nearest folder that exists is "
                        + root
                        + "/one.");
        assertThatThrownBy(() -> FileListing.of("no such file.txt"))
                .hasMessage(
                        "Cannot read "
                                + Path.of("no such file.txt").toAbsolutePath()
                                + ": there is no such file. The nearest folder that exists is "
                                + Path.of("").toAbsolutePath()
                                + ".");
        assertThatThrownBy(() -> FileListing.of("~/x.txt")).hasMessageContaining("/~/x.txt: there is no such file.");
    }

    @Test
    void globWithoutMatch_isRefused() {
        assertRefused(
                root + "/one/*.json",
                "Cannot read "
                        + root
                        + "/one/*.json: no file matches this pattern. The nearest folder that exists is "
                        + root
                        + "/one.");
    }

    @Test
    void folderWithoutFiles_isRefused() throws IOException {
        write("bare/.hidden", "");

        assertRefused(
                root + "/bare",
                "Cannot read " + root + "/bare: the folder has no files (names that begin with . or _ are skipped).");
    }

    @Test
    void folderThatWasSavedWithoutParts_isEmpty() throws IOException {
        write("saved/_SUCCESS", "");

        assertThat(FileListing.of(root + "/saved").files()).isEmpty();
    }

    @Test
    void folderWithFolders_isRefused() throws IOException {
        for (var name : List.of("many/a/x", "many/b/x", "many/c/x", "many/d/x", "many/y")) {
            write(name, "");
        }
        var advice =
                ". Write "
                        + root
                        + "/many/*/* for the files in those, or "
                        + root
                        + "/many/** for all files at any depth.";

        assertRefused(
                root + "/many",
                "Cannot read " + root + "/many: the folder contains folders (a, b, c and 1 more)" + advice);
        assertThat(list(root + "/many/*/*")).containsExactly("many/a/x", "many/b/x", "many/c/x", "many/d/x");
        assertThat(list(root + "/many/*")).containsExactly("many/a/x", "many/b/x", "many/c/x", "many/d/x", "many/y");
    }

    @Test
    void unreadableFile_isRefused() throws IOException {
        write("secret.txt", "x");
        Files.setPosixFilePermissions(root.resolve("secret.txt"), PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(root.resolve("secret.txt"))).as("run as root").isFalse();

        assertRefused(
                root + "/secret.txt",
                "Cannot read "
                        + root
                        + "/secret.txt: permission denied. Change its permissions, or run as a user who"
                        + " may read it.");
    }

    @Test
    void deviceAndBrokenLink_areRefused() throws IOException {
        Prerequisite.require(Files.exists(Path.of("/dev/null")), "the device /dev/null");
        assertRefused("/dev/null", "Cannot read /dev/null: it is not a regular file.");

        Files.createSymbolicLink(root.resolve("two/broken"), root.resolve("gone"));
        assertRefused(
                root + "/two", "Cannot read " + root + "/two/broken: it is a link to something that does not exist.");
    }

    @ParameterizedTest
    @ValueSource(strings = {".bz2", ".xz", ".zip", ".ZIP", ".tar.gz"})
    void otherCompressedFormats_areRefused(String suffix) throws IOException {
        write("packed/x" + suffix, "x");

        assertRefused(
                root + "/packed",
                "Cannot read "
                        + root
                        + "/packed/x"
                        + suffix
                        + ": files that end in "
                        + suffix.toLowerCase(Locale.ROOT)
                        + " are not read, only plain files and single files packed by gzip (.gz), zstd (.zst) or lz4 (.lz4)."
                        + " Unpack it first.");
    }

    @ParameterizedTest
    @ValueSource(strings = {".zst", ".lz4"})
    void codecThatIsNotOnTheClassPath_isNamed(String suffix) throws IOException {
        write("packed/x" + suffix, "x");

        assertThatThrownBy(() -> FileListing.of(root + "/packed"))
                .hasMessageStartingWith("Cannot read " + root + "/packed/x" + suffix + ": Nothing on the class path")
                .hasMessageEndingWith("Add the artifact dev.sparrow:sparrow-formats.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hdfs://host/x  | Cannot use hdfs://host/x: there is no file system 'hdfs' yet, only files of this machine, as plain paths or file: URIs.",
                "file:/x%zz     | Cannot use file:/x%zz: a % in a URI begins two hexadecimal digits. Write %25 for the sign.",
                "a,,b           | The path 'a,,b' has nothing between two commas, or before or after one.",
                "/x/{a,b        | The path '/x/{a,b' has a { without its }.",
                "''             | A path of input files is empty.",
            })
    void pathThatIsNotUnderstood_isRefused(String path, String message) {
        assertThatThrownBy(() -> FileListing.of(path))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessage(message);
    }

    @Test
    void brokenGlobsAndTooManyBraces_areRefused() {
        assertThatThrownBy(() -> FileListing.of(root + "/one/[ab.txt"))
                .hasMessageStartingWith("The glob '" + root + "/one/[ab.txt' is not understood: ");
        assertThatThrownBy(() -> FileListing.of("/x" + "{0,1,2,3,4,5,6,7,8,9}".repeat(5)))
                .hasMessageEndingWith("mean more than 10000 paths. Use * where the names follow a pattern.");
        assertThatThrownBy(() -> FileListing.of("a\0b")).hasMessageStartingWith("Cannot read a\\u0000b: ");
    }

    private List<String> list(String path) {
        return FileListing.of(path).files().stream()
                .map(file -> root.relativize(Path.of(file.path())).toString())
                .toList();
    }

    private static void assertRefused(String path, String message) {
        assertThatThrownBy(() -> FileListing.of(path))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_UNREADABLE))
                .hasMessage(message);
    }

    private void write(String name, String content) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
