/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.table;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import java.util.Arrays;

/// Finds the numbers of keys by their hashes: open addressing with linear probing (Knuth, TAOCP 3, §6.4, algorithm L).
/// The keys themselves are elsewhere, in the order of their numbers, as in Hettinger's compact dictionaries (Python,
/// 2012), so the table's order says nothing about theirs.
///
/// An entry holds the hash beside the number: keys of other hashes are passed over without a look at them, and growing
/// needs no key at all.
///
/// To look a key up, walk the entries from [#start] on with [#next] until [#isEmpty], comparing the key of [#slot]
/// where [#holds] the hash; then [#append] there.
final class SlotIndex {

    /// What an index can hold at most: three of four places of the largest array.
    static final int SLOTS_MAX = 3 << 28;

    private static final int PLACES_MIN = 16;

    private final int slotsMax;

    /// Hash in the upper half, number plus 1 in the lower; 0 if empty.
    private long[] entries = new long[PLACES_MIN];

    private int size;

    /// Hashes are taken from their upper end, which mixing makes the best one.
    private int shift = Integer.SIZE - Integer.numberOfTrailingZeros(PLACES_MIN);

    SlotIndex(int slotsMax) {
        this.slotsMax = slotsMax;
    }

    /// Spreads any bits, such as those of consecutive or equidistant numbers, over 32 (the finaliser of Stafford,
    /// variant 13, which `java.util.SplittableRandom` uses too).
    static int mix(long bits) {
        var mixed = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return (int) (mixed >>> 32);
    }

    int size() {
        return size;
    }

    int start(int hash) {
        return hash >>> shift;
    }

    int next(int place) {
        return (place + 1) & (entries.length - 1);
    }

    boolean isEmpty(int place) {
        return entries[place] == 0;
    }

    boolean holds(int place, int hash) {
        return (int) (entries[place] >>> Integer.SIZE) == hash;
    }

    int slot(int place) {
        return (int) entries[place] - 1;
    }

    /// Gives the next number to a key with this hash, whose look-up ended at the empty `place`.
    int append(int place, int hash) {
        if (size == slotsMax) {
            throw new SparrowException(
                    ErrorCode.LIMIT_EXCEEDED,
                    "A partition cannot hold more than "
                            + slotsMax
                            + " different keys in one table. Use more partitions: give the operation a larger number"
                            + " of partitions, or a partitioner that has one.");
        }
        var slot = size++;
        entries[place] = entry(hash, slot);
        if (size > entries.length - entries.length / 4 && size < slotsMax) {
            grow();
        }
        return slot;
    }

    private static long entry(int hash, int slot) {
        return (long) hash << Integer.SIZE | (slot + 1);
    }

    private void grow() {
        var old = entries;
        entries = new long[old.length * 2];
        shift--;
        for (var entry : old) {
            if (entry != 0) {
                var place = start((int) (entry >>> Integer.SIZE));
                while (entries[place] != 0) {
                    place = next(place);
                }
                entries[place] = entry;
            }
        }
    }

    /// How many entries lie before the empty place at which the look-up of an absent key with this hash ends.
    int probes(int hash) {
        var probes = 0;
        for (var place = start(hash); !isEmpty(place); place = next(place)) {
            probes++;
        }
        return probes;
    }

    /// The length for arrays that run beside the index and shall hold one more than `length`.
    int grownLength(int length) {
        return (int) Math.min(Math.max(PLACES_MIN, length * 2L), Math.max(slotsMax, 1));
    }

    long[] grown(long[] column) {
        return Arrays.copyOf(column, grownLength(column.length));
    }

    Object[] grown(Object[] column) {
        return Arrays.copyOf(column, grownLength(column.length));
    }
}
