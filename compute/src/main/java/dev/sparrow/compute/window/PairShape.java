/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.window;

import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.value.Tuple2;

import java.util.ArrayList;
import java.util.List;

/// The layout of pairs as columns.
public final class PairShape {
    private PairShape() {}

    public static Kind kind(Kind key, Kind value) {
        return new Kind.Struct(Tuple2.class, List.of(key, value));
    }

    /// Pairs of the rows of two windows, over their arrays.
    public static Window of(Window keys, Window values) {
        var arrays = new ArrayList<>(keys.arrays());
        arrays.addAll(values.arrays());
        return Window.over(kind(keys.kind(), values.kind()), arrays, keys.size());
    }

    /// Whether elements of this kind are pairs whose keys are in columns of their own.
    public static boolean are(Kind kind) {
        return kind instanceof Kind.Struct(var type, _) && type == Tuple2.class;
    }
}
