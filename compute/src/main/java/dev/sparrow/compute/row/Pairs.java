/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.value.Tuple2;

import java.util.List;

/// What pairs look like as columns.
final class Pairs {
    private Pairs() {}

    static Kind kind(Kind key, Kind value) {
        return new Kind.Struct(Tuple2.class, List.of(key, value));
    }

    /// Whether elements of this kind are pairs whose keys are in columns of their own.
    static boolean are(Kind kind) {
        return kind instanceof Kind.Struct(var type, _) && type == Tuple2.class;
    }
}
