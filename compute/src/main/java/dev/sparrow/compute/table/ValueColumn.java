/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.table;

import dev.sparrow.storage.columnar.ElementSize;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;

/// One value for each number that a [KeyTable] gave out. A value may be null.
///
/// As long as all values are of one class that a primitive stands for, they are held as primitives, and a value comes
/// back as another, equal object. A loop that was compiled for them may work on their array itself.
public final class ValueColumn {

    private static final int ASKED_PER_SAMPLE = 16;

    /// Null before the first value.
    private Window values;

    private int capacity;
    private int size;

    /// About what the object of a value takes, which may grow; looked at now and then.
    private double objectBytes;

    private int asked;

    public int size() {
        return size;
    }

    /// Says how many values there are after somebody has written to [#array].
    public void size(int values) {
        size = values;
    }

    public void append(Object value) {
        if (values == null) {
            suit(value);
        }
        reserve(1);
        set(size, value);
        size++;
    }

    /// Chooses what arrays hold values by the first one.
    private void suit(Object value) {
        hold(Kind.of(value) instanceof Kind.Leaf leaf ? leaf : Kind.Leaf.OBJECT);
    }

    private void hold(Kind.Leaf leaf) {
        capacity = ArrayGrowth.LENGTH_MIN;
        values = new Window(leaf, capacity);
    }

    /// The value of a number below [#size].
    public Object get(int slot) {
        return values.get(slot);
    }

    /// Replaces the value of a number below [#size].
    public void set(int slot, Object value) {
        if (!values.set(slot, value)) {
            widen();
            values.set(slot, value);
        }
    }

    private void widen() {
        var widened = new Window(Kind.Leaf.OBJECT, capacity);
        for (var slot = 0; slot < size; slot++) {
            widened.set(slot, values.get(slot));
        }
        values = widened;
    }

    /// About what memory it takes with so many more values, and while it grows for them.
    public long bytesWith(int more) {
        if (values == null) {
            return 0;
        }
        if (leaf() == Kind.Leaf.OBJECT && asked++ % ASKED_PER_SAMPLE == 0) {
            objectBytes = size == 0 ? 0 : (double) ElementSize.ofAll(values.objects(0), 0, size) / size;
        }
        return leaf().bytes() * ArrayGrowth.lengthWith(capacity, size, more) + (long) (objectBytes * (size + more));
    }

    /// What arrays hold the values, by the first one if there is none yet.
    public Kind.Leaf leaf() {
        return values == null ? Kind.Leaf.OBJECT : (Kind.Leaf) values.kind();
    }

    /// The array of the values, with room for `more`.
    public Object array(int more) {
        reserve(more);
        return values.leaf(0);
    }

    private void reserve(int more) {
        if (size + more > capacity) {
            var grown = Math.max(size + more, ArrayGrowth.length(capacity));
            var window = new Window(values.kind(), grown);
            copy(0, size, window.leaf(0));
            values = window;
            capacity = grown;
        }
    }

    /// Copies the values of `count` numbers to the front of an array of the leaf.
    @SuppressWarnings("SuspiciousSystemArraycopy") // arrays of the same leaf have one type
    public void copy(int from, int count, Object array) {
        System.arraycopy(values.leaf(0), from, array, 0, count);
    }

    /// What holds the values, for tests.
    Window values() {
        return values;
    }
}
