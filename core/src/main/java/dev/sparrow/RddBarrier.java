/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import dev.sparrow.closure.DriverOnly;
import dev.sparrow.function.FlatMapFunction;
import dev.sparrow.function.Function2;
import dev.sparrow.lineage.Step;
import dev.sparrow.operator.Erased;
import dev.sparrow.operator.OperatorCall;

import java.util.Iterator;

/// A dataset whose next step is computed by tasks that run all at the same time; see [Rdd#barrier].
///
/// @param <T> the type of the elements
public final class RddBarrier<T> implements DriverOnly {
    private final Rdd<T> rdd;

    RddBarrier(Rdd<T> rdd) {
        this.rdd = rdd;
    }

    public <R> Rdd<R> mapPartitions(FlatMapFunction<Iterator<T>, R> function) {
        return mapPartitions(function, false);
    }

    /// As [Rdd#mapPartitions(FlatMapFunction, boolean)]; the function may call
    /// [dev.sparrow.task.BarrierTaskContext#get].
    public <R> Rdd<R> mapPartitions(FlatMapFunction<Iterator<T>, R> function, boolean preservesPartitioning) {
        var call = rdd.call("barrier mapPartitions");
        var everywhere = Erased.everyPartition(call.check(function));
        return step(call, new Step.MapPartitions(everywhere, preservesPartitioning, true));
    }

    public <R> Rdd<R> mapPartitionsWithIndex(Function2<Integer, Iterator<T>, Iterator<R>> function) {
        return mapPartitionsWithIndex(function, false);
    }

    /// As [Rdd#mapPartitionsWithIndex(Function2, boolean)]; the function may call
    /// [dev.sparrow.task.BarrierTaskContext#get].
    public <R> Rdd<R> mapPartitionsWithIndex(
            Function2<Integer, Iterator<T>, Iterator<R>> function, boolean preservesPartitioning) {
        var call = rdd.call("barrier mapPartitionsWithIndex");
        var indexed = Erased.partitions(call.check(function));
        return step(call, new Step.MapPartitions(indexed, preservesPartitioning, true));
    }

    private <R> Rdd<R> step(OperatorCall call, Step step) {
        return new Rdd<>(rdd.context(), call.step(rdd.lineage(), step));
    }
}
