/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.table;

import dev.sparrow.value.StableHash;

import java.util.Objects;

/// Keys of any classes; also null.
final class ObjectKeys extends HashedKeys {
    ObjectKeys(SlotIndex index) {
        super(index);
    }

    @Override
    boolean holds(Object key) {
        return true;
    }

    @Override
    int hash(Object key) {
        return Objects.hashCode(key);
    }

    @Override
    void admit(Object key) {
        StableHash.require(key);
    }

    @Override
    @SuppressWarnings(
            "ReferenceEquality") // as in the maps of the JDK, a key is found by itself even if it equals nothing
    boolean equal(Object key, Object other) {
        return key == other || (key != null && key.equals(other));
    }
}
