/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.table;

/// The distinct keys of a table in one representation.
abstract sealed class Keys permits BitKeys, StringKeys, ObjectKeys {

    /// What [#slot] returns for a key that the representation cannot hold; nothing has changed then.
    static final int REFUSED = -1;

    final SlotIndex index;

    Keys(SlotIndex index) {
        this.index = index;
    }

    /// The representation that suits a table's first key.
    static Keys suiting(Object key, int keysMax) {
        var index = new SlotIndex(keysMax);
        var form = KeyForm.of(key);
        if (form != null) {
            return new BitKeys(form, index);
        }
        return key instanceof String ? new StringKeys(index) : new ObjectKeys(index);
    }

    /// The number of a key, which is the next one if the key is new.
    abstract int slot(Object key);

    /// The number of a key, or [KeyTable#ABSENT].
    abstract int find(Object key);

    /// What is at a place of the index.
    final int slotAt(int place) {
        return index.isEmpty(place) ? KeyTable.ABSENT : index.slot(place);
    }

    abstract Object key(int slot);

    /// The same keys with the same numbers, where any key fits.
    final ObjectKeys widened(int keysMax) {
        var widened = new ObjectKeys(new SlotIndex(keysMax));
        for (var slot = 0; slot < index.size(); slot++) {
            widened.slot(key(slot));
        }
        return widened;
    }
}
