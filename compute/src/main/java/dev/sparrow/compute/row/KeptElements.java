/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.closure.TaskScope;
import dev.sparrow.compute.CacheSink;
import dev.sparrow.compute.CachedPartition;

import java.util.Iterator;

/// Elements of a partition that is to be kept, on their way to whoever wanted them. Only if he takes all, is it kept.
/// Whoever makes them sees the shell variables of his own recipe.
final class KeptElements implements Iterator<Object> {
    private final Evaluation evaluation;
    private final Iterator<?> elements;
    private final TaskScope scope;
    private final CacheSink sink;
    private boolean committed;

    /// The elements of a partition that is not kept yet.
    ///
    /// @param nested how many iterators pull from this one, each inside the next
    static KeptElements of(CachedPartition.Absent absent, int partition, Evaluation evaluation, int nested) {
        var inner = evaluation.of(absent.ops(), absent.environment());
        return new KeptElements(evaluation, inner.iterate(partition, nested), absent.scope(), absent.sink());
    }

    private KeptElements(Evaluation evaluation, Iterator<?> elements, TaskScope scope, CacheSink sink) {
        this.evaluation = evaluation;
        this.elements = elements;
        this.scope = scope;
        this.sink = sink;
    }

    @Override
    public boolean hasNext() {
        var outer = scope.enter();
        try {
            if (elements.hasNext()) {
                return true;
            }
        } finally {
            outer.enter();
        }
        if (!committed) {
            // User code below may have taken a failure or a cancellation for the end.
            evaluation.checkComplete();
            committed = true;
            sink.commit();
        }
        return false;
    }

    @Override
    public Object next() {
        var outer = scope.enter();
        try {
            var element = elements.next();
            sink.append(element);
            return element;
        } finally {
            outer.enter();
        }
    }
}
