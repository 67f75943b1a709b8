/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.table;

/// Keys that are all strings. As [ObjectKeys], but the JIT knows whose `hashCode` and `equals` it calls.
final class StringKeys extends HashedKeys {
    StringKeys(SlotIndex index) {
        super(index);
    }

    @Override
    boolean holds(Object key) {
        return key instanceof String;
    }

    @Override
    void admit(Object key) {}

    @Override
    int hash(Object key) {
        return ((String) key).hashCode();
    }

    @Override
    boolean equal(Object key, Object other) {
        return ((String) key).equals(other);
    }
}
