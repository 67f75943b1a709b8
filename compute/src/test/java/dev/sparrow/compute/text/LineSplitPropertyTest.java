/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.text;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sparrow.compute.TaskCounters;
import dev.sparrow.lineage.SourceData.Malformed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/// However a file is cut, each of its lines is in exactly one split, in order. `-Dseeds=` for more texts.
class LineSplitPropertyTest {
    private static final String[] PIECES = {
        "a", "bc", "\n", "\r\n", "\r", "\n\n", "ü", "€", "😀", "\uFEFF", " ", "x\r"
    };

    @TempDir Path folder;

    @Test
    void everyCut_givesEachLineOnce() throws IOException {
        for (var seed = 0; seed < Integer.getInteger("seeds", 150); seed++) {
            var random = new SplittableRandom(seed);
            var text = randomText(random);
            var file = Files.write(folder.resolve("text" + seed), text.getBytes(UTF_8));
            var expected = linesByTheJdk(text);
            var size = Files.size(file);
            var about = "seed %d, text %s".formatted(seed, text.replace("\r", "\\r").replace("\n", "\\n"));

            for (var border = 0L; border <= size; border++) {
                assertThat(lines(file, random, 0, border, size)).as(about + ", cut at " + border).isEqualTo(expected);
            }
            var everywhere = LongStream.rangeClosed(0, size).toArray();
            assertThat(lines(file, random, everywhere)).as(about + ", cut everywhere").isEqualTo(expected);
            for (var i = 0; i < 10; i++) {
                var borders = randomBorders(random, size);
                assertThat(lines(file, random, borders)).as(about + ", cut at " + List.of(borders)).isEqualTo(expected);
            }
        }
    }

    private static List<String> lines(Path file, SplittableRandom random, long... borders) throws IOException {
        return TextFiles.lines(
                TextFiles.cut(file, borders),
                Malformed.FAIL,
                TextFiles.NO_LIMIT,
                new TaskCounters(),
                random.nextInt(1, 40));
    }

    private static long[] randomBorders(SplittableRandom random, long size) {
        var inner = random.longs(random.nextInt(1, 8), 0, size + 1).sorted();
        return LongStream.concat(LongStream.concat(LongStream.of(0), inner), LongStream.of(size)).toArray();
    }

    private static String randomText(SplittableRandom random) {
        var text = new StringBuilder(random.nextInt(4) == 0 ? "\uFEFF" : "");
        for (var i = random.nextInt(30); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    /// `String.lines` has the same three line ends.
    private static List<String> linesByTheJdk(String text) {
        return new ArrayList<>((text.startsWith("\uFEFF") ? text.substring(1) : text).lines().toList());
    }
}
