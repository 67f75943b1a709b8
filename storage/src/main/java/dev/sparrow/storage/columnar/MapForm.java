/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// The classes of maps that are columns of keys and values. Of others, such as sorted ones, there is more to know than
/// their entries.
enum MapForm {
    HASHED,
    LINKED,

    /// As [Map#of] and [Map#copyOf] return them.
    IMMUTABLE;

    /// The form of a class, where `Map` stands for the immutable ones; null if it has none.
    static MapForm of(Class<?> type) {
        if (type == HashMap.class) {
            return HASHED;
        }
        if (type == LinkedHashMap.class) {
            return LINKED;
        }
        return type == Map.class ? IMMUTABLE : null;
    }

    /// A map of some entries.
    Map<Object, Object> map(Object[] keys, Object[] values, int start, int end) {
        Map<Object, Object> map =
                this == HASHED ? HashMap.newHashMap(end - start) : LinkedHashMap.newLinkedHashMap(end - start);
        for (var i = start; i < end; i++) {
            map.put(keys[i], values[i]);
        }
        if (this != IMMUTABLE) {
            return map;
        }
        // Bytes from elsewhere may say anything.
        return map.containsKey(null) || map.containsValue(null) ? Collections.unmodifiableMap(map) : Map.copyOf(map);
    }
}
