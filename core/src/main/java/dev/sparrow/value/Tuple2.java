/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.value;

import java.io.Serializable;

/// A pair of values, each of which may be null. Prints as Scala's tuples do; they are ordered by their first part, then
/// by the second and so on, if these are `Comparable` and not null.
public record Tuple2<T1, T2>(T1 _1, T2 _2) implements Comparable<Tuple2<T1, T2>>, Serializable {

    public static <T1, T2> Tuple2<T1, T2> of(T1 first, T2 second) {
        return new Tuple2<>(first, second);
    }

    /// The same two values the other way round.
    public Tuple2<T2, T1> swap() {
        return new Tuple2<>(_2, _1);
    }

    @Override
    public int compareTo(Tuple2<T1, T2> other) {
        var by1 = TupleOrder.compare(_1, other._1, "_1");
        if (by1 != 0) {
            return by1;
        }
        return TupleOrder.compare(_2, other._2, "_2");
    }

    @Override
    public String toString() {
        return "(" + _1 + "," + _2 + ")";
    }
}
