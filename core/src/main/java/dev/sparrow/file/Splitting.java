/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.file;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// The division of files into partitions: a function of their sizes and order alone.
final class Splitting {
    /// Smaller splits than this cost more to start than to read; only `minPartitions` may ask for them.
    static final long WORTHWHILE_BYTES = 64 << 10;

    /// Formats write blocks of this size or larger.
    static final long WORTHWHILE_BLOCK_BYTES = 4 << 20;

    /// What opening a file costs, in bytes that could be read meanwhile.
    private static final long OPEN_COST_BYTES = 4 << 10;

    private static final int SPLITS_MAX = 10_000_000;

    private Splitting() {}

    /// Cuts each plain file into equal ranges, as few as these allow:
    ///
    /// - no range is longer than `splitBytesMax`;
    /// - there are at least `minPartitions` ranges, if the plain files have that many bytes;
    /// - there are at least as many ranges as `cores`, as long as they have `worthwhileBytes` or more.
    ///
    /// What is packed cannot be entered in the middle: such a file is one range, and so is an empty file.
    static List<FileSplit> cut(
            List<FileSplit> files, int minPartitions, long splitBytesMax, int cores, long worthwhileBytes) {
        var whole = files.stream().filter(Splitting::isWhole).count();
        var plainBytes = files.stream().filter(file -> !isWhole(file)).mapToLong(FileSplit::length).sum();
        var splits = new ArrayList<FileSplit>();
        for (var file : files) {
            if (isWhole(file)) {
                splits.add(file);
                continue;
            }
            var bySize = Math.ceilDiv(file.length(), Math.max(1, splitBytesMax));
            var byMinimum = share(minPartitions - whole, file.length(), plainBytes);
            var byCores = Math.min(share(cores, file.length(), plainBytes), file.length() / worthwhileBytes);
            var pieces = Math.min(file.length(), Math.max(Math.max(bySize, byMinimum), Math.max(byCores, 1)));
            addPieces(splits, file, pieces);
        }
        return List.copyOf(splits);
    }

    private static boolean isWhole(FileSplit file) {
        return file.isCompressed() || file.length() == 0;
    }

    /// How many of `count` pieces a part has to give, rounded up; so all parts together give at least `count`.
    private static long share(long count, long part, long total) {
        return BigInteger.valueOf(Math.max(0, count))
                .multiply(BigInteger.valueOf(part))
                .add(BigInteger.valueOf(total - 1))
                .divide(BigInteger.valueOf(total))
                .longValueExact();
    }

    private static void addPieces(List<FileSplit> splits, FileSplit file, long pieces) {
        if (splits.size() + pieces > SPLITS_MAX) {
            throw new SparrowException(
                    ErrorCode.LIMIT_EXCEEDED,
                    "Cutting "
                            + file.path()
                            + " ("
                            + file.length()
                            + " bytes) would make more than "
                            + SPLITS_MAX
                            + " partitions. Ask for fewer, or raise sparrow.text.split.max.");
        }
        for (var piece = 0L; piece < pieces; piece++) {
            var start = border(file.length(), piece, pieces);
            var length = border(file.length(), piece + 1, pieces) - start;
            splits.add(
                    new FileSplit(
                            file.path(),
                            start,
                            length,
                            file.fileLength(),
                            file.modifiedMillis(),
                            file.compression(),
                            file.folders()));
        }
    }

    /// `length * piece / pieces`, without the product's overflow.
    private static long border(long length, long piece, long pieces) {
        return length / pieces * piece + length % pieces * piece / pieces;
    }

    /// As [#group(List, int)], with more groups if [#cut] would want them.
    static List<List<FileSplit>> group(List<FileSplit> files, int minPartitions, long splitBytesMax, int cores) {
        var bytes = files.stream().mapToLong(FileSplit::length).sum();
        var bySize = Math.ceilDiv(bytes, Math.max(1, splitBytesMax));
        var byCores = Math.min(cores, bytes / WORTHWHILE_BYTES);
        return group(files, Math.clamp(Math.max(bySize, byCores), minPartitions, Integer.MAX_VALUE));
    }

    /// Runs of neighbouring files of about equally many bytes: `minPartitions` of them, or one for each file if there
    /// are fewer files.
    static List<List<FileSplit>> group(List<FileSplit> files, int minPartitions) {
        var groups = new ArrayList<List<FileSplit>>();
        var restCost = files.stream().mapToLong(Splitting::cost).sum();
        var next = 0;
        for (var groupsLeft = Math.min(minPartitions, files.size()); groupsLeft > 0; groupsLeft--) {
            var group = new ArrayList<FileSplit>();
            var goal = restCost / groupsLeft;
            var taken = 0L;
            while (files.size() - next >= groupsLeft
                    && (group.isEmpty() || groupsLeft == 1 || taken + cost(files.get(next)) / 2 <= goal)) {
                group.add(files.get(next));
                taken += cost(files.get(next++));
            }
            restCost -= taken;
            groups.add(List.copyOf(group));
        }
        return List.copyOf(groups);
    }

    private static long cost(FileSplit file) {
        return file.length() + OPEN_COST_BYTES;
    }
}
