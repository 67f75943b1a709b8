/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.value;

/// The natural order of tuples: by the first part in which they differ.
final class TupleOrder {
    private TupleOrder() {}

    /// How two parts of one place compare.
    ///
    /// @param place such as `_1`, for the message
    /// @throws ClassCastException if one is not `Comparable`
    /// @throws NullPointerException if one is null
    @SuppressWarnings("unchecked") // what is Comparable to something else says so itself
    static int compare(Object left, Object right, String place) {
        if (left == null || right == null) {
            throw new NullPointerException(
                    "Tuples are compared part by part, and " + place + " is null in one of them. " + remedy());
        }
        if (!(left instanceof Comparable<?> comparable)) {
            throw new ClassCastException(
                    "Tuples are compared part by part, and "
                            + place
                            + " is a "
                            + left.getClass().getTypeName()
                            + ", which is not Comparable. "
                            + remedy());
        }
        return ((Comparable<Object>) comparable).compareTo(right);
    }

    private static String remedy() {
        return "Give a comparator, or sort by a key that is made of the other parts.";
    }
}
