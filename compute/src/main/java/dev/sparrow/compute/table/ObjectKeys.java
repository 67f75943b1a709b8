/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.table;

import java.util.Objects;

/// Keys of any classes; also null.
final class ObjectKeys extends HashedKeys {
    ObjectKeys(SlotIndex index) {
        super(index);
    }

    @Override
    int slot(Object key) {
        return slot(key, Objects.hashCode(key));
    }

    @Override
    int find(Object key) {
        return find(key, Objects.hashCode(key));
    }

    @Override
    @SuppressWarnings(
            "ReferenceEquality") // as in the maps of the JDK, a key is found by itself even if it equals nothing
    boolean equal(Object key, Object other) {
        return key == other || (key != null && key.equals(other));
    }
}
