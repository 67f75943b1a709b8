/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.aggregate;

import dev.sparrow.compute.TaskEnvironment;
import dev.sparrow.compute.pipeline.SlotFold;
import dev.sparrow.compute.sort.SortedRuns;
import dev.sparrow.compute.spill.Buckets;
import dev.sparrow.compute.spill.OperatorMemory;
import dev.sparrow.compute.window.RowNumbers;
import dev.sparrow.compute.window.WindowSource;
import dev.sparrow.function.Function2;
import dev.sparrow.lineage.Label;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.value.Tuple2;

import java.util.ArrayDeque;

/// Calls the user's functions with what a key has so far. What one table has no room for waits on disk for the next. If
/// that needs too many tables, there are buckets, and what they make is merged on disk by the keys' first rows.
final class FoldCombiner extends Combiner {
    private final OperatorMemory memory;
    private final FoldStates states;

    /// Null at the end, when all is on disk or has been read.
    private FoldTable table;

    /// That of a pair is at least as large as there were keys before it.
    private final RowNumbers numbers = new RowNumbers();

    FoldCombiner(
            SlotFold.Start start, Function2<Object, Object, Object> further, Label label, TaskEnvironment environment) {
        super(label);
        this.memory = new OperatorMemory(label, environment);
        this.states = new FoldStates(start, further, label, environment.compilation());
        this.table = new FoldTable(memory, states);
    }

    @Override
    public void add(Tuple2<?, ?> pair) throws Exception {
        if (numbers.count() % OperatorMemory.ROWS_PER_QUESTION == 0) {
            table.reserve(OperatorMemory.ROWS_PER_QUESTION);
        }
        table.add(numbers.next(), pair);
    }

    @Override
    public void add(Window pairs, int[] slots) throws Exception {
        table.add(numbers.of(pairs), slots);
    }

    @Override
    public WindowSource windows() {
        return new WindowSource() {
            // Null between two of them: what the first one holds is to be gone by then.
            private WindowSource numbered = table.windows();

            @Override
            public Window next() {
                var window = numbered.next();
                while (window == null && table != null) {
                    numbered = null;
                    numbered = rest();
                    window = numbered.next();
                }
                return window == null ? null : window.part(1);
            }
        };
    }

    /// What becomes of the keys that the table had no room for: those that came last.
    private WindowSource rest() {
        var waiting = table.waited();
        if (waiting.size() == 1 && waiting.getFirst().isInOrder()) {
            open(waiting.getFirst());
            return table.windows();
        }
        var runs = SortedRuns.byNumber(memory);
        var buckets = new ArrayDeque<>(waiting);
        while (!buckets.isEmpty()) {
            open(buckets.poll());
            runs.add(table.windows());
            buckets.addAll(table.waited());
        }
        table = null;
        states.clear();
        memory.emptied();
        return runs.merged();
    }

    private void open(Buckets.Bucket bucket) {
        table = null;
        memory.emptied();
        table = FoldTable.of(bucket, memory, states, this);
        bucket.close();
    }
}
