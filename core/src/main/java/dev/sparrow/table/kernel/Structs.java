/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.kernel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Values of several columns in one, and values by keys: both are maps of Java.
public final class Structs {
    private Structs() {}

    /// A struct of the names of its fields, a list, and their values.
    public static Object of(Object... namesAndValues) {
        var names = (List<?>) namesAndValues[0];
        var struct = new LinkedHashMap<String, Object>();
        for (var i = 0; i < names.size(); i++) {
            struct.put((String) names.get(i), namesAndValues[i + 1]);
        }
        return Collections.unmodifiableMap(struct);
    }

    /// The value of a field; null if it has none.
    public static Object field(Object struct, Object name) {
        return ((Map<?, ?>) struct).get(name);
    }

    /// A map of a list of keys and a list of values.
    public static Object map(Object keys, Object values) {
        var all = (List<?>) keys;
        var others = (List<?>) values;
        if (all.size() != others.size()) {
            throw Failures.refused(
                    "A map has a value for each key, and there are "
                            + all.size()
                            + " keys and "
                            + others.size()
                            + " values.");
        }
        var map = new LinkedHashMap<Object, Object>();
        for (var i = 0; i < all.size(); i++) {
            if (all.get(i) == null || map.containsKey(all.get(i))) {
                throw Failures.refused(
                        "A map has each key once and none that is missing, and here is " + all.get(i) + " again.");
            }
            map.put(all.get(i), others.get(i));
        }
        return Collections.unmodifiableMap(map);
    }

    /// A map of structs of a key and a value.
    public static Object mapOfEntries(Object entries) {
        var keys = new ArrayList<>();
        var values = new ArrayList<>();
        for (var entry : (List<?>) entries) {
            var parts = List.copyOf(((Map<?, ?>) entry).keySet());
            keys.add(((Map<?, ?>) entry).get(parts.getFirst()));
            values.add(((Map<?, ?>) entry).get(parts.getLast()));
        }
        return map(keys, values);
    }

    /// The value of a key; null if the map does not have it.
    public static Object element(Object map, Object key) {
        return ((Map<?, ?>) map).get(key);
    }

    /// Whether a map has a key.
    public static boolean hasKey(Object map, Object key) {
        return ((Map<?, ?>) map).containsKey(key);
    }

    /// The keys of a map, in their order.
    public static Object keys(Object map) {
        return List.copyOf(((Map<?, ?>) map).keySet());
    }

    /// The values of a map, in the order of its keys.
    public static Object values(Object map) {
        return Collections.unmodifiableList(new ArrayList<>(((Map<?, ?>) map).values()));
    }

    /// How many keys a map has.
    public static long size(Object map) {
        return ((Map<?, ?>) map).size();
    }
}
