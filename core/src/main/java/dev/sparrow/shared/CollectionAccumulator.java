/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.shared;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// All values that were added: those of one task in their order, those of different tasks in any.
public final class CollectionAccumulator<T> extends AccumulatorV2<T, List<T>> {
    private final List<T> values = new ArrayList<>();

    @Override
    public boolean isZero() {
        return values.isEmpty();
    }

    @Override
    public CollectionAccumulator<T> copy() {
        var copy = new CollectionAccumulator<T>();
        copy.values.addAll(values);
        return copy;
    }

    @Override
    public CollectionAccumulator<T> copyAndReset() {
        return new CollectionAccumulator<>();
    }

    @Override
    public void reset() {
        values.clear();
    }

    /// @param value may be null
    @Override
    public void add(T value) {
        values.add(value);
    }

    @Override
    public void merge(AccumulatorV2<T, List<T>> other) {
        values.addAll(((CollectionAccumulator<T>) other).values);
    }

    /// A list of its own for each call.
    @Override
    public List<T> value() {
        requireDriver();
        return Collections.unmodifiableList(new ArrayList<>(values));
    }
}
