/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.aggregate;

import dev.sparrow.compute.UserCode;
import dev.sparrow.compute.UserFailure;
import dev.sparrow.compute.window.PairShape;
import dev.sparrow.compute.window.WindowSink;
import dev.sparrow.lineage.Label;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.value.Tuple2;

/// Takes pairs into a table.
public abstract class PairSink implements WindowSink {

    /// Whose pairs they are: its functions are called, and its keys' `hashCode` and `equals`.
    public final Label label;

    private int[] slots = new int[Window.ROWS];

    public PairSink(Label label) {
        this.label = label;
    }

    public abstract void add(Tuple2<?, ?> pair) throws Exception;

    /// Adds the pairs of a window that has keys and values in columns of their own.
    ///
    /// @param slots room for a number for each row
    public abstract void add(Window pairs, int[] slots) throws Exception;

    /// What calls the user's code.
    @FunctionalInterface
    interface Calls {
        void run() throws Exception;
    }

    /// Says whose code it was if it throws.
    final void wrap(Calls calls) {
        try {
            calls.run();
        } catch (Throwable e) {
            throw UserFailure.of(label, e);
        }
    }

    @Override
    public final boolean accept(Object element) {
        var pair = UserCode.pair(element, label);
        try {
            add(pair);
        } catch (Throwable e) {
            throw UserFailure.of(label, pair, e);
        }
        return true;
    }

    @Override
    public final boolean accept(Window window) {
        if (!PairShape.are(window.kind())) {
            for (var row = 0; row < window.size(); row++) {
                accept(window.get(row));
            }
            return true;
        }
        if (slots.length < window.size()) {
            slots = new int[window.size()];
        }
        try {
            add(window, slots);
        } catch (Throwable e) {
            throw UserFailure.of(label, e);
        }
        return true;
    }
}
