/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.loop;

import dev.sparrow.compute.window.Sink;
import dev.sparrow.compute.window.WindowSink;
import dev.sparrow.compute.window.WindowSource;
import dev.sparrow.function.Function2;
import dev.sparrow.function.VoidFunction;
import dev.sparrow.lineage.Label;

import java.util.Iterator;

/// The elements of a partition on their way to an output, which asks for them by one of these methods, once.
public sealed interface PartitionElements permits RowElements, FusedElements, ConcatenatedElements {

    /// What a fold has so far.
    ///
    /// @param started false if there is neither a start nor an element yet
    record Folded(boolean started, Object value) {
        public static final Folded NOTHING = new Folded(false, null);

        public static Folded of(Object value) {
            return new Folded(true, value);
        }
    }

    /// One by one, to whoever wants to ask for them himself.
    Iterator<Object> iterator();

    /// Gives elements to the sink, and computes none beyond the last that it wants.
    ///
    /// @return whether it still wants more
    boolean into(Sink sink);

    /// Gives elements to the sink, in windows where that is possible.
    ///
    /// @return whether it still wants more
    boolean into(WindowSink sink);

    /// A window at a time, to whoever wants to ask for them himself. About as many are computed as he asks for.
    WindowSource windows();

    /// How many there are.
    ///
    /// @throws ArithmeticException if they are too many for a long
    long count();

    /// Combines them, onto the start or else onto the first of them.
    Folded fold(Folded start, Function2<Object, Object, Object> function, Label label);

    /// Calls the function with each.
    void each(VoidFunction<Object> function, Label label);
}
