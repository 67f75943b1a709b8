/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.table;

import java.util.Objects;

/// Keys of any classes, by their own `hashCode` and `equals`; also null.
final class ObjectKeys extends Keys {
    private Object[] keys = new Object[0];

    ObjectKeys(SlotIndex index) {
        super(index);
    }

    @Override
    int find(Object key) {
        return slotAt(place(key, SlotIndex.mix(Objects.hashCode(key))));
    }

    /// Where the key is, or the empty place where it would be.
    private int place(Object key, int hash) {
        var place = index.start(hash);
        while (!index.isEmpty(place) && !(index.holds(place, hash) && isSame(key, keys[index.slot(place)]))) {
            place = index.next(place);
        }
        return place;
    }

    @SuppressWarnings(
            "ReferenceEquality") // as in the maps of the JDK, a key is found by itself even if it equals nothing
    private static boolean isSame(Object key, Object held) {
        return key == held || (key != null && key.equals(held));
    }

    @Override
    int slot(Object key) {
        var hash = SlotIndex.mix(Objects.hashCode(key));
        var place = place(key, hash);
        if (!index.isEmpty(place)) {
            return index.slot(place);
        }
        var slot = index.append(place, hash);
        if (slot == keys.length) {
            keys = index.grown(keys);
        }
        keys[slot] = key;
        return slot;
    }

    @Override
    Object key(int slot) {
        return keys[slot];
    }
}
