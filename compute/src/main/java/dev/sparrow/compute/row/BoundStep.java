/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.lineage.Label;

/// A step tied to one partition, with what that partition's run of it remembers, and to the step that its results meet
/// next. A chain of them is a linked list that [StepIterator] walks in one loop.
public abstract class BoundStep {

    /// What [#apply] returns when no element goes on from here now.
    static final Object NOTHING = new Object();

    /// Chains longer than this count as several elements when it is time to look for a cancellation.
    private static final int STEPS_PER_TICK = 64;

    /// Whose user code it calls; null if it calls none.
    final Label label;

    /// Null at the end of the chain.
    final BoundStep next;

    private final int length;

    BoundStep(Label label, BoundStep next) {
        this.label = label;
        this.next = next;
        this.length = next == null ? 1 : next.length + 1;
    }

    /// The element that goes on to [#next], or [#NOTHING]: it was dropped or buffered, or `run` was given several in
    /// place of it.
    abstract Object apply(Object value, StepIterator run) throws Exception;

    /// How much work an element is that enters the chain at `first`, which may be null.
    static int weight(BoundStep first) {
        return first == null ? 1 : 1 + first.length / STEPS_PER_TICK;
    }
}
