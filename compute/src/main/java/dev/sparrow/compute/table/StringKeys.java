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

    @Override
    int find(Object key) {
        return key instanceof String text ? slotAt(place(text, SlotIndex.mix(text.hashCode()))) : KeyTable.ABSENT;
    }

    /// Where the key is, or the empty place where it would be.
    private int place(String key, int hash) {
        var place = index.start(hash);
        while (!index.isEmpty(place) && !(index.holds(place, hash) && key.equals(keys[index.slot(place)]))) {
            place = index.next(place);
        }
        return place;
    }

    private int slotOfText(String key) {
        var hash = SlotIndex.mix(key.hashCode());
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
