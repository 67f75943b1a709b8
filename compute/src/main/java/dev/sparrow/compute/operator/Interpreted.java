/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.operator;

import dev.sparrow.compute.loop.LoopSource;
import dev.sparrow.compute.loop.PartitionElements;
import dev.sparrow.compute.loop.RowElements;
import dev.sparrow.compute.loop.WarmUp;
import dev.sparrow.compute.row.Evaluation;
import dev.sparrow.compute.row.Frame;
import dev.sparrow.compute.row.Origin;
import dev.sparrow.compute.row.StepIterator;

import java.util.List;

/// The interpreter: a part of the tree that runs element by element, in one [StepIterator]. That is what no loop can
/// have: opaque functions over partitions, outer joins, what is nested too deep. Short partitions do not get here: it
/// is the loop that runs its first elements in the same way, see [WarmUp].
///
/// @param depth how many iterators and loops pull from it, each inside the next
record Interpreted(RowOperator rows, int depth) implements Pipelined, HandedOperator {

    @Override
    public PartitionElements open(int partition, WarmUp head, Evaluation evaluation) {
        return new RowElements(iterator(partition, evaluation));
    }

    @Override
    public LoopSource source(int partition, WarmUp head, Evaluation evaluation) {
        return new LoopSource.OfIterator(iterator(partition, evaluation), Origin.OPERATOR);
    }

    @Override
    public StepIterator iterator(int partition, Evaluation evaluation) {
        return evaluation.iterate(depth, new Frame.Partitions(rows, partition, partition + 1, null));
    }

    @Override
    public String name() {
        return rows.name();
    }

    @Override
    public String describe() {
        return rows.describe();
    }

    @Override
    public List<String> details() {
        return rows.details();
    }

    @Override
    public boolean isChain() {
        return rows.isChain();
    }

    @Override
    public String takerOfInputs(String taker) {
        return rows.takerOfInputs(taker);
    }

    @Override
    public List<? extends PhysicalOperator> inputs() {
        return rows.inputs();
    }
}
