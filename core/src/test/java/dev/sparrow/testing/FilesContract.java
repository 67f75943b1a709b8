/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.SparrowConf;
import dev.sparrow.config.Keys;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.event.Event;
import dev.sparrow.file.PortableDataStream;
import dev.sparrow.value.Compression;
import dev.sparrow.value.SaveMode;
import dev.sparrow.value.Tuple2;

import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/// Text and binary files read and written by an engine.
public abstract class FilesContract extends EngineContract {
    private static final String TEXT = "\uFEFFfirst\r\nsecond\r\n\r\nfourth\rfifth\nsixth äöü €𝄞\n\n\nlast";
    private static final List<String> LINES =
            List.of("first", "second", "", "fourth", "fifth", "sixth äöü €𝄞", "", "", "last");

    @TempDir Path folder;

    private static AbstractThrowableAssert<?, ?> refused(ErrorCode code, ThrowingCallable call) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(SparrowException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private String write(String name, String text) throws IOException {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private String write(String name, byte[] bytes) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        if (name.endsWith(".gz")) {
            try (var zip = new GZIPOutputStream(Files.newOutputStream(file))) {
                zip.write(bytes);
            }
        } else {
            Files.write(file, bytes);
        }
        return file.toString();
    }

    private List<String> files(Path in) throws IOException {
        try (Stream<Path> files = Files.list(in)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    // ---- Reading ----------------------------------------------------------------------------------------------------

    @Test
    void textFile_hasEachLineOnceHoweverItIsCut() throws Exception {
        var file = write("mixed.txt", TEXT);
        var sc = context();
        for (var partitions = 1; partitions <= TEXT.getBytes(StandardCharsets.UTF_8).length; partitions++) {
            var lines = sc.textFile(file, partitions);
            assertThat(lines.getNumPartitions()).isGreaterThanOrEqualTo(partitions);
            assertThat(lines.collect()).as(partitions + " partitions").isEqualTo(LINES);
        }
        assertThat(sc.textFile(file).count()).isEqualTo(LINES.size());
    }

    @Test
    void textFile_readsFilesFoldersGlobsAndGzip() throws Exception {
        write("in/a.txt", "a1\na2");
        write("in/b.gz", "b1\nb2\n");
        write("in/c.log", "c1");
        write("in/_SUCCESS", "no");
        write("in/.hidden", "no");
        var sc = context();
        assertThat(sc.textFile(folder.resolve("in").toString()).collect())
                .containsExactly("a1", "a2", "b1", "b2", "c1");
        assertThat(sc.textFile(folder.resolve("in/*.{txt,log}").toString(), 5).collect())
                .containsExactly("a1", "a2", "c1");
        assertThat(sc.textFile(folder.resolve("in/b.gz").toString(), 7).collect()).containsExactly("b1", "b2");
        assertThat(sc.textFile(folder.resolve("in/c.log") + "," + folder.resolve("in/a.txt")).collect())
                .containsExactly("a1", "a2", "c1");
        assertThat(sc.textFile(folder.resolve("in/a.txt").toUri().toString()).first()).isEqualTo("a1");
    }

    @Test
    void wholeTextFiles_arePairsOfPathAndText() throws Exception {
        var mixed = write("in/mixed.txt", TEXT);
        var zipped = write("in/zipped.gz", "z");
        var sc = context();
        var expected = List.of(new Tuple2<>(mixed, TEXT.substring(1)), new Tuple2<>(zipped, "z"));
        for (var partitions : List.of(1, 2, 7)) {
            assertThat(sc.wholeTextFiles(folder.resolve("in").toString(), partitions).collect()).isEqualTo(expected);
        }
        assertThat(sc.wholeTextFiles(mixed).keys().collect()).containsExactly(mixed);
    }

    @Test
    void binaryFiles_arePairsOfPathAndBytesWhateverTheirNamesSay() throws Exception {
        var bytes = new byte[] {0, -1, 10, 13, 0};
        var archive = write("in/photos.zip", bytes);
        var zipped = write("in/zipped.gz", bytes);
        write("in/_SUCCESS", "no");
        var sc = context();
        for (var partitions : List.of(1, 2, 7)) {
            var files = sc.binaryFiles(folder.resolve("in").toString(), partitions);
            assertThat(files.getNumPartitions()).isEqualTo(Math.min(2, partitions));
            assertThat(files.keys().collect()).containsExactly(archive, zipped);
            assertThat(files.mapValues(PortableDataStream::toArray).values().collect())
                    .containsExactly(bytes, Files.readAllBytes(Path.of(zipped)));
        }
        var firstInts =
                sc.binaryFiles(archive)
                        .repartition(3)
                        .map(file -> {
                            try (var in = file._2().open()) {
                                return in.readInt();
                            }
                        });
        assertThat(firstInts.collect()).containsExactly(0x00FF0A0D);
    }

    @Test
    void binaryFile_mayBeKeptAndOpenedLaterButMustNotHaveChanged() throws Exception {
        var file = write("late.bin", new byte[] {1, 2, 3});
        var streams = context().binaryFiles(file).values().cache();
        assertThat(streams.first().toArray()).containsExactly(1, 2, 3);
        assertThat(streams.first().getPath()).isEqualTo(file);
        Files.write(Path.of(file), new byte[] {4});
        refused(ErrorCode.INPUT_UNREADABLE, () -> streams.first().open())
                .hasMessageContaining(file)
                .hasMessageContaining("it had 3 bytes");
        refused(ErrorCode.INPUT_UNREADABLE, () -> streams.map(PortableDataStream::toArray).collect())
                .hasMessageContaining("now it has 1 bytes");
    }

    @Test
    void manySmallBinaryFiles_shareTasks() throws Exception {
        for (var i = 0; i < 100; i++) {
            write("in/" + i + ".bin", new byte[4096]);
        }
        var sc = context();
        var files = sc.binaryFiles(folder.resolve("in").toString());
        assertThat(files.getNumPartitions()).isBetween(2, 8);
        assertThat(files.mapValues(file -> file.toArray().length).values().reduce(Integer::sum)).isEqualTo(409_600);
    }

    @Test
    void binaryRecords_areEachReadOnceHoweverFilesAreCut() throws Exception {
        var records = IntStream.range(0, 50).mapToObj(i -> new byte[] {(byte) i, (byte) -i, 7}).toList();
        var whole = new ByteArrayOutputStream();
        records.forEach(whole::writeBytes);
        var plain = write("in/a.bin", whole.toByteArray());
        write("in/b.gz", whole.toByteArray());
        write("in/c.empty", new byte[0]);
        for (var splitBytesMax : List.of("1", "2", "4", "100", "1m")) {
            var sc = context(new SparrowConf().set(Keys.TEXT_SPLIT_BYTES_MAX, splitBytesMax));
            assertThat(sc.binaryRecords(plain, 3).collect()).containsExactlyElementsOf(records);
            assertThat(sc.binaryRecords(folder.resolve("in").toString(), 3).collect()).hasSize(100);
            assertThat(sc.binaryRecords(plain, 150).collect()).containsExactly(whole.toByteArray());
            sc.close();
        }
    }

    @Test
    void binaryRecordThatIsCutShort_isAnErrorWithItsPlace() throws Exception {
        var sc = context();
        for (var name : List.of("short.bin", "short.gz")) {
            var file = write(name, new byte[10]);
            refused(ErrorCode.MALFORMED_INPUT, () -> sc.binaryRecords(file, 4).collect())
                    .hasMessageContaining("binaryRecords at FilesContract.java:")
                    .hasMessageContaining(file)
                    .hasMessageContaining("at byte 8, has 2 bytes of 4");
        }
        refused(ErrorCode.INVALID_ARGUMENT, () -> sc.binaryRecords(folder.toString(), 0))
                .hasMessageContaining("at least 1 byte, not 0");
    }

    @Test
    void emptyFile_hasNoLine() throws Exception {
        var sc = context();
        assertThat(sc.textFile(write("empty.txt", "")).collect()).isEmpty();
        assertThat(sc.textFile(write("bom.txt", "\uFEFF")).collect()).isEmpty();
        assertThat(sc.textFile(write("newline.txt", "\n")).collect()).containsExactly("");
    }

    @Test
    void invalidUtf8_isReplacedAndCounted() throws Exception {
        var file = write("latin1.txt", "gr\u00FC\u00DFe\nplain\n\u00E4\n".getBytes(StandardCharsets.ISO_8859_1));
        var sc = context();
        var events = Events.of(sc);
        assertThat(sc.textFile(file, 1).collect()).containsExactly("gr\uFFFD\uFFFDe", "plain", "\uFFFD");
        assertThat(events.news(Event.Warning.class))
                .singleElement()
                .satisfies(warning -> assertThat(warning.message()).contains("3").contains("UTF-8"));
    }

    @Test
    void invalidUtf8_isRefusedIfConfigured() throws Exception {
        var file = write("latin1.txt", "plain\ngr\u00FC\u00DFe\n".getBytes(StandardCharsets.ISO_8859_1));
        var sc = context(new SparrowConf().set(Keys.TEXT_MALFORMED_FAIL, "fail"));
        refused(ErrorCode.INVALID_TEXT, () -> sc.textFile(file, 1).collect())
                .hasMessageContaining(file)
                .hasMessageContaining("byte 6")
                .hasMessageContaining("sparrow.text.malformed");
        refused(ErrorCode.INVALID_TEXT, () -> sc.wholeTextFiles(file).collect()).hasMessageContaining(file);
    }

    @Test
    void lineOfAHundredMegabytes_isReadUnlessTheLimitIsSmaller() throws Exception {
        var bytes = new byte[100 << 20];
        Arrays.fill(bytes, (byte) 'x');
        bytes[bytes.length - 2] = '\n';
        var file = write("long.txt", bytes);
        assertThat(context().textFile(file, 3).map(String::length).collect()).containsExactly(bytes.length - 2, 1);

        var strict = context(new SparrowConf().set(Keys.TEXT_LINE_BYTES_MAX, "64k"));
        refused(ErrorCode.LIMIT_EXCEEDED, () -> strict.textFile(file, 1).count())
                .hasMessageContaining(file)
                .hasMessageContaining("longer than 65536 bytes")
                .hasMessageContaining("sparrow.text.line.max");
    }

    @Test
    void filesThatAreNotThere_areNamed() throws Exception {
        var sc = context();
        var missing = folder.resolve("missing.txt").toString();
        refused(ErrorCode.INPUT_UNREADABLE, () -> sc.textFile(missing)).hasMessageContaining(missing);
        refused(ErrorCode.INPUT_UNREADABLE, () -> sc.wholeTextFiles(missing)).hasMessageContaining(missing);
        var empty = Files.createDirectory(folder.resolve("empty")).toString();
        refused(ErrorCode.INPUT_UNREADABLE, () -> sc.textFile(empty)).hasMessageContaining(empty);
        refused(ErrorCode.INPUT_UNREADABLE, () -> sc.textFile(empty + "/*.txt")).hasMessageContaining("*.txt");
    }

    @Test
    void unreadableFile_isNamed() throws Exception {
        var file = write("secret.txt", "x");
        Files.setPosixFilePermissions(Path.of(file), Set.of());
        var sc = context();
        if (!Files.isReadable(Path.of(file))) { // always readable for root
            refused(ErrorCode.INPUT_UNREADABLE, () -> sc.textFile(file))
                    .hasMessageContaining(file)
                    .hasMessageContaining("permission");
        }
    }

    @Test
    void fileThatChangesBeforeItIsRead_isAnError() throws Exception {
        var sc = context();
        var grown = write("grown.txt", "a\nb\n");
        var gone = write("gone.txt", "a\nb\n");
        var folderNow = write("folder.txt", "a\nb\n");
        var datasets = List.of(sc.textFile(grown), sc.textFile(gone), sc.textFile(folderNow));
        Files.writeString(Path.of(grown), "a\nb\nc\n");
        Files.delete(Path.of(gone));
        Files.delete(Path.of(folderNow));
        Files.createDirectory(Path.of(folderNow));
        for (var dataset : datasets) {
            refused(ErrorCode.INPUT_UNREADABLE, () -> dataset.collect())
                    .hasMessageContaining("textFile at FilesContract.java:")
                    .hasMessageContaining(folder.toString());
        }
    }

    // ---- Writing ----------------------------------------------------------------------------------------------------

    @Test
    void savedText_isReadBackInOrder() throws Exception {
        var target = folder.resolve("new/out");
        var sc = context();
        sc.range(0, 100, 1, 7).saveAsTextFile(target.toString());
        assertThat(files(target)).hasSize(8).startsWith("_SUCCESS", "part-00000").endsWith("part-00006");
        assertThat(files(folder.resolve("new"))).containsExactly("out");
        assertThat(sc.textFile(target.toString()).map(Long::valueOf).collect()).isEqualTo(sc.range(0, 100).collect());
        assertThat(Files.readString(target.resolve("part-00000"))).startsWith("0\n1\n").endsWith("13\n");
    }

    @Test
    void packedText_isReadBackInOrder() throws Exception {
        var target = folder.resolve("packed");
        var sc = context();
        sc.range(0, 100, 1, 7).saveAsTextFile(target.toString(), Compression.GZIP);
        assertThat(files(target)).hasSize(8).startsWith("_SUCCESS", "part-00000.gz");
        assertThat(sc.textFile(target.toString()).map(Long::valueOf).collect()).isEqualTo(sc.range(0, 100).collect());
    }

    @Test
    void elementsOfAllKinds_areSavedAsTheyPrint() throws Exception {
        var target = folder.resolve("out");
        context().parallelize(Arrays.asList("ä€𝄞", null, new Tuple2<>(1, 2.5)), 1).saveAsTextFile(target.toString());
        assertThat(Files.readString(target.resolve("part-00000"))).isEqualTo("ä€𝄞\nnull\n(1,2.5)\n");
    }

    @Test
    void datasetWithoutPartitions_isSavedAsAnEmptyFolder() throws Exception {
        var target = folder.resolve("out");
        context().emptyRdd().saveAsTextFile(target.toString());
        assertThat(files(target)).containsExactly("_SUCCESS");
    }

    @Test
    void existingTarget_isRefusedAndLeftAlone() throws Exception {
        var target = write("out/precious.txt", "x");
        var sc = context();
        for (var existing : List.of(target, folder.resolve("out").toString())) {
            refused(ErrorCode.OUTPUT_EXISTS, () -> sc.range(0, 10).saveAsTextFile(existing))
                    .hasMessageContaining(existing)
                    .hasMessageContaining("exists already");
        }
        assertThat(files(folder)).containsExactly("out");
        assertThat(files(folder.resolve("out"))).containsExactly("precious.txt");
    }

    @Test
    void datasetThatWasReadFromAFolder_isSavedInItsPlace() throws Exception {
        var target = folder.resolve("out").toString();
        var sc = context();
        sc.range(0, 100, 1, 7).saveAsTextFile(target);
        sc.textFile(target).filter(line -> line.endsWith("0")).saveAsTextFile(target, SaveMode.OVERWRITE);
        assertThat(sc.textFile(target).collect()).hasSize(10).endsWith("90");
    }

    @Test
    void failedOverwrite_leavesWhatWasThere() throws Exception {
        var target = folder.resolve("out").toString();
        var sc = context();
        sc.range(3).saveAsTextFile(target);
        var failing = sc.range(0, 100, 1, 7).map(x -> 1 / (x - 50));
        refused(ErrorCode.USER_FUNCTION, () -> failing.saveAsTextFile(target, SaveMode.OVERWRITE));
        assertThat(sc.textFile(target).collect()).containsExactly("0", "1", "2");
    }

    @Test
    void savesAreAddedToAFolder_inTheirOrder() throws Exception {
        var target = folder.resolve("out").toString();
        var sc = context();
        sc.range(0, 10, 1, 3).saveAsTextFile(target, SaveMode.APPEND);
        sc.range(10, 20, 1, 2).saveAsTextFile(target, Compression.GZIP, SaveMode.APPEND);
        sc.range(20, 30, 1, 4).saveAsTextFile(target, SaveMode.APPEND);
        assertThat(sc.textFile(target).map(Long::valueOf).collect()).isEqualTo(sc.range(30).collect());
    }

    @Test
    void failedJob_leavesNothing() throws Exception {
        var failing = context().range(0, 100, 1, 7).map(x -> 1 / (x - 50));
        refused(ErrorCode.USER_FUNCTION, () -> failing.saveAsTextFile(folder.resolve("out").toString()))
                .hasMessageContaining("saveAsTextFile at FilesContract.java:");
        assertThat(files(folder)).isEmpty();
    }
}
