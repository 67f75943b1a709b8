/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.value;

import java.io.Serializable;

/// A triple of values, each of which may be null. Prints as Scala's tuples do; they are ordered by their first part,
/// then by the second and so on, if these are `Comparable` and not null.
public record Tuple3<T1, T2, T3>(T1 _1, T2 _2, T3 _3) implements Comparable<Tuple3<T1, T2, T3>>, Serializable {

    public static <T1, T2, T3> Tuple3<T1, T2, T3> of(T1 first, T2 second, T3 third) {
        return new Tuple3<>(first, second, third);
    }

    @Override
    public int compareTo(Tuple3<T1, T2, T3> other) {
        var by1 = TupleOrder.compare(_1, other._1, "_1");
        if (by1 != 0) {
            return by1;
        }
        var by2 = TupleOrder.compare(_2, other._2, "_2");
        if (by2 != 0) {
            return by2;
        }
        return TupleOrder.compare(_3, other._3, "_3");
    }

    @Override
    public String toString() {
        return "(" + _1 + "," + _2 + "," + _3 + ")";
    }
}
