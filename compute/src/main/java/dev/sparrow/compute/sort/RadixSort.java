/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.sort;

/// Sorts 64-bit keys as signed numbers and remembers, if asked to, where each came from; stable.
///
/// From the lowest digit to the highest, each time dealing all keys out by one digit (Knuth, TAOCP 3, §5.2.5, algorithm
/// R; counting all digits in one go and 11 bits for a digit as in Herf, "Radix Tricks", 2001). Only the bits in which
/// the keys differ from the least one are cut into digits, evenly, and a digit that all keys share is skipped.
final class RadixSort {
    private static final int DIGIT_BITS_MAX = 11;

    private final Runnable checkpoint;
    private long[] keys;

    /// Null if nobody wants them.
    private int[] places;

    /// @param keys as many as there are; the sort keeps and changes the array
    /// @param checkpoint called between the passes; it may throw to end the sort
    private RadixSort(long[] keys, int[] places, Runnable checkpoint) {
        this.checkpoint = checkpoint;
        this.keys = keys;
        this.places = places;
    }

    /// A sort that remembers no places.
    static RadixSort ofKeys(long[] keys, Runnable checkpoint) {
        return new RadixSort(keys, null, checkpoint);
    }

    static RadixSort ofPlaces(long[] keys, Runnable checkpoint) {
        var places = new int[keys.length];
        for (var i = 0; i < places.length; i++) {
            places[i] = i;
        }
        return new RadixSort(keys, places, checkpoint);
    }

    /// The sorted keys.
    long[] keys() {
        return keys;
    }

    /// Where the sorted keys were before.
    int[] places() {
        return places;
    }

    void sort() {
        if (keys.length == 0) {
            return;
        }
        var least = keys[0];
        var greatest = keys[0];
        var sorted = true;
        for (var i = 1; i < keys.length; i++) {
            var key = keys[i];
            sorted &= keys[i - 1] <= key;
            least = Math.min(least, key);
            greatest = Math.max(greatest, key);
        }
        if (!sorted) {
            // As an unsigned number the difference is right also where it overflows.
            deal(least, Long.SIZE - Long.numberOfLeadingZeros(greatest - least));
        }
    }

    private void deal(long least, int bits) {
        var digits = (bits + DIGIT_BITS_MAX - 1) / DIGIT_BITS_MAX;
        var digitBits = (bits + digits - 1) / digits;
        var counts = count(least, digits, digitBits);
        var otherKeys = new long[keys.length];
        var otherPlaces = places == null ? null : new int[keys.length];
        for (var digit = 0; digit < digits; digit++) {
            checkpoint.run();
            var shift = digit * digitBits;
            if (toOffsets(counts[digit], keys.length)) {
                if (places == null) {
                    deal(least, shift, counts[digit], otherKeys);
                } else {
                    deal(least, shift, counts[digit], otherKeys, otherPlaces);
                }
                var emptied = keys;
                keys = otherKeys;
                otherKeys = emptied;
                var emptiedPlaces = places;
                places = otherPlaces;
                otherPlaces = emptiedPlaces;
            }
        }
    }

    /// How many keys have which digit, for each place of a digit.
    private int[][] count(long least, int digits, int digitBits) {
        var counts = new int[digits][1 << digitBits];
        var mask = (1 << digitBits) - 1;
        for (var key : keys) {
            var rest = key - least;
            for (var count : counts) {
                count[(int) rest & mask]++;
                rest >>>= digitBits;
            }
        }
        return counts;
    }

    /// Makes of counts where each digit's keys begin.
    ///
    /// @return false if all keys have the same digit
    private static boolean toOffsets(int[] counts, int total) {
        var offset = 0;
        for (var digit = 0; digit < counts.length; digit++) {
            var count = counts[digit];
            if (count == total) {
                return false;
            }
            counts[digit] = offset;
            offset += count;
        }
        return true;
    }

    private void deal(long least, int shift, int[] offsets, long[] toKeys) {
        var mask = offsets.length - 1;
        for (var key : keys) {
            toKeys[offsets[(int) ((key - least) >>> shift) & mask]++] = key;
        }
    }

    private void deal(long least, int shift, int[] offsets, long[] toKeys, int[] toPlaces) {
        var fromKeys = keys;
        var fromPlaces = places;
        var mask = offsets.length - 1;
        for (var i = 0; i < fromKeys.length; i++) {
            var key = fromKeys[i];
            var to = offsets[(int) ((key - least) >>> shift) & mask]++;
            toKeys[to] = key;
            toPlaces[to] = fromPlaces[i];
        }
    }
}
