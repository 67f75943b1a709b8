/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.value;

import java.io.Serializable;

/// A quadruple of values, each of which may be null. Prints as Scala's tuples do; they are ordered by their first part,
/// then by the second and so on, if these are `Comparable` and not null.
public record Tuple4<T1, T2, T3, T4>(T1 _1, T2 _2, T3 _3, T4 _4)
        implements Comparable<Tuple4<T1, T2, T3, T4>>, Serializable {

    public static <T1, T2, T3, T4> Tuple4<T1, T2, T3, T4> of(T1 first, T2 second, T3 third, T4 fourth) {
        return new Tuple4<>(first, second, third, fourth);
    }

    @Override
    public int compareTo(Tuple4<T1, T2, T3, T4> other) {
        var by1 = TupleOrder.compare(_1, other._1, "_1");
        if (by1 != 0) {
            return by1;
        }
        var by2 = TupleOrder.compare(_2, other._2, "_2");
        if (by2 != 0) {
            return by2;
        }
        var by3 = TupleOrder.compare(_3, other._3, "_3");
        if (by3 != 0) {
            return by3;
        }
        return TupleOrder.compare(_4, other._4, "_4");
    }

    @Override
    public String toString() {
        return "(" + _1 + "," + _2 + "," + _3 + "," + _4 + ")";
    }
}
