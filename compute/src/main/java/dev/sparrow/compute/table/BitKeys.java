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

    private int slotOfBits(long bits) {
        var hash = SlotIndex.mix(bits);
        var place = index.start(hash);
        while (!index.isEmpty(place)) {
            if (index.holds(place, hash)) {
                var slot = index.slot(place);
                if (keys[slot] == bits) {
                    return slot;
                }
            }
            place = index.next(place);
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
