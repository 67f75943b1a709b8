/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.table;

/// Keys that are all strings. As [ObjectKeys], but the JIT knows whose `hashCode` and `equals` it calls.
final class StringKeys extends Keys {
    private Object[] keys = new Object[0];

    StringKeys(SlotIndex index) {
        super(index);
    }

    @Override
    int slot(Object key) {
        return key instanceof String text ? slotOfText(text) : REFUSED;
    }

    private int slotOfText(String key) {
        var hash = SlotIndex.mix(key.hashCode());
        var place = index.start(hash);
        while (!index.isEmpty(place)) {
            if (index.holds(place, hash)) {
                var slot = index.slot(place);
                if (key.equals(keys[slot])) {
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
