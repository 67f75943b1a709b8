/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.window.WindowSink;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.value.Tuple2;

/// The sum of all numbers in windows of longs and of pairs of longs.
final class LongSum implements WindowSink {
    long sum;

    @Override
    public boolean accept(Window window) {
        sum += sum(window.longs(0), window.size());
        if (window.kind() instanceof Kind.Struct) {
            sum += sum(window.longs(1), window.size());
        }
        return true;
    }

    @Override
    public boolean accept(Object element) {
        sum += element instanceof Tuple2<?, ?>(var first, var second) ? (long) first + (long) second : (long) element;
        return true;
    }

    static long sum(long[] values, int size) {
        var sum = 0L;
        for (var i = 0; i < size; i++) {
            sum += values[i];
        }
        return sum;
    }
}
