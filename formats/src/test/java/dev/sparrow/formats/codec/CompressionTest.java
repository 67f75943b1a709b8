/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.formats.FormatTest;
import dev.sparrow.value.Compression;
import dev.sparrow.value.StorageLevel;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

class CompressionTest extends FormatTest {
    private final Random random = new Random(11);

    @ParameterizedTest
    @EnumSource
    void packedText_isReadBack(Compression compression) throws IOException {
        var lines = IntStream.range(0, 10_000).mapToObj(i -> "line " + i + " " + random.nextLong()).toList();

        sc.parallelize(lines, 3).saveAsTextFile(target("out"), compression);

        assertThat(names(target("out")))
                .containsExactly(
                        "_SUCCESS",
                        "part-00000" + compression.extension(),
                        "part-00001" + compression.extension(),
                        "part-00002" + compression.extension());
        assertThat(sc.textFile(target("out")).collect()).isEqualTo(lines);
        assertThat(sc.wholeTextFiles(target("out")).values().reduce(String::concat))
                .isEqualTo(String.join("\n", lines) + "\n");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void fileThatIsCutShort_isAnErrorAndNeverAnEarlyEnd(Compression compression) throws IOException {
        var lines = IntStream.range(0, 200).mapToObj(i -> "line " + random.nextInt()).toList();
        sc.parallelize(lines, 1).saveAsTextFile(target("out"), compression);
        var whole = Files.readAllBytes(folder.resolve("out/part-00000" + compression.extension()));

        for (var length = 0; length < whole.length; length += 37) {
            var cut = folder.resolve("cut-" + length + compression.extension());
            Files.write(cut, Arrays.copyOf(whole, length));
            fails(ErrorCode.INPUT_UNREADABLE, () -> sc.textFile(cut.toString()).count())
                    .hasMessageContaining("cannot read " + cut + ": it is damaged, cut short or not a")
                    .hasMessageNotContaining("null");
        }
    }

    @ParameterizedTest
    @EnumSource
    void emptyPart_isReadBackAsNothing(Compression compression) {
        sc.parallelize(List.of("one"), 3).saveAsTextFile(target("out"), compression);

        assertThat(sc.textFile(target("out")).collect()).containsExactly("one");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void damagedFile_isAnErrorOrWhole(Compression compression) throws IOException {
        var lines = IntStream.range(0, 200).mapToObj(i -> "line " + random.nextInt()).toList();
        sc.parallelize(lines, 1).saveAsTextFile(target("out"), compression);
        var whole = Files.readAllBytes(Path.of(target("out"), "part-00000" + compression.extension()));

        for (var i = 0; i < 60; i++) {
            var bytes = whole.clone();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            var damaged = Files.write(folder.resolve("damaged-" + i + compression.extension()), bytes);
            try {
                assertThat(sc.textFile(damaged.toString()).collect()).isEqualTo(lines);
            } catch (dev.sparrow.error.SparrowException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.INPUT_UNREADABLE);
                assertThat(e).hasMessageContaining(damaged.toString());
            }
        }
    }

    private byte[] packed(Compression compression, String name, String line) throws IOException {
        sc.parallelize(List.of(line), 1).saveAsTextFile(target(name), compression);
        return Files.readAllBytes(Path.of(target(name), "part-00000" + compression.extension()));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /// A program that appends writes one packed whole behind the other.
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void whatFollowsAPackedWhole_isReadOrAnError(Compression compression) throws IOException {
        var first = packed(compression, "first", "one");
        var second = packed(compression, "second", "two");
        var file = folder.resolve("both" + compression.extension());
        Files.write(file, joined(first, second));
        assertThat(sc.textFile(file.toString()).collect()).containsExactly("one", "two");

        for (var at = 0; at < second.length; at++) {
            var damaged = second.clone();
            damaged[at] ^= 1;
            var cut = Arrays.copyOf(second, at);
            for (var rest : at == 0 ? List.of(damaged) : List.of(damaged, cut)) {
                Files.write(file, joined(first, rest));
                try {
                    assertThat(sc.textFile(file.toString()).collect()).as("byte " + at).containsExactly("one", "two");
                } catch (dev.sparrow.error.SparrowException e) {
                    assertThat(e.code()).isEqualTo(ErrorCode.INPUT_UNREADABLE);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void whatIsNothingPacked_isAnErrorBehindIt(Compression compression) throws IOException {
        var whole = packed(compression, "whole", "one");
        var file = folder.resolve("garbage" + compression.extension());
        for (var garbage : List.of("x", "xyz", "something else", "\0x", "\37")) {
            Files.write(file, joined(whole, garbage.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)));
            fails(ErrorCode.INPUT_UNREADABLE, () -> sc.textFile(file.toString()).collect())
                    .as("behind it: " + garbage)
                    .hasMessageContaining("it is damaged, cut short or not a");
        }
    }

    /// What goes to disk for want of memory, and what is kept there.
    @ParameterizedTest
    @EnumSource
    void spilledData_arePacked(Compression compression) {
        context("sparrow.spill.compression", compression.name().toLowerCase(Locale.ROOT));
        var words = sc.range(0, 30_000, 1, 2).map(row -> "word number " + row % 100);
        words.persist(StorageLevel.DISK_ONLY);
        assertThat(words.count()).isEqualTo(30_000);
        var onDisk = sc.storageStatus().getFirst().bytesOnDisk();
        assertThat(onDisk > 0 && onDisk < 200_000).isEqualTo(compression != Compression.NONE);
        assertThat(words.countByValue()).hasSize(100).containsEntry("word number 7", 300L);
    }
}
