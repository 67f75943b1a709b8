/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.operator;

import dev.sparrow.compute.loop.LoopSource;
import dev.sparrow.compute.loop.WarmUp;
import dev.sparrow.compute.row.BoundStep;
import dev.sparrow.compute.row.Evaluation;
import dev.sparrow.compute.row.Frame;
import dev.sparrow.compute.row.HandedElements;
import dev.sparrow.compute.row.StepIterator;
import dev.sparrow.compute.window.WindowElements;
import dev.sparrow.compute.window.WindowSource;

import java.util.Iterator;

/// An operator that makes windows. Whoever wants its elements one by one gets them out of these.
sealed interface WindowOperator extends HandedOperator, RowOperator
        permits ExchangeScan, HashAggregate, Sort, CoGroup, HashJoin, CachedScan, PairProjection, TableChain {

    /// Called by [#windows] only.
    WindowSource make(int partition, Evaluation evaluation);

    default WindowSource windows(int partition, Evaluation evaluation) {
        evaluation.environment().opened(this::describe);
        return make(partition, evaluation);
    }

    @Override
    default LoopSource source(int partition, WarmUp head, Evaluation evaluation) {
        return new LoopSource.OfWindows(windows(partition, evaluation));
    }

    @Override
    default Iterator<Object> iterator(int partition, Evaluation evaluation) {
        return HandedElements.of(windows(partition, evaluation), evaluation);
    }

    @Override
    default void push(int partition, BoundStep then, StepIterator run) {
        run.push(Frame.own(new WindowElements(windows(partition, run.evaluation())), then));
    }
}
