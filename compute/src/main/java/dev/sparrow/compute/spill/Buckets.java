/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.spill;

import dev.sparrow.compute.table.KeyForm;
import dev.sparrow.compute.window.RowNumbers;
import dev.sparrow.compute.window.WindowSource;
import dev.sparrow.storage.block.SpillWriter;
import dev.sparrow.storage.block.SpilledRows;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.value.Tuple2;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/// Pairs that wait on disk until a table has room for their keys, each with its number: what they make is put in order
/// by that. They are in buckets by the hashes of their keys, so a key is in one bucket with all of its pairs, which
/// keep their order (the grace hash join: Kitsuregawa, Tanaka and Moto-oka 1983).
///
/// A bucket that is too large for a table again is cut into others, by further bits of the hashes. Where a few tables
/// will do, one after the other, there is just one bucket: it is in order, so numbers are not written.
public final class Buckets {
    private static final int BITS_MAX = 4;

    /// So many tables of pairs wait again and again before buckets are cheaper.
    private static final int TABLES_MAX = 4;

    private final OperatorMemory memory;

    /// How many bits of the hashes are the same in all its pairs, and how many tell the buckets apart.
    private final int bitsBefore;

    private final int bitCount;

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
    /// @param bits of the hashes that are the same in all of it
    public record Bucket(OperatorMemory memory, int bits, List<SpilledRows> inputs) {

        /// In all inputs.
        long rows() {
            return inputs.stream().filter(Objects::nonNull).mapToLong(SpilledRows::rows).sum();
        }

        /// Whether there is no other, so that its pairs are all that wait, in order and without numbers.
        public boolean isInOrder() {
            return bits == 0;
        }

        /// The numbered pairs of an input.
        ///
        /// @param numbers for pairs that have none
        public WindowSource windows(int input, RowNumbers numbers) {
            if (inputs.get(input) == null) {
                return () -> null;
            }
            var rows = memory.read(inputs.get(input));
            if (!isInOrder()) {
                return rows;
            }
            return () -> {
                var window = rows.next();
                return window == null ? null : numbers.of(window);
            };
        }

        /// They are not wanted any more.
        public void close() {
            inputs.stream().filter(Objects::nonNull).forEach(SpilledRows::close);
        }
    }

    private Buckets(OperatorMemory memory, int bitsBefore, int bitCount, int inputs) {
        this.memory = memory;
        this.bitsBefore = bitsBefore;
        this.bitCount = bitCount;
        this.writers = new SpillWriter[inputs][1 << bitCount];
    }

    /// As many as there may be, for nobody knows how much comes.
    public static Buckets many(OperatorMemory memory, int inputs) {
        return new Buckets(memory, 0, BITS_MAX, inputs);
    }

    /// One, for nobody knows how little comes.
    public static Buckets one(OperatorMemory memory, int inputs) {
        return new Buckets(memory, 0, 0, inputs);
    }

    /// For what a table has no room for of a bucket.
    ///
    /// @param keys that found room
    public static Buckets of(Bucket bucket, int keys) {
        var tables = bucket.rows() / Math.max(1, keys);
        var bits = Math.clamp(Long.SIZE - Long.numberOfLeadingZeros(tables), 1, BITS_MAX);
        var inOrder = bucket.isInOrder() && tables <= TABLES_MAX;
        return new Buckets(bucket.memory(), bucket.bits(), inOrder ? 0 : bits, bucket.inputs().size());
    }

    private int bucket(int hash) {
        var shift = Long.SIZE - bitsBefore - bitCount;
        return shift < 0 ? 0 : (int) (mixed(hash) >>> shift) & ((1 << bitCount) - 1);
    }

    /// Each bit depends on all bits of a hash (Appleby, MurmurHash3, 2011), and in another way than in a table: the
    /// keys of a bucket would all meet there at a few places else.
    private static long mixed(int hash) {
        var bits = (hash ^ (long) hash >>> 33) * 0xff51afd7ed558ccdL;
        bits = (bits ^ bits >>> 33) * 0xc4ceb9fe1a85ec53L;
        return bits ^ bits >>> 33;
    }

    public void append(int input, long number, Tuple2<?, ?> pair) {
        if (bitCount == 0) {
            writer(input, 0).append((Object) pair);
            return;
        }
        var key = pair._1();
        writer(input, bucket(key == null ? 0 : key.hashCode())).append((Object) new Tuple2<>(number, pair));
    }

    /// Takes all numbered pairs of a window.
    public void append(int input, Window numbered) {
        if (all.length < numbered.size()) {
            all = IntStream.range(0, numbered.size()).toArray();
        }
        append(input, numbered, all, numbered.size());
    }

    /// Takes those numbered pairs of a window that the first `count` of `rows` name.
    public void append(int input, Window numbered, int[] rows, int count) {
        if (bitCount == 0) {
            writer(input, 0).append(numbered.part(1), rows, count);
            return;
        }
        if (bucketOf.length < count) {
            bucketOf = new int[count];
            sorted = new int[count];
        }
        hash(numbered.part(1).part(0));
        var ends = new int[writers[input].length + 1];
        for (var i = 0; i < count; i++) {
            bucketOf[i] = bucket(hashes[rows[i]]);
            ends[bucketOf[i] + 1]++;
        }
        for (var bucket = 0; bucket < writers[input].length; bucket++) {
            ends[bucket + 1] += ends[bucket];
        }
        for (var i = 0; i < count; i++) {
            sorted[ends[bucketOf[i]]++] = rows[i];
        }
        for (var bucket = 0; bucket < writers[input].length; bucket++) {
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
            writers[input][bucket] = memory.open();
        }
        return writers[input][bucket];
    }

    /// Ends writing.
    ///
    /// @return those that have anything
    public List<Bucket> finish() {
        var buckets = new ArrayList<Bucket>();
        for (var bucket = 0; bucket < 1 << bitCount; bucket++) {
            var inputs = new ArrayList<SpilledRows>();
            for (var input : writers) {
                inputs.add(input[bucket] == null ? null : memory.finish(input[bucket]));
            }
            if (inputs.stream().anyMatch(Objects::nonNull)) {
                buckets.add(new Bucket(memory, bitsBefore + bitCount, inputs));
            }
        }
        return buckets;
    }
}
