/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.table;

import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;

/// The distinct keys of a table in one representation.
abstract sealed class DistinctKeys permits BitKeys, TupleKeys, HashedKeys {

    /// What [#slot] returns for a key that the representation cannot hold; nothing has changed then.
    static final int REFUSED = -1;

    final SlotIndex index;

    DistinctKeys(SlotIndex index) {
        this.index = index;
    }

    /// The representation that suits a table's first key.
    static DistinctKeys suiting(Object key, int keysMax) {
        var form = KeyForm.of(key);
        if (form != null) {
            return new BitKeys(form, new SlotIndex(keysMax));
        }
        if (key instanceof String) {
            return new StringKeys(new SlotIndex(keysMax));
        }
        var tuples = TupleKeys.suiting(key, keysMax);
        return tuples == null ? new ObjectKeys(new SlotIndex(keysMax)) : tuples;
    }

    /// The number of a key, which is the next one if the key is new.
    abstract int slot(Object key);

    /// The numbers of the keys from row `from` on.
    ///
    /// @return the first row whose key the representation cannot hold; the window's size if there is none
    int slots(Window window, int from, int[] slots) {
        for (var row = from; row < window.size(); row++) {
            slots[row] = slot(window.get(row));
            if (slots[row] == REFUSED) {
                return row;
            }
        }
        return window.size();
    }

    /// The number of a key, or [KeyTable#ABSENT].
    abstract int find(Object key);

    /// The number of each row's key, or [KeyTable#ABSENT].
    void find(Window window, int[] slots) {
        for (var row = 0; row < window.size(); row++) {
            slots[row] = find(window.get(row));
        }
    }

    /// About what memory it takes with so many more keys, and while it grows for them.
    abstract long bytesWith(int more);

    abstract Object key(int slot);

    /// What windows hold the keys.
    abstract Kind kind();

    /// Copies the keys of `count` numbers to the front of the window's first arrays, which are of [#kind].
    abstract void copy(int from, int count, Window into);

    /// The same keys with the same numbers, where any key fits.
    final DistinctKeys widened(int keysMax) {
        var widened = new ObjectKeys(new SlotIndex(keysMax));
        for (var slot = 0; slot < index.size(); slot++) {
            widened.slot(key(slot));
        }
        return widened;
    }
}
