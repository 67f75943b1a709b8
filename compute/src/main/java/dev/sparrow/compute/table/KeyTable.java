/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.table;

import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;

import java.util.Arrays;

/// Numbers distinct keys in the order of their first occurrence: 0, 1, 2, … Equal is what the keys' `equals` says, so
/// `Integer` 1 and `Long` 1 are two keys. A key may be null.
///
/// As long as all keys are `Long`, or all `Integer`, all `Double`, or all tuples of the same of these, they are held as
/// primitives, and such a key comes back as another, equal object. Who keeps values beside the table appends one
/// whenever [#slot] returns their count.
public final class KeyTable {

    /// What [#find] returns for a key that the table does not hold.
    public static final int ABSENT = -1;

    private final int keysMax;

    /// Null before the first key.
    private DistinctKeys keys;

    public KeyTable() {
        this(SlotIndex.SLOTS_MAX);
    }

    KeyTable(int keysMax) {
        this.keysMax = keysMax;
    }

    public int size() {
        return keys == null ? 0 : keys.index.size();
    }

    /// The number of a key, which is `size()` before the call if the key is new.
    ///
    /// @throws dev.sparrow.error.SparrowException if there are too many keys
    public int slot(Object key) {
        var slot = keys == null ? DistinctKeys.REFUSED : keys.slot(key);
        return slot == DistinctKeys.REFUSED ? slotOfOther(key) : slot;
    }

    /// The number of a key, or [#ABSENT].
    public int find(Object key) {
        return keys == null ? ABSENT : keys.find(key);
    }

    /// Of the first key, or of the first one of another class.
    private int slotOfOther(Object key) {
        keys = keys == null ? DistinctKeys.suiting(key, keysMax) : keys.widened(keysMax);
        return keys.slot(key);
    }

    /// The number of each row's key, as [#slot] gives them to one after the other.
    ///
    /// @param window of keys
    public void slots(Window window, int[] slots) {
        if (keys == null && window.size() > 0) {
            keys = DistinctKeys.suiting(window.get(0), keysMax);
        }
        for (var row = 0; row < window.size(); ) {
            row = keys.slots(window, row, slots);
            if (row < window.size()) {
                keys = keys.widened(keysMax);
            }
        }
    }

    /// The number of each row's key, or [#ABSENT].
    ///
    /// @param window of keys
    public void find(Window window, int[] slots) {
        if (keys == null) {
            Arrays.fill(slots, 0, window.size(), ABSENT);
        } else {
            keys.find(window, slots);
        }
    }

    /// The key of a number below [#size].
    public Object key(int slot) {
        return keys.key(slot);
    }

    /// About what memory it takes with so many more keys, and while it grows for them.
    public long bytesWith(int more) {
        return keys == null ? 0 : keys.bytesWith(more);
    }

    /// What windows hold the keys.
    public Kind kind() {
        return keys == null ? Kind.Leaf.OBJECT : keys.kind();
    }

    /// Copies the keys of `count` numbers to the front of the window's first arrays, which are of [#kind].
    public void copy(int from, int count, Window into) {
        keys.copy(from, count, into);
    }

    /// What holds the keys, for tests.
    DistinctKeys keys() {
        return keys;
    }
}
