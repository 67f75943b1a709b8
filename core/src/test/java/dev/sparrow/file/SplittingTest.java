/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.value.Compression;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

final class SplittingTest {
    private static final long KIB = 1 << 10;
    private static final long MIB = 1 << 20;

    @Test
    void smallFile_isCutAsOftenAsMinPartitionsAsks() {
        assertThat(describe(cut(List.of(plain("a", 10)), 3, 64 * MIB, 8))).isEqualTo("a:0+3 a:3+3 a:6+4");
        assertThat(describe(cut(List.of(plain("a", 2)), 5, 64 * MIB, 8))).isEqualTo("a:0+1 a:1+1");
        assertThat(describe(cut(List.of(plain("a", 100)), 1, 64 * MIB, 8))).isEqualTo("a:0+100");
    }

    @Test
    void mediumFile_isCutForTheCores_butNotBelow64KiB() {
        assertThat(cut(List.of(plain("a", 10 * MIB)), 2, 64 * MIB, 8)).hasSize(8);
        assertThat(cut(List.of(plain("a", 200 * KIB)), 2, 64 * MIB, 8)).hasSize(3);
    }

    @Test
    void largeFile_isCutAtTheLimit() {
        assertThat(cut(List.of(plain("a", 64 * MIB * 100 + 1)), 2, 64 * MIB, 8)).hasSize(101);
        assertThat(cut(List.of(plain("a", 3)), 1, 0, 8)).hasSize(3);
    }

    @Test
    void gzipAndEmptyFiles_areOneSplitEach() {
        var files = List.of(gzip("a.gz", 500 * MIB), plain("b", 0), plain("c", 40));

        assertThat(describe(cut(files, 4, 64 * MIB, 8))).isEqualTo("a.gz:0+524288000 b:0+0 c:0+20 c:20+20");
        assertThat(describe(cut(files.subList(0, 2), 4, 64 * MIB, 8))).isEqualTo("a.gz:0+524288000 b:0+0");
    }

    @Test
    void hugeFile_doesNotOverflow() {
        var splits = cut(List.of(plain("a", Long.MAX_VALUE)), 1_000_000, Long.MAX_VALUE, 8);

        assertThat(splits).hasSize(1_000_000);
        assertThat(splits.getLast().end()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void tooManySplits_areRefused() {
        assertThatThrownBy(() -> cut(List.of(plain("a", Long.MAX_VALUE)), 1, 1, 8))
                .hasMessage(
                        "Cutting a (9223372036854775807 bytes) would make more than 10000000 partitions. Ask for"
                                + " fewer, or raise sparrow.text.split.max.");
    }

    @Test
    void randomFiles_areCoveredOnceWithinTheLimits() {
        for (var seed = 0; seed < 500; seed++) {
            var random = new SplittableRandom(seed);
            var files = new ArrayList<FileSplit>();
            for (var i = random.nextInt(1, 8); i > 0; i--) {
                files.add(file("f" + i, random.nextLong(1L << random.nextInt(1, 30)), random.nextInt(4) == 0));
            }
            var minPartitions = random.nextInt(1, 40);
            var splitBytesMax = 1L << random.nextInt(16, 27);
            var splits = cut(files, minPartitions, splitBytesMax, random.nextInt(1, 20));

            assertThat(coveredBytes(splits)).as("seed %d", seed).isEqualTo(coveredBytes(files));
            assertThat(splits)
                    .as("seed %d", seed)
                    .allMatch(split -> split.isCompressed() || split.length() <= splitBytesMax)
                    .allMatch(split -> split.length() > 0 || split.fileLength() == 0);
            var plainBytes = files.stream().filter(file -> !file.isCompressed()).mapToLong(FileSplit::length).sum();
            assertThat(splits.size())
                    .as("seed %d", seed)
                    .isGreaterThanOrEqualTo((int) Math.min(minPartitions, plainBytes));
        }
    }

    /// Fails at a gap or an overlap: each range begins where the one before ends, or a new file begins.
    private static long coveredBytes(List<FileSplit> splits) {
        var covered = 0L;
        var end = 0L;
        var path = "";
        for (var split : splits) {
            assertThat(split.start()).isEqualTo(split.path().equals(path) ? end : 0);
            path = split.path();
            end = split.end();
            covered += split.length();
        }
        return covered;
    }

    @Test
    void wholeFiles_areGroupedByBytesInOrder() {
        var files = List.of(plain("a", 100 * MIB), plain("b", 10 * MIB), plain("c", 10 * MIB), plain("d", 80 * MIB));

        assertThat(describeGroups(Splitting.group(files, 1))).isEqualTo("a b c d");
        assertThat(describeGroups(Splitting.group(files, 2))).isEqualTo("a | b c d");
        assertThat(describeGroups(Splitting.group(files, 3))).isEqualTo("a | b c | d");
        assertThat(describeGroups(Splitting.group(files, 9))).isEqualTo("a | b | c | d");
    }

    @Test
    void wholeFilesOfManyBytes_haveMoreGroupsThanAskedFor() {
        var files = List.of(plain("a", 100 * MIB), plain("b", 10 * MIB), plain("c", 10 * MIB), plain("d", 80 * MIB));

        assertThat(Splitting.group(files, 1, 1000 * MIB, 1)).as("few").hasSize(1);
        assertThat(Splitting.group(files, 1, 100 * MIB, 1)).as("by size").hasSize(2);
        assertThat(Splitting.group(files, 1, 1000 * MIB, 3)).as("by cores").hasSize(3);
        assertThat(Splitting.group(files, 1, 1, 8)).as("no more than files").hasSize(4);
    }

    @Test
    void emptyWholeFiles_areGroupedByCount() {
        var files = List.of(plain("a", 0), plain("b", 0), plain("c", 0), plain("d", 0));

        assertThat(describeGroups(Splitting.group(files, 2))).isEqualTo("a b | c d");
    }

    @Test
    void randomGroups_areCompleteAndNotEmpty() {
        for (var seed = 0; seed < 500; seed++) {
            var random = new SplittableRandom(seed);
            var files = new ArrayList<FileSplit>();
            for (var i = random.nextInt(1, 30); i > 0; i--) {
                files.add(plain("f" + i, random.nextLong(1L << random.nextInt(1, 30))));
            }
            var minPartitions = random.nextInt(1, 40);
            var groups = Splitting.group(files, minPartitions);

            assertThat(groups)
                    .as("seed %d", seed)
                    .hasSize(Math.min(minPartitions, files.size()))
                    .noneMatch(List::isEmpty);
            assertThat(groups.stream().flatMap(List::stream)).as("seed %d", seed).containsExactlyElementsOf(files);
        }
    }

    @Test
    void blocks_areWorthLargerRanges() {
        var files = List.of(plain("a", 100 * KIB), plain("b", 10 * MIB), plain("c", 100 * MIB));
        var splits = Splitting.cut(files, 1, 64 * MIB, 8, Splitting.WORTHWHILE_BLOCK_BYTES);
        assertThat(splits.stream().map(FileSplit::path).collect(Collectors.joining())).isEqualTo("ab" + "c".repeat(8));
    }

    private static List<FileSplit> cut(List<FileSplit> files, int minPartitions, long splitBytesMax, int cores) {
        return Splitting.cut(files, minPartitions, splitBytesMax, cores, Splitting.WORTHWHILE_BYTES);
    }

    private static String describe(List<FileSplit> splits) {
        return splits.stream()
                .map(split -> split.path() + ":" + split.start() + "+" + split.length())
                .collect(Collectors.joining(" "));
    }

    private static String describeGroups(List<List<FileSplit>> groups) {
        return groups.stream()
                .map(group -> group.stream().map(FileSplit::path).collect(Collectors.joining(" ")))
                .collect(Collectors.joining(" | "));
    }

    private static FileSplit plain(String path, long length) {
        return file(path, length, false);
    }

    private static FileSplit gzip(String path, long length) {
        return file(path, length, true);
    }

    private static FileSplit file(String path, long length, boolean gzip) {
        return new FileSplit(path, 0, length, length, 0, gzip ? Compression.GZIP : Compression.NONE);
    }
}
