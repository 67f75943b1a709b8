/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.operator;

import dev.sparrow.closure.TaskScope;
import dev.sparrow.compute.CacheSink;
import dev.sparrow.compute.CachedPartition;
import dev.sparrow.compute.row.Evaluation;
import dev.sparrow.compute.window.WindowSource;
import dev.sparrow.storage.columnar.Window;

/// A partition that is cached as it passes by, if its consumer reads it to the end. Whoever makes it sees the shell
/// variables of its own program.
final class CachingWindows implements WindowSource {
    private final Evaluation evaluation;
    private final WindowSource windows;
    private final TaskScope scope;
    private final CacheSink sink;
    private boolean committed;

    /// The elements of a partition that is not cached yet.
    ///
    /// @param depth how many loops run while these elements are asked for, each inside the next
    static CachingWindows of(CachedPartition.Absent absent, int partition, Evaluation evaluation, int depth) {
        var inner = evaluation.of(absent.environment());
        var outer = absent.scope().enter();
        try {
            var operator = Lowering.lower(absent.ops(), inner.environment().compilation(), depth);
            var windows = operator.open(partition, inner).windows();
            return new CachingWindows(evaluation, windows, absent.scope(), absent.sink());
        } finally {
            outer.enter();
        }
    }

    private CachingWindows(Evaluation evaluation, WindowSource windows, TaskScope scope, CacheSink sink) {
        this.evaluation = evaluation;
        this.windows = windows;
        this.scope = scope;
        this.sink = sink;
    }

    @Override
    public Window next() {
        var window = make();
        if (window != null) {
            sink.append(window);
        } else if (!committed) {
            // User code below may have taken a failure or a cancellation for the end.
            evaluation.checkComplete();
            committed = true;
            sink.commit();
        }
        return window;
    }

    private Window make() {
        var outer = scope.enter();
        try {
            return windows.next();
        } finally {
            outer.enter();
        }
    }
}
