/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.formats.FormatTest;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

class ObjectFilesTest extends FormatTest {
    record Point(int x, double y, String name) {}

    @Test
    void anyElements_comeBackAsTheyWere() {
        var elements =
                Arrays.<Object>asList(
                        1,
                        null,
                        "ä€𝄞",
                        new Point(1, 2.5, null),
                        new Tuple2<>("k", List.of(1, 2)),
                        Map.of("a", new BigDecimal("1.50")),
                        new Point(-1, Double.NaN, ""));

        sc.parallelize(elements, 3).saveAsObjectFile(target("out"));

        assertThat(sc.objectFile(target("out")).collect()).isEqualTo(elements);
        assertThat(sc.objectFile(target("out")).getNumPartitions()).isEqualTo(3);
    }

    @Test
    void manyChunksAndEmptyPartitions_comeBackInOrder() {
        sc.range(0, 300_000, 1, 2).map(x -> "element " + x).saveAsObjectFile(target("out"));
        sc.range(0, 1, 1, 3).saveAsObjectFile(target("small"));

        var read = sc.<String>objectFile(target("out"));

        assertThat(read.count()).isEqualTo(300_000);
        assertThat(read.zipWithIndex().filter(pair -> !pair._1().equals("element " + pair._2())).isEmpty()).isTrue();
        assertThat(sc.<Long>objectFile(target("small")).collect()).containsExactly(0L);
    }

    @Test
    void fileThatIsCutShortAnywhere_isAnErrorThatNamesFileAndByte() throws IOException {
        sc.parallelize(IntStream.range(0, 20).boxed().toList(), 1).saveAsObjectFile(target("out"));
        var whole = Files.readAllBytes(folder.resolve("out/part-00000"));

        for (var length = 0; length < whole.length; length++) {
            var cut = Files.write(folder.resolve("cut-" + length), Arrays.copyOf(whole, length)).toString();
            fails(ErrorCode.INPUT_UNREADABLE, () -> sc.objectFile(cut).count())
                    .hasMessageContaining("cannot read " + cut + ": it is damaged at byte ");
        }
    }

    @Test
    void everyFlippedBit_isFound() throws IOException {
        sc.parallelize(IntStream.range(0, 10).boxed().toList(), 1).saveAsObjectFile(target("out"));
        var whole = Files.readAllBytes(folder.resolve("out/part-00000"));

        for (var bit = 0; bit < whole.length * 8; bit++) {
            var bytes = whole.clone();
            bytes[bit / 8] ^= (byte) (1 << (bit % 8));
            var damaged = Files.write(folder.resolve("damaged-" + bit), bytes).toString();
            fails(ErrorCode.INPUT_UNREADABLE, () -> sc.objectFile(damaged).collect()).hasMessageContaining(damaged);
        }
    }

    @Test
    void whatFollowsTheEnd_isFound() throws IOException {
        sc.parallelize(List.of(1, 2), 1).saveAsObjectFile(target("out"));
        var whole = Files.readAllBytes(folder.resolve("out/part-00000"));
        var longer = Files.write(folder.resolve("longer"), Arrays.copyOf(whole, whole.length + 1)).toString();

        fails(ErrorCode.INPUT_UNREADABLE, () -> sc.objectFile(longer).count())
                .hasMessageContaining(
                        longer + ": it is damaged at byte " + whole.length + ": something follows its end.");
    }

    @Test
    void otherFile_isNamed() throws IOException {
        var text = file("text.txt", "not an object file at all");

        fails(ErrorCode.INPUT_UNREADABLE, () -> sc.objectFile(text).count())
                .hasMessageContaining("objectFile at ObjectFilesTest.java:")
                .hasMessageContaining(text + ": it is damaged at byte 0: it does not begin as object files do");
    }
}
