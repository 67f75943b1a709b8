/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.table;

/// Keys of one [KeyForm].
final class BitKeys extends Keys {
    private final KeyForm form;
    private long[] keys = new long[0];

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
        if (!form.fits(key)) {
            return KeyTable.ABSENT;
        }
        var bits = form.bits(key);
        return slotAt(place(bits, SlotIndex.mix(bits)));
    }

    /// Where the key is, or the empty place where it would be.
    private int place(long bits, int hash) {
        var place = index.start(hash);
        while (!index.isEmpty(place) && !(index.holds(place, hash) && keys[index.slot(place)] == bits)) {
            place = index.next(place);
        }
        return place;
    }

    private int slotOfBits(long bits) {
        var hash = SlotIndex.mix(bits);
        var place = place(bits, hash);
        if (!index.isEmpty(place)) {
            return index.slot(place);
        }
        var slot = index.append(place, hash);
        if (slot == keys.length) {
            keys = index.grown(keys);
        }
        keys[slot] = bits;
        return slot;
    }

    @Override
    Object key(int slot) {
        return form.key(keys[slot]);
    }
}
