/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.coordination.codec.RecordCodec;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.simulation.Stored;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Consumer;

class DiskLogTest {
    private record Note(long number, String text) {}

    private static final RecordCodec CODEC = RecordCodec.of(Note.class);

    /// So small that a test has several segments.
    private static final DiskLog.Limits SMALL = new DiskLog.Limits(1_500, 700, 10_000);

    private static DiskLog open(Folder folder) {
        return DiskLog.open(folder, CODEC, SMALL);
    }

    private static List<Record> recordsIn(Folder folder) {
        try (var log = open(folder)) {
            return log.read().stream().map(Stored::record).toList();
        }
    }

    private static Note note(long number, int length) {
        return new Note(number, "x".repeat(length));
    }

    @Test
    void whatWasForced_isThereAfterARestart(@TempDir Path path) throws Exception {
        var written = new ArrayList<Record>();
        for (var round = 0; round < 5; round++) {
            try (var folder = DiskFolder.open(path.resolve("log"));
                    var log = open(folder)) {
                assertThat(log.read().stream().map(Stored::record)).isEqualTo(written);
                for (var i = 0; i < 20; i++) {
                    var note = note(i, 100 * round);
                    written.add(note);
                    log.append(note);
                    if (i % 3 == 0) {
                        log.force();
                    }
                }
                if (round == 3) {
                    written.subList(0, 50).clear();
                    log.rewrite(written);
                }
            }
        }
    }

    @Test
    void folderInUse_isRefused(@TempDir Path path) throws Exception {
        try (var folder = DiskFolder.open(path)) {
            assertThat(folder.names()).isEmpty();
            assertThatThrownBy(() -> DiskFolder.open(path))
                    .isInstanceOf(SparrowException.class)
                    .hasMessage(
                            "The folder "
                                    + path
                                    + " is in use by another process. Each node needs a folder of its own.");
        }
        DiskFolder.open(path).close();
    }

    @Test
    void recordBeyondTheLimit_isRefused() {
        try (var log = open(new FragileFolder())) {
            assertThatThrownBy(() -> log.append(note(1, 20_000)))
                    .isInstanceOf(SparrowException.class)
                    .hasMessageContaining("is too large for the log in memory: at most 10,000 are possible");
        }
    }

    /// A log with two segments, the second with two groups; made by a rewrite.
    private static FragileFolder sample() {
        var folder = new FragileFolder();
        try (var log = open(folder)) {
            log.append(note(1, 10));
            log.rewrite(List.of(note(2, 700), note(3, 600)));
            log.append(note(4, 300));
            log.force();
            log.append(note(5, 0));
            log.append(note(6, 33));
            log.force();
            log.append(note(7, 11));
            log.force();
        }
        assertThat(folder.names()).containsExactly("0000000000000002-00000000.log", "0000000000000002-00000001.log");
        return folder;
    }

    @Test
    void lastSegmentCutOffAnywhere_losesOnlyGroupsBehindTheCut() {
        var whole = recordsIn(sample());
        var name = "0000000000000002-00000001.log";
        var bytes = sample().bytes(name);
        var seen = new TreeSet<Integer>();
        for (var length = 0; length <= bytes.length; length++) {
            var folder = sample();
            folder.put(name, Arrays.copyOf(bytes, length));
            var left = recordsIn(folder);
            assertThat(whole.subList(0, left.size())).as("cut at %d", length).isEqualTo(left);
            seen.add(left.size());
            try (var log = open(folder)) {
                log.append(note(8, 1));
            }
            assertThat(recordsIn(folder))
                    .hasSize(left.size() + 1)
                    .endsWith(note(8, 1))
                    .startsWith(left.toArray(Record[]::new));
        }
        assertThat(seen).containsExactly(whole.size() - 3, whole.size() - 1, whole.size());
    }

    @Test
    void everyFlippedBit_isFound() {
        for (var name : sample().names()) {
            var bytes = sample().bytes(name);
            for (var bit = 0; bit < 8 * bytes.length; bit++) {
                var folder = sample();
                var changed = bytes.clone();
                changed[bit / 8] ^= (byte) (1 << bit % 8);
                folder.put(name, changed);
                assertThatThrownBy(() -> open(folder))
                        .as("bit %d of %s", bit, name)
                        .isInstanceOfSatisfying(
                                SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_INPUT))
                        .hasMessageStartingWith("The log in memory is damaged: ")
                        .hasMessageContaining("in " + name + " at byte ");
            }
        }
    }

    @Test
    void missingOrSwappedOrStaleFiles_areFound() {
        var first = "0000000000000002-00000000.log";
        var second = "0000000000000002-00000001.log";
        damaged(folder -> folder.delete(first), "the file is missing");
        damaged(folder -> folder.put(second, folder.bytes(first)), "the head of the file is damaged");
        damaged(folder -> folder.put(first, Arrays.copyOf(folder.bytes(first), 1_000)), "others follow");
    }

    private static void damaged(Consumer<FragileFolder> how, String message) {
        var folder = sample();
        how.accept(folder);
        assertThatThrownBy(() -> open(folder)).isInstanceOf(SparrowException.class).hasMessageContaining(message);
    }

    @Test
    void emptySectorBeforeIntactGroups_isDamage_notATornWrite() {
        var folder = new FragileFolder();
        try (var log = DiskLog.open(folder, CODEC, DiskLog.Limits.DEFAULT)) {
            for (var i = 0; i < 10; i++) {
                log.append(note(i, 900));
                log.force();
            }
        }
        var name = folder.names().getFirst();
        for (var sector = 1; sector < 17; sector++) {
            var copy = folder.copy();
            var bytes = copy.bytes(name).clone();
            Arrays.fill(bytes, sector * 512, (sector + 1) * 512, (byte) 0);
            copy.put(name, bytes);
            assertThatThrownBy(() -> open(copy))
                    .as("sector %d", sector)
                    .isInstanceOf(SparrowException.class)
                    .hasMessageContaining("is damaged");
        }
    }

    /// What is there after each acknowledged step; the last is what a step that was broken off would have made.
    private static final class Script {
        private final List<Record> acknowledged = new ArrayList<>();
        private List<Record> underWay = List.of();

        /// @return whether it is through; else the folder has crashed
        boolean run(FragileFolder folder, long seed) {
            var random = new Random(seed);
            try {
                var log = open(folder);
                for (var step = 0; step < 12; step++) {
                    step(log, random, step);
                }
                return true;
            } catch (FragileFolder.Crash _) {
                return false;
            }
        }

        private void step(DiskLog log, Random random, int step) {
            underWay = new ArrayList<>(acknowledged);
            if (random.nextInt(5) == 0) {
                underWay.subList(0, underWay.size() / 2).clear();
                underWay.add(note(step, 2_000));
                log.rewrite(underWay);
            } else {
                for (var i = random.nextInt(3); i >= 0; i--) {
                    var note = note(10L * step + i, random.nextInt(200));
                    underWay.add(note);
                    log.append(note);
                }
                log.force();
            }
            acknowledged.clear();
            acknowledged.addAll(underWay);
        }
    }

    @Test
    void crashBeforeAnyOperation_losesNothingThatWasForced_andLeavesAUsableLog() {
        var crashes = 0;
        for (var seed = 0L; seed < Long.getLong("seeds", 5); seed++) {
            var through = false;
            for (var operation = 0; !through; operation++) {
                var folder = new FragileFolder();
                folder.crashAt(operation);
                var script = new Script();
                through = script.run(folder, seed);
                for (var unforced : FragileFolder.Unforced.values()) {
                    for (var namesKept : new boolean[] {false, true}) {
                        crashes++;
                        check(
                                folder.afterCrash(unforced, namesKept),
                                script,
                                "seed " + seed + ", operation " + operation + ", " + unforced + ", " + namesKept);
                    }
                }
            }
        }
        assertThat(crashes).isGreaterThan(1_000);
    }

    /// Also opens it with a crash before each operation of that.
    private static void check(FragileFolder folder, Script script, String what) {
        for (var operation = 0; operation < 8; operation++) {
            var again = folder.copy();
            again.crashAt(operation);
            try {
                open(again);
            } catch (FragileFolder.Crash _) {
                assertThat(recordsIn(again.afterCrash(FragileFolder.Unforced.LOST, false)))
                        .as(what)
                        .isIn(script.acknowledged, script.underWay);
            }
        }
        var found = recordsIn(folder);
        assertThat(found).as(what).isIn(script.acknowledged, script.underWay);
        try (var log = open(folder)) {
            log.append(note(99, 5));
        }
        assertThat(recordsIn(folder)).as(what).hasSize(found.size() + 1).endsWith(note(99, 5));
    }
}
