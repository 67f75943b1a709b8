/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.value;

import java.util.List;

/// A hash of 64 bits in which all bits depend on all of the value, for sketches; as [StableHash] it is the same for
/// equal values in every JVM.
///
/// Strings, numbers, and tuples and lists of those have one of their own. All others have that of their [StableHash]:
/// two of them are taken for one with a probability of 1 in 4 thousand millions.
final class WideHash {
    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private WideHash() {}

    static long of(Object value) {
        return switch (value) {
            case null -> PRIME;
            case String text -> ofText(text);
            case Long number -> mix(number);
            case Integer number -> mix(number);
            case Double number -> mix(Double.doubleToLongBits(number));
            case Tuple2(var first, var second) -> mix(of(first) * PRIME + of(second));
            case Tuple3(var first, var second, var third) -> mix((of(first) * PRIME + of(second)) * PRIME + of(third));
            case List<?> elements -> {
                var hash = (long) elements.size();
                for (var element : elements) {
                    hash = hash * PRIME + of(element);
                }
                yield mix(hash);
            }
            default -> mix(StableHash.of(value));
        };
    }

    private static long ofText(String text) {
        var hash = (long) text.length();
        for (var i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
            hash ^= hash >>> 32;
        }
        return mix(hash);
    }

    /// Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators (2014), section 3: the finalizer of
    /// SplitMix64.
    private static long mix(long value) {
        var hash = value + PRIME;
        hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
        hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
        return hash ^ (hash >>> 31);
    }
}
