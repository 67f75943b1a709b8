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
    @SuppressWarnings(
            "ReferenceEquality") // as in the maps of the JDK, a key is found by itself even if it equals nothing
    int slot(Object key) {
        var hash = SlotIndex.mix(Objects.hashCode(key));
        var place = index.start(hash);
        while (!index.isEmpty(place)) {
            if (index.holds(place, hash)) {
                var slot = index.slot(place);
                var other = keys[slot];
                if (key == other || (key != null && key.equals(other))) {
                    return slot;
                }
            }
            place = index.next(place);
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
