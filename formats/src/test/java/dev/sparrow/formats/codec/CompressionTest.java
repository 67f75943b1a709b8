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
                    .hasMessageContaining("cannot read " + cut + ": it is damaged, cut short or no")
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
