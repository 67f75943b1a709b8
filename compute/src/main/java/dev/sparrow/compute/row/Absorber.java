/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.lineage.Label;

import java.util.Iterator;

/// A step that must see every element before it gives out any. It ends its chain; a [Frame.Flush] further down the
/// stack gives out what it made, so it costs no depth of the Java stack.
public abstract class Absorber extends BoundStep {

    Absorber(Label label) {
        super(label, null);
    }

    @Override
    final Object apply(Object value, StepIterator run) throws Exception {
        absorb(value);
        return NOTHING;
    }

    abstract void absorb(Object value) throws Exception;

    /// What it made of all elements; asked for once.
    abstract Iterator<?> results();
}
