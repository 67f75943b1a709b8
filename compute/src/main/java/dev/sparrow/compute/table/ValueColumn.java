/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.table;

/// One value for each number that a [KeyTable] gave out. A value may be null.
///
/// As long as all values are `Long`, or all `Double`, they are held as primitives, and a value comes back as another,
/// equal object.
public final class ValueColumn {

    /// Null before the first value.
    private Values values;

    private int size;

    public int size() {
        return size;
    }

    public void append(Object value) {
        if (values == null) {
            values = Values.suiting(value);
        }
        set(size, value);
        size++;
    }

    /// The value of a number below [#size].
    public Object get(int slot) {
        return values.get(slot);
    }

    /// Replaces the value of a number below [#size].
    public void set(int slot, Object value) {
        if (!values.set(slot, value)) {
            values = values.widened(size);
            values.set(slot, value);
        }
    }

    /// What holds the values, for tests.
    Values values() {
        return values;
    }
}
