/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.table;

import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;

import java.util.Arrays;

/// Keys of one [KeyForm].
final class BitKeys extends DistinctKeys {
    private final KeyForm form;

    /// The key of each number; the first is of none, so that [SlotIndex#EMPTY] is the number of one too.
    private long[] keys = new long[ArrayGrowth.LENGTH_MIN];

    private long[] bits = new long[0];
    private int[] others = new int[0];
    private int[] places = new int[0];

    BitKeys(KeyForm form, SlotIndex index) {
        super(index);
        this.form = form;
    }

    @Override
    int slot(Object key) {
        return form.fits(key) ? slotOfBits(form.bits(key)) : REFUSED;
    }

    @Override
    int find(Object key) {
        return form.fits(key) ? index.at(place(form.bits(key))) : KeyTable.ABSENT;
    }

    /// Where the key is, or the empty place where it would be.
    private int place(long wanted) {
        var place = index.start(wanted);
        for (var slot = index.at(place); slot != SlotIndex.EMPTY && keys[slot + 1] != wanted; slot = index.at(place)) {
            place = index.next(place);
        }
        return place;
    }

    private int slotOfBits(long wanted) {
        var place = place(wanted);
        var found = index.at(place);
        if (found != SlotIndex.EMPTY) {
            return found;
        }
        var slot = index.append(place);
        if (slot + 1 == keys.length) {
            keys = Arrays.copyOf(keys, ArrayGrowth.length(keys.length));
        }
        keys[slot + 1] = wanted;
        if (index.isCrowded()) {
            enlarge();
        }
        return slot;
    }

    private void enlarge() {
        index.enlarge();
        for (var slot = 0; slot < index.size(); slot++) {
            index.putAgain(keys[slot + 1], slot);
        }
    }

    @Override
    int slots(Window window, int from, int[] slots) {
        if (window.kind() != form.leaf() || from > 0) {
            return super.slots(window, from, slots);
        }
        var wanted = look(window, slots);
        var missed = compare(wanted, window.size(), slots, keys, others);
        for (var i = 0; i < missed; i++) {
            slots[others[i]] = slotOfBits(wanted[others[i]]);
        }
        return window.size();
    }

    @Override
    void find(Window window, int[] slots) {
        if (window.kind() != form.leaf()) {
            super.find(window, slots);
            return;
        }
        var wanted = look(window, slots);
        var left = compareFound(wanted, window.size(), slots, keys, others);
        for (var i = 0; i < left; i++) {
            places[i] = index.start(wanted[others[i]]);
        }
        while (left > 0) {
            left = probe(wanted, left, slots);
        }
    }

    /// Looks at the next place of each of the first `count` of `others`, and returns how many are left after it: again
    /// no row waits for another.
    @SuppressWarnings("ShortCircuitBoolean") // not a branch
    private int probe(long[] wanted, int count, int[] slots) {
        for (var i = 0; i < count; i++) {
            places[i] = index.next(places[i]);
            slots[others[i]] = index.at(places[i]);
        }
        var left = 0;
        for (var i = 0; i < count; i++) {
            var row = others[i];
            var slot = slots[row];
            others[left] = row;
            places[left] = places[i];
            left += slot != SlotIndex.EMPTY & keys[slot + 1] != wanted[row] ? 1 : 0;
        }
        return left;
    }

    /// The bits of keys, and the number at which each one's look-up starts.
    private long[] look(Window window, int[] slots) {
        var count = window.size();
        if (others.length < count) {
            others = new int[count];
            places = new int[count];
            bits = new long[count];
        }
        var wanted = form.bits(window.leaf(0), count, bits);
        index.first(wanted, count, slots);
        return wanted;
    }

    /// Writes the rows whose key is not that of their number to `others`, and returns how many there are. New keys stay
    /// in the order of their rows. Nothing here depends on an earlier round, nor on a guess of the processor.
    @SuppressWarnings("ShortCircuitBoolean") // not a branch
    private static int compare(long[] wanted, int count, int[] slots, long[] keys, int[] others) {
        var missed = 0;
        for (var row = 0; row < count; row++) {
            var slot = slots[row];
            others[missed] = row;
            missed += slot == SlotIndex.EMPTY | keys[slot + 1] != wanted[row] ? 1 : 0;
        }
        return missed;
    }

    /// As [#compare], but only rows that have a number, which is another key's: where a look-up starts at an empty
    /// place, there is no such key.
    @SuppressWarnings("ShortCircuitBoolean") // not a branch
    private static int compareFound(long[] wanted, int count, int[] slots, long[] keys, int[] others) {
        var missed = 0;
        for (var row = 0; row < count; row++) {
            var slot = slots[row];
            others[missed] = row;
            missed += slot != SlotIndex.EMPTY & keys[slot + 1] != wanted[row] ? 1 : 0;
        }
        return missed;
    }

    @Override
    long bytesWith(int more) {
        return Long.BYTES * ArrayGrowth.lengthWith(keys.length, index.size() + 1, more) + index.bytesWith(more);
    }

    @Override
    Object key(int slot) {
        return form.key(keys[slot + 1]);
    }

    @Override
    Kind kind() {
        return form.leaf();
    }

    @Override
    void copy(int from, int count, Window into) {
        form.copy(keys, from + 1, count, into.leaf(0));
    }
}
