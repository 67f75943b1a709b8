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
final class TupleKeys extends Keys {
    private static final long MULTIPLIER = 0xbf58476d1ce4e5b9L;
    private static final int ROTATION = 32;

    private final Kind.Struct kind;
    private final List<KeyForm> forms;

    /// The bits of each part, by the numbers of the keys.
    private final long[][] parts;

    /// A key on its way in or out.
    private final Window one;

    private final long[] wanted;

    private long[][] bits;
    private long[] hashes = new long[0];

    private TupleKeys(Kind.Struct kind, List<KeyForm> forms, SlotIndex index) {
        super(index);
        this.kind = kind;
        this.forms = forms;
        this.parts = new long[forms.size()][Grown.LENGTH_MIN];
        this.one = new Window(kind, 1);
        this.wanted = new long[forms.size()];
        this.bits = new long[forms.size()][0];
    }

    /// Null if a key is no such tuple.
    static TupleKeys suiting(Object key, SlotIndex index) {
        if (!(Kind.of(key) instanceof Kind.Struct kind)) {
            return null;
        }
        var leaves = kind.leafKinds();
        var forms = leaves.stream().map(KeyForm::ofAll).toList();
        return forms.contains(null) ? null : new TupleKeys(kind, forms, index);
    }

    @Override
    int slot(Object key) {
        return open(key) ? slotOfWanted() : REFUSED;
    }

    @Override
    int find(Object key) {
        return open(key) ? index.at(place(hash(wanted))) : KeyTable.ABSENT;
    }

    /// Writes the bits of a key to `wanted`; false if it is of another kind.
    private boolean open(Object key) {
        if (!one.set(0, key)) {
            return false;
        }
        one.size(1);
        var bit = new long[1];
        for (var part = 0; part < wanted.length; part++) {
            wanted[part] = forms.get(part).bits(one.leaf(part), 1, bit)[0];
        }
        return true;
    }

    private static long hash(long[] key) {
        var hash = 0L;
        for (var part : key) {
            hash = mixed(hash, part);
        }
        return hash;
    }

    /// Multiplying carries bits upwards only, so the halves change places.
    private static long mixed(long hash, long part) {
        return Long.rotateLeft((hash ^ part) * MULTIPLIER, ROTATION);
    }

    /// Where the wanted key is, or the empty place where it would be.
    private int place(long hash) {
        var place = index.start(hash);
        for (var slot = index.at(place); slot != SlotIndex.EMPTY && !isWanted(slot); slot = index.at(place)) {
            place = index.next(place);
        }
        return place;
    }

    private boolean isWanted(int slot) {
        for (var part = 0; part < wanted.length; part++) {
            if (parts[part][slot] != wanted[part]) {
                return false;
            }
        }
        return true;
    }

    private int slotOfWanted() {
        var place = place(hash(wanted));
        var found = index.at(place);
        if (found != SlotIndex.EMPTY) {
            return found;
        }
        var slot = index.append(place);
        if (slot == parts[0].length) {
            for (var part = 0; part < parts.length; part++) {
                parts[part] = Arrays.copyOf(parts[part], Grown.length(slot));
            }
        }
        for (var part = 0; part < parts.length; part++) {
            parts[part][slot] = wanted[part];
        }
        if (index.isCrowded()) {
            enlarge();
        }
        return slot;
    }

    private void enlarge() {
        index.enlarge();
        for (var slot = 0; slot < index.size(); slot++) {
            var hash = 0L;
            for (var part : parts) {
                hash = mixed(hash, part[slot]);
            }
            var place = index.start(hash);
            while (index.at(place) != SlotIndex.EMPTY) {
                place = index.next(place);
            }
            index.put(place, slot);
        }
    }

    @Override
    int slots(Window window, int from, int[] slots) {
        if (!window.kind().equals(kind) || from > 0) {
            return super.slots(window, from, slots);
        }
        look(window, slots);
        for (var row = 0; row < window.size(); row++) {
            if (!isAt(row, slots[row])) {
                want(row);
                slots[row] = slotOfWanted();
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
        look(window, slots);
        for (var row = 0; row < window.size(); row++) {
            if (!isAt(row, slots[row])) {
                want(row);
                slots[row] = index.at(place(hashes[row]));
            }
        }
    }

    /// The bits and hashes of keys, and the number at which each one's look-up starts.
    private void look(Window window, int[] slots) {
        var count = window.size();
        if (hashes.length < count) {
            hashes = new long[count];
            bits = new long[bits.length][count];
        }
        Arrays.fill(hashes, 0, count, 0);
        for (var part = 0; part < bits.length; part++) {
            var some = forms.get(part).bits(window.leaf(part), count, bits[part]);
            System.arraycopy(some, 0, bits[part], 0, count);
            for (var row = 0; row < count; row++) {
                hashes[row] = mixed(hashes[row], some[row]);
            }
        }
        index.first(hashes, count, slots);
    }

    private boolean isAt(int row, int slot) {
        if (slot == SlotIndex.EMPTY) {
            return false;
        }
        for (var part = 0; part < parts.length; part++) {
            if (parts[part][slot] != bits[part][row]) {
                return false;
            }
        }
        return true;
    }

    private void want(int row) {
        for (var part = 0; part < wanted.length; part++) {
            wanted[part] = bits[part][row];
        }
    }

    @Override
    long bytesWith(int more) {
        return Long.BYTES * Grown.lengthWith(parts[0].length, index.size(), more) * parts.length
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
        for (var part = 0; part < parts.length; part++) {
            forms.get(part).copy(parts[part], from, count, into.leaf(part));
        }
    }
}
