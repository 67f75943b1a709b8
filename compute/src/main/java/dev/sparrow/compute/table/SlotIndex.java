/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.table;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

/// Finds the numbers of keys by 64 bits of each: open addressing with linear probing (Knuth, TAOCP 3, §6.4, algorithm
/// L). The keys themselves are elsewhere, in the order of their numbers, as in Hettinger's compact dictionaries
/// (Python, 2012), so the table's order says nothing about theirs.
///
/// A place holds a number and nothing else: of a table of a million keys neither places nor keys fit the cache that a
/// core has for itself, so small ones are worth more than hashes that would spare a look at other keys.
///
/// To look a key up, walk the places from [#start] on with [#next] until [#at] has [#EMPTY], comparing keys; then
/// [#append] there. When the index [#isCrowded], [#enlarge] it and [#putAgain] all numbers.
final class SlotIndex {

    /// What an index can hold at most: half of the places of the largest array.
    static final int SLOTS_MAX = 1 << 29;

    /// What is at a place that has no number.
    static final int EMPTY = KeyTable.ABSENT;

    private static final int PLACES_MIN = 16;

    /// The golden ratio: the upper bits of a product depend on all bits of the key, and those of consecutive keys,
    /// which are the most common ones, hardly ever meet (Fibonacci hashing: Knuth, TAOCP 3, §6.4).
    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

    private final int slotsMax;

    /// One more than the number, or 0, so that a new array is empty.
    private int[] places = new int[PLACES_MIN];

    private int shift = Long.SIZE - Integer.numberOfTrailingZeros(PLACES_MIN);
    private int size;

    SlotIndex(int slotsMax) {
        this.slotsMax = slotsMax;
    }

    int size() {
        return size;
    }

    /// About what it takes with so many more numbers, and while it grows for them.
    long bytesWith(int more) {
        var enlarged = size + more > places.length / 2 ? 2L * places.length : 0;
        return Integer.BYTES * (places.length + enlarged);
    }

    int start(long bits) {
        return start(bits, shift);
    }

    private static int start(long bits, int shift) {
        return (int) ((bits * MULTIPLIER) >>> shift);
    }

    int next(int place) {
        return (place + 1) & (places.length - 1);
    }

    /// The number at a place, or [#EMPTY].
    int at(int place) {
        return places[place] - 1;
    }

    /// For each of `count` keys the number where its look-up starts, or [#EMPTY]; mostly it is that of the key. No
    /// round waits for another, so the processor fetches many places at a time.
    void first(long[] bits, int count, int[] slots) {
        var from = places;
        var by = shift;
        for (var row = 0; row < count; row++) {
            slots[row] = from[start(bits[row], by)] - 1;
        }
    }

    /// Gives the next number to a key whose look-up ended at the empty `place`.
    int append(int place) {
        var slot = append();
        places[place] = slot + 1;
        return slot;
    }

    /// Gives the next number to a key that is found in another way.
    int append() {
        if (size == slotsMax) {
            throw new SparrowException(
                    ErrorCode.LIMIT_EXCEEDED,
                    "A partition cannot hold more than "
                            + slotsMax
                            + " different keys in one table. Use more partitions: give the operation a larger number"
                            + " of partitions, or a partitioner that has one.");
        }
        return size++;
    }

    /// Whether look-ups take long because more than half of the places are taken.
    boolean isCrowded() {
        return size > places.length / 2 && size < slotsMax;
    }

    /// Doubles the places and empties them. What numbers there are is not forgotten.
    void enlarge() {
        places = new int[places.length * 2];
        shift--;
    }

    /// Puts a number that was given at the first empty place from where its look-up starts.
    void putAgain(long bits, int slot) {
        var place = start(bits);
        while (at(place) != EMPTY) {
            place = next(place);
        }
        put(place, slot);
    }

    /// Puts a number that was given at an empty place.
    void put(int place, int slot) {
        places[place] = slot + 1;
    }
}
