/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.pipeline.Loop;
import dev.sparrow.compute.pipeline.Pipeline;
import dev.sparrow.compute.pipeline.Sink;
import dev.sparrow.function.Function2;
import dev.sparrow.function.VoidFunction;
import dev.sparrow.lineage.Label;

import java.util.Iterator;
import java.util.List;

/// Elements whose last steps run, together with the output's own work, in one compiled loop: first those of the head in
/// row mode, then the loop takes over. If there can be no loop, all in row mode.
final class FusedElements implements Elements {
    private final Evaluation evaluation;
    private final int partition;
    private final LoopSource source;
    private final List<Op.StepCall> calls;
    private final int head;

    /// @param calls what is between source and output
    /// @param head how many elements of the source to try before a loop is made
    FusedElements(Evaluation evaluation, int partition, LoopSource source, List<Op.StepCall> calls, int head) {
        this.evaluation = evaluation;
        this.partition = partition;
        this.source = source;
        this.calls = calls;
        this.head = head;
    }

    @Override
    public Iterator<Object> iterator() {
        return rows(Long.MAX_VALUE).elements();
    }

    /// The next elements of the source, at most `limit`, in row mode.
    private RowElements rows(long limit) {
        BoundStep chain = null;
        for (var call : calls.reversed()) {
            chain = StepBinder.bind(call, partition, chain, evaluation.environment());
        }
        var elements = source.head(limit, evaluation.environment());
        return new RowElements(evaluation.iterate(0, new Frame.Elements(elements, chain, null)));
    }

    private Pipeline pipeline() {
        return Pipeline.of(source.kind(), calls, evaluation.environment()::checkCancelled);
    }

    private Loop run(Loop loop) {
        source.feed(loop, evaluation.environment());
        return loop;
    }

    @Override
    public boolean into(Sink sink) {
        if (head > 0 && !rows(head).into(sink)) {
            return false;
        }
        if (!source.hasNext()) {
            return true;
        }
        return pipeline().into(sink).map(loop -> !run(loop).stopped()).orElseGet(() -> rows(Long.MAX_VALUE).into(sink));
    }

    @Override
    public long count() {
        if (calls.isEmpty()) {
            return evaluation.iterate(partition).count();
        }
        var first = head > 0 ? rows(head).count() : 0;
        if (!source.hasNext()) {
            return first;
        }
        var rest = pipeline().count().map(loop -> run(loop).count()).orElseGet(() -> rows(Long.MAX_VALUE).count());
        return Math.addExact(first, rest);
    }

    @Override
    public Folded fold(Folded start, Function2<Object, Object, Object> function, Label label) {
        var first = head > 0 ? rows(head).fold(start, function, label) : start;
        if (!source.hasNext()) {
            return first;
        }
        return pipeline()
                .fold(function, label)
                .map(loop -> fold(first, loop))
                .orElseGet(() -> rows(Long.MAX_VALUE).fold(first, function, label));
    }

    private Folded fold(Folded start, Loop loop) {
        if (start.started()) {
            loop.startWith(start.value());
        }
        run(loop);
        return new Folded(loop.started(), loop.result());
    }

    @Override
    public void each(VoidFunction<Object> function, Label label) {
        if (head > 0) {
            rows(head).each(function, label);
        }
        if (!source.hasNext()) {
            return;
        }
        var loop = pipeline().each(function, label);
        loop.ifPresentOrElse(this::run, () -> rows(Long.MAX_VALUE).each(function, label));
    }
}
