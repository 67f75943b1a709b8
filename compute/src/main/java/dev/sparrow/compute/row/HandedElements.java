/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.TakenElements;
import dev.sparrow.compute.window.WindowSource;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;

/// The rows of windows for user code, which takes them one by one.
///
/// Numbers have iterators of their own: the JIT puts `next` into the user's loop, sees there what it returns, and makes
/// no box that is opened at once.
public abstract class HandedElements implements TakenElements {
    private final WindowSource windows;
    private final Evaluation evaluation;

    /// Null after the last.
    private Window window;

    private int row;
    private int size;

    /// The first window is computed at once.
    public static Iterator<Object> of(WindowSource windows, Evaluation evaluation) {
        var first = next(windows, evaluation);
        if (first == null) {
            return Collections.emptyIterator();
        }
        var elements =
                switch (first.kind()) {
                    case Kind.Leaf.LONG -> new Longs(windows, evaluation);
                    case Kind.Leaf.DOUBLE -> new Doubles(windows, evaluation);
                    case Kind.Leaf.INT -> new Ints(windows, evaluation);
                    default -> new Others(windows, evaluation);
                };
        elements.begin(first);
        return elements;
    }

    private HandedElements(WindowSource windows, Evaluation evaluation) {
        this.windows = windows;
        this.evaluation = evaluation;
    }

    private static Window next(WindowSource windows, Evaluation evaluation) {
        try {
            evaluation.environment().checkCancelled();
            return windows.next();
        } catch (RuntimeException e) {
            throw evaluation.failed(e);
        }
    }

    private void begin(Window next) {
        window = next;
        row = 0;
        size = next == null ? 0 : next.size();
        if (next != null) {
            open(next);
        }
    }

    /// The rows of this window come next.
    abstract void open(Window opened);

    @Override
    public final boolean hasNext() {
        return row < size || goOn();
    }

    private boolean goOn() {
        while (window != null && row == size) {
            begin(next(windows, evaluation));
        }
        return window != null;
    }

    /// The row of the next element.
    final int taken() {
        if (row == size && !goOn()) {
            throw new NoSuchElementException();
        }
        return row++;
    }

    @Override
    public final Object lastTaken() {
        return window == null || row == 0 ? NONE : window.get(row - 1);
    }

    /// What the row holds, whatever it is.
    final Object any(int of) {
        return window.get(of);
    }

    private static final class Longs extends HandedElements {
        /// Null if the window holds something else.
        private long[] values;

        private Longs(WindowSource windows, Evaluation evaluation) {
            super(windows, evaluation);
        }

        @Override
        void open(Window opened) {
            values = opened.kind() == Kind.Leaf.LONG ? opened.longs(0) : null;
        }

        @Override
        public Object next() {
            var row = taken();
            return values == null ? any(row) : (Long) values[row];
        }
    }

    private static final class Doubles extends HandedElements {
        /// Null if the window holds something else.
        private double[] values;

        private Doubles(WindowSource windows, Evaluation evaluation) {
            super(windows, evaluation);
        }

        @Override
        void open(Window opened) {
            values = opened.kind() == Kind.Leaf.DOUBLE ? opened.doubles(0) : null;
        }

        @Override
        public Object next() {
            var row = taken();
            return values == null ? any(row) : (Double) values[row];
        }
    }

    private static final class Ints extends HandedElements {
        /// Null if the window holds something else.
        private int[] values;

        private Ints(WindowSource windows, Evaluation evaluation) {
            super(windows, evaluation);
        }

        @Override
        void open(Window opened) {
            values = opened.kind() == Kind.Leaf.INT ? opened.ints(0) : null;
        }

        @Override
        public Object next() {
            var row = taken();
            return values == null ? any(row) : (Integer) values[row];
        }
    }

    private static final class Others extends HandedElements {
        private Others(WindowSource windows, Evaluation evaluation) {
            super(windows, evaluation);
        }

        @Override
        void open(Window opened) {}

        @Override
        public Object next() {
            return any(taken());
        }
    }
}
