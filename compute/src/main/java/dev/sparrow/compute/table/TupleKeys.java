/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.table;

import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;

import java.util.Arrays;
import java.util.List;

/// Keys that are tuples of [KeyForm]s, taken apart. Their own `hashCode` would send `(1, 33)` and `(2, 2)` to one
/// place, and most pairs of small numbers with them.
final class TupleKeys extends DistinctKeys {
    private static final long MULTIPLIER = 0xbf58476d1ce4e5b9L;
    private static final int ROTATION = 32;

    private final Kind.Struct kind;
    private final List<KeyForm> forms;

    /// How many parts a key has.
    private final int width;

    /// The bits of all keys by their numbers, the parts of each one after the other: one look at a key is one line of
    /// the cache.
    private long[] keys;

    /// A key on its way in or out.
    private final Window one;

    /// The bits of keys that are looked up, as [#keys] has them.
    private long[] wanted;

    private long[] hashes = new long[1];
    private long[] part = new long[1];

    private TupleKeys(Kind.Struct kind, List<KeyForm> forms, int keysMax) {
        super(new SlotIndex(Math.min(keysMax, ArrayGrowth.LENGTH_MAX / forms.size())));
        this.kind = kind;
        this.forms = forms;
        this.width = forms.size();
        this.keys = new long[ArrayGrowth.LENGTH_MIN * width];
        this.one = new Window(kind, 1);
        this.wanted = new long[width];
    }

    /// Null if a key is no such tuple.
    static TupleKeys suiting(Object key, int keysMax) {
        if (!(Kind.of(key) instanceof Kind.Struct kind)) {
            return null;
        }
        var leaves = kind.leafKinds();
        var forms = leaves.stream().map(KeyForm::ofAll).toList();
        return forms.contains(null) ? null : new TupleKeys(kind, forms, keysMax);
    }

    @Override
    int slot(Object key) {
        return open(key) ? slotOf(0) : REFUSED;
    }

    @Override
    int find(Object key) {
        return open(key) ? index.at(place(0)) : KeyTable.ABSENT;
    }

    /// Wants one key; false if it is of another kind.
    private boolean open(Object key) {
        if (!one.set(0, key)) {
            return false;
        }
        one.size(1);
        want(one);
        return true;
    }

    /// Writes the bits and hashes of keys.
    private void want(Window window) {
        var count = window.size();
        if (hashes.length < count) {
            hashes = new long[count];
            part = new long[count];
            wanted = new long[count * width];
        }
        Arrays.fill(hashes, 0, count, 0);
        for (var i = 0; i < width; i++) {
            var bits = forms.get(i).bits(window.leaf(i), count, part);
            for (var row = 0; row < count; row++) {
                hashes[row] = mixed(hashes[row], bits[row]);
                wanted[row * width + i] = bits[row];
            }
        }
    }

    /// Multiplying carries bits upwards only, so the halves change places.
    private static long mixed(long hash, long part) {
        return Long.rotateLeft((hash ^ part) * MULTIPLIER, ROTATION);
    }

    /// Where the key that a row wants is, or the empty place where it would be.
    private int place(int row) {
        var place = index.start(hashes[row]);
        for (var slot = index.at(place); slot != SlotIndex.EMPTY && !isAt(row, slot); slot = index.at(place)) {
            place = index.next(place);
        }
        return place;
    }

    private boolean isAt(int row, int slot) {
        var key = slot * width;
        var other = row * width;
        for (var i = 0; i < width; i++) {
            if (keys[key + i] != wanted[other + i]) {
                return false;
            }
        }
        return true;
    }

    private int slotOf(int row) {
        var place = place(row);
        var found = index.at(place);
        if (found != SlotIndex.EMPTY) {
            return found;
        }
        var slot = index.append(place);
        if (keys.length - slot * width < width) {
            keys = Arrays.copyOf(keys, ArrayGrowth.length(keys.length));
        }
        System.arraycopy(wanted, row * width, keys, slot * width, width);
        if (index.isCrowded()) {
            enlarge();
        }
        return slot;
    }

    private void enlarge() {
        index.enlarge();
        for (var slot = 0; slot < index.size(); slot++) {
            var hash = 0L;
            for (var i = 0; i < width; i++) {
                hash = mixed(hash, keys[slot * width + i]);
            }
            index.putAgain(hash, slot);
        }
    }

    @Override
    int slots(Window window, int from, int[] slots) {
        if (!window.kind().equals(kind) || from > 0) {
            return super.slots(window, from, slots);
        }
        want(window);
        index.first(hashes, window.size(), slots);
        for (var row = 0; row < window.size(); row++) {
            if (slots[row] == SlotIndex.EMPTY || !isAt(row, slots[row])) {
                slots[row] = slotOf(row);
            }
        }
        return window.size();
    }

    @Override
    void find(Window window, int[] slots) {
        if (!window.kind().equals(kind)) {
            super.find(window, slots);
            return;
        }
        want(window);
        index.first(hashes, window.size(), slots);
        for (var row = 0; row < window.size(); row++) {
            if (slots[row] != SlotIndex.EMPTY && !isAt(row, slots[row])) {
                slots[row] = index.at(place(row));
            }
        }
    }

    @Override
    long bytesWith(int more) {
        return (long) Long.BYTES * width * ArrayGrowth.lengthWith(keys.length / width, index.size(), more)
                + index.bytesWith(more);
    }

    @Override
    Object key(int slot) {
        copy(slot, 1, one);
        return one.get(0);
    }

    @Override
    Kind kind() {
        return kind;
    }

    @Override
    void copy(int from, int count, Window into) {
        if (part.length < count) {
            part = new long[count];
        }
        for (var i = 0; i < width; i++) {
            for (var key = 0; key < count; key++) {
                part[key] = keys[(from + key) * width + i];
            }
            forms.get(i).copy(part, 0, count, into.leaf(i));
        }
    }
}
