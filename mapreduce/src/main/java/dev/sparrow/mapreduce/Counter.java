/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.mapreduce;

import java.io.Serializable;

/// The name of a counter.
///
/// @param group such as the simple name of a class
/// @param name within the group
public record Counter(String group, String name) implements Comparable<Counter>, Serializable {
    public static Counter of(Enum<?> constant) {
        return new Counter(constant.getDeclaringClass().getSimpleName(), constant.name());
    }

    @Override
    public int compareTo(Counter other) {
        var byGroup = group.compareTo(other.group);
        return byGroup != 0 ? byGroup : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return group + "." + name;
    }
}
