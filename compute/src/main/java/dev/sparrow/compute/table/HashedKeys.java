/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.table;

import dev.sparrow.storage.columnar.Kind;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Keys that are objects, by their `hashCode` and `equals`.
abstract sealed class HashedKeys extends Keys permits StringKeys, ObjectKeys {

    /// A key that would be found behind so many others is among the crowded ones. Good hashes do not come near.
    private static final int PROBES_MAX = 128;

    private Object[] keys = new Object[Grown.LENGTH_MIN];
    private int[] hashes = new int[Grown.LENGTH_MIN];

    /// Keys whose hashes are equal or too near: the JDK's map makes trees of those that can be compared, so they do not
    /// take the square of their number of steps.
    private final Map<Object, Integer> crowded = new HashMap<>();

    HashedKeys(SlotIndex index) {
        super(index);
    }

    abstract boolean equal(Object key, Object other);

    /// The number of a key that the representation can hold.
    final int slot(Object key, int hash) {
        var place = index.start(hash);
        for (var probes = 0; probes < PROBES_MAX; probes++) {
            var slot = index.at(place);
            if (slot == SlotIndex.EMPTY) {
                return added(key, hash, index.append(place));
            }
            if (hashes[slot] == hash && equal(key, keys[slot])) {
                return slot;
            }
            place = index.next(place);
        }
        var slot = crowded.get(key);
        if (slot == null) {
            slot = index.append();
            crowded.put(key, slot);
            added(key, hash, slot);
        }
        return slot;
    }

    private int added(Object key, int hash, int slot) {
        if (slot == keys.length) {
            keys = Arrays.copyOf(keys, Grown.length(slot));
            hashes = Arrays.copyOf(hashes, keys.length);
        }
        keys[slot] = key;
        hashes[slot] = hash;
        if (index.isCrowded()) {
            enlarge();
        }
        return slot;
    }

    private void enlarge() {
        index.enlarge();
        crowded.clear();
        for (var slot = 0; slot < index.size(); slot++) {
            place(slot);
        }
    }

    private void place(int slot) {
        var place = index.start(hashes[slot]);
        for (var probes = 0; probes < PROBES_MAX; probes++) {
            if (index.at(place) == SlotIndex.EMPTY) {
                index.put(place, slot);
                return;
            }
            place = index.next(place);
        }
        crowded.put(keys[slot], slot);
    }

    @Override
    final Object key(int slot) {
        return keys[slot];
    }

    @Override
    final Kind.Leaf leaf() {
        return Kind.Leaf.OBJECT;
    }

    @Override
    @SuppressWarnings("SuspiciousSystemArraycopy") // an array of objects, see leaf()
    final void copy(int from, int count, Object array) {
        System.arraycopy(keys, from, array, 0, count);
    }
}
