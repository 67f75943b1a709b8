/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.table;

import dev.sparrow.compute.UserFailure;
import dev.sparrow.storage.columnar.ElementSize;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Keys that are objects, by their `hashCode` and `equals`.
abstract sealed class HashedKeys extends DistinctKeys permits StringKeys, ObjectKeys {

    /// A key that would be found behind so many others is among the crowded ones. Good hashes do not come near.
    private static final int PROBES_MAX = 128;

    /// In place of the place of such a key.
    private static final int CROWDED = -1;

    private Object[] keys = new Object[ArrayGrowth.LENGTH_MIN];
    private int[] hashes = new int[ArrayGrowth.LENGTH_MIN];

    /// About what the keys themselves take.
    private long objectBytes;

    /// Keys whose hashes are equal or too near: the JDK's map makes trees of those that can be compared, so they do not
    /// take the square of their number of steps.
    private final Map<Object, Integer> crowded = new HashMap<>();

    HashedKeys(SlotIndex index) {
        super(index);
    }

    /// Whether the representation can hold the key.
    abstract boolean holds(Object key);

    abstract int hash(Object key);

    /// Called before a new key gets its number.
    ///
    /// @throws dev.sparrow.error.SparrowException if it is none
    abstract void admit(Object key);

    abstract boolean equal(Object key, Object other);

    @Override
    final int slot(Object key) {
        return holds(key) ? slot(key, hash(key)) : REFUSED;
    }

    @Override
    final int slots(Window window, int from, int[] slots) {
        if (!window.kind().equals(Kind.Leaf.OBJECT)) {
            return super.slots(window, from, slots);
        }
        var wanted = window.objects(0);
        var row = from;
        try {
            for (; row < window.size(); row++) {
                if (!holds(wanted[row])) {
                    slots[row] = REFUSED;
                    return row;
                }
                slots[row] = slot(wanted[row], hash(wanted[row]));
            }
            return row;
        } catch (RuntimeException e) {
            throw new UserFailure.OfElement(wanted[row], e);
        }
    }

    @Override
    final int find(Object key) {
        return holds(key) ? find(key, hash(key)) : KeyTable.ABSENT;
    }

    /// The number of a key that the representation can hold.
    private int slot(Object key, int hash) {
        var place = place(key, hash);
        if (place == CROWDED) {
            var slot = crowded.get(key);
            return slot == null ? addedToCrowd(key, hash) : slot;
        }
        var slot = index.at(place);
        if (slot != SlotIndex.EMPTY) {
            return slot;
        }
        admit(key);
        return added(key, hash, index.append(place));
    }

    private int find(Object key, int hash) {
        var place = place(key, hash);
        return place == CROWDED ? crowded.getOrDefault(key, KeyTable.ABSENT) : index.at(place);
    }

    /// Where the key is, or the empty place where it would be, or [#CROWDED].
    private int place(Object key, int hash) {
        var place = index.start(hash);
        for (var probes = 0; probes < PROBES_MAX; probes++) {
            var slot = index.at(place);
            if (slot == SlotIndex.EMPTY || (hashes[slot] == hash && equal(key, keys[slot]))) {
                return place;
            }
            place = index.next(place);
        }
        return CROWDED;
    }

    private int addedToCrowd(Object key, int hash) {
        admit(key);
        var slot = index.append();
        crowded.put(key, slot);
        return added(key, hash, slot);
    }

    private int added(Object key, int hash, int slot) {
        if (slot == keys.length) {
            keys = Arrays.copyOf(keys, ArrayGrowth.length(slot));
            hashes = Arrays.copyOf(hashes, keys.length);
        }
        keys[slot] = key;
        objectBytes += ElementSize.of(key);
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
            putAgain(slot);
        }
    }

    private void putAgain(int slot) {
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
    final long bytesWith(int more) {
        var ofObjects = index.size() == 0 ? 0 : objectBytes + objectBytes / index.size() * more;
        return ofObjects
                + (Kind.Leaf.OBJECT.bytes() + Integer.BYTES) * ArrayGrowth.lengthWith(keys.length, index.size(), more)
                + index.bytesWith(more);
    }

    @Override
    final Object key(int slot) {
        return keys[slot];
    }

    @Override
    final Kind kind() {
        return Kind.Leaf.OBJECT;
    }

    @Override
    final void copy(int from, int count, Window into) {
        System.arraycopy(keys, from, into.objects(0), 0, count);
    }
}
