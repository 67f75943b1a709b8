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
    int slot(Object key) {
        return key instanceof String text ? slot(text, text.hashCode()) : REFUSED;
    }

    @Override
    int find(Object key) {
        return key instanceof String text ? find(text, text.hashCode()) : KeyTable.ABSENT;
    }

    @Override
    boolean equal(Object key, Object other) {
        return ((String) key).equals(other);
    }
}
