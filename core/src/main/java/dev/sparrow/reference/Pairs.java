/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.reference;

import dev.sparrow.value.Tuple2;

/// Keys and values of elements that are pairs.
final class Pairs {
    private Pairs() {}

    static Object key(Object pair) {
        return ((Tuple2<?, ?>) pair)._1();
    }

    static Object value(Object pair) {
        return ((Tuple2<?, ?>) pair)._2();
    }
}
