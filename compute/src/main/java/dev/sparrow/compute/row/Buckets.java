/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.pipeline.WindowSource;
import dev.sparrow.compute.table.KeyForm;
import dev.sparrow.storage.block.SpillWriter;
import dev.sparrow.storage.block.SpilledRows;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.value.Tuple2;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Pairs that wait on disk until a table has room for their keys, each with its number: what they make is put in order
/// by that. They are in buckets by the hashes of their keys, so a key is in one bucket with all of its pairs, which
/// keep their order (the grace hash join: Kitsuregawa, Tanaka and Moto-oka 1983).
///
/// A bucket that is too large for a table again is cut into others, by other bits of the hashes.
final class Buckets {
    private static final int BITS = 4;
    private static final int COUNT = 1 << BITS;

    /// As in [dev.sparrow.compute.table.SlotIndex]: the upper bits depend on all bits of a hash.
    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

    private final Room room;
    private final int level;

    /// By input and bucket; null where nothing was written.
    private final SpillWriter[][] writers;

    private long[] bits = new long[0];
    private int[] hashes = new int[0];
    private int[] bucketOf = new int[0];
    private int[] sorted = new int[0];
    private int[] all = new int[0];

    /// What waits in one bucket.
    ///
    /// @param inputs null for each that has nothing
    record Bucket(Room room, int level, List<SpilledRows> inputs) {

        /// The numbered pairs of an input.
        WindowSource windows(int input) {
            var rows = inputs.get(input);
            return rows == null ? () -> null : room.read(rows);
        }

        /// They are not wanted any more.
        void close() {
            inputs.forEach(rows -> {
                if (rows != null) {
                    rows.close();
                }
            });
        }
    }

    /// @param level how often its pairs were in buckets before
    Buckets(Room room, int level, int inputs) {
        this.room = room;
        this.level = level;
        this.writers = new SpillWriter[inputs][COUNT];
    }

    private int bucket(int hash) {
        var shift = Long.SIZE - BITS * (level + 1);
        return shift < 0 ? 0 : (int) (hash * MULTIPLIER >>> shift) & (COUNT - 1);
    }

    void append(int input, long number, Tuple2<?, ?> pair) {
        var key = pair._1();
        writer(input, bucket(key == null ? 0 : key.hashCode())).append((Object) new Tuple2<>(number, pair));
    }

    /// Takes all numbered pairs of a window.
    void append(int input, Window numbered) {
        if (all.length < numbered.size()) {
            all = IntStream.range(0, numbered.size()).toArray();
        }
        append(input, numbered, all, numbered.size());
    }

    /// Takes those numbered pairs of a window that the first `count` of `rows` name.
    void append(int input, Window numbered, int[] rows, int count) {
        if (bucketOf.length < count) {
            bucketOf = new int[count];
            sorted = new int[count];
        }
        hash(numbered.part(1).part(0));
        var ends = new int[COUNT + 1];
        for (var i = 0; i < count; i++) {
            bucketOf[i] = bucket(hashes[rows[i]]);
            ends[bucketOf[i] + 1]++;
        }
        for (var bucket = 0; bucket < COUNT; bucket++) {
            ends[bucket + 1] += ends[bucket];
        }
        for (var i = 0; i < count; i++) {
            sorted[ends[bucketOf[i]]++] = rows[i];
        }
        for (var bucket = 0; bucket < COUNT; bucket++) {
            var from = bucket == 0 ? 0 : ends[bucket - 1];
            if (from < ends[bucket]) {
                var some = Arrays.copyOfRange(sorted, from, ends[bucket]);
                writer(input, bucket).append(numbered, some, some.length);
            }
        }
    }

    private void hash(Window keys) {
        if (hashes.length < keys.size()) {
            hashes = new int[keys.size()];
            bits = new long[keys.size()];
        }
        var form = KeyForm.ofAll(keys.kind());
        if (form != null) {
            form.hashes(form.bits(keys.leaf(0), keys.size(), bits), keys.size(), hashes);
            return;
        }
        for (var row = 0; row < keys.size(); row++) {
            var key = keys.get(row);
            hashes[row] = key == null ? 0 : key.hashCode();
        }
    }

    private SpillWriter writer(int input, int bucket) {
        if (writers[input][bucket] == null) {
            writers[input][bucket] = room.open();
        }
        return writers[input][bucket];
    }

    /// Ends writing.
    ///
    /// @return those that have anything
    List<Bucket> finish() {
        var buckets = new ArrayList<Bucket>();
        for (var bucket = 0; bucket < COUNT; bucket++) {
            var inputs = new ArrayList<SpilledRows>();
            for (var input : writers) {
                inputs.add(input[bucket] == null ? null : room.finish(input[bucket]));
            }
            if (inputs.stream().anyMatch(rows -> rows != null)) {
                buckets.add(new Bucket(room, level, inputs));
            }
        }
        return buckets;
    }
}
