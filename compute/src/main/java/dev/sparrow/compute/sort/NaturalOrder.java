/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.sort;

import java.util.Comparator;

/// The order that keys have by themselves, one way or the other.
public enum NaturalOrder {
    ASCENDING,
    DESCENDING;

    /// What the comparator is; null if it is neither.
    @SuppressWarnings("ReferenceEquality") // the JDK has one of each
    public static NaturalOrder of(Comparator<?> comparator) {
        if (comparator == (Comparator<?>) Comparator.naturalOrder()) {
            return ASCENDING;
        }
        return comparator == (Comparator<?>) Comparator.reverseOrder() ? DESCENDING : null;
    }

    /// Bits of ascending keys, as signed numbers, to bits whose ascending order is this one.
    public long directed(long bits) {
        return switch (this) {
            case ASCENDING -> bits;
            case DESCENDING -> ~bits;
        };
    }

    Comparator<String> ofStrings() {
        return switch (this) {
            case ASCENDING -> Comparator.naturalOrder();
            case DESCENDING -> Comparator.reverseOrder();
        };
    }
}
