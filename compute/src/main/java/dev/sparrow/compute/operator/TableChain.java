/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.operator;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.relation.Chain;
import dev.sparrow.compute.relation.ChainContext;
import dev.sparrow.compute.relation.ColumnWindows;
import dev.sparrow.compute.row.Evaluation;
import dev.sparrow.compute.row.SourceOpener;
import dev.sparrow.compute.window.DeferredWindows;
import dev.sparrow.compute.window.WindowSource;
import dev.sparrow.format.BatchSource;
import dev.sparrow.lineage.SourceData;
import dev.sparrow.lineage.Step;
import dev.sparrow.table.step.TableStep;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// What a table does with the rows of a partition, one step after the other, see [Chain].
///
/// @param source makes the elements that the first step takes
/// @param columns where they are read as columns instead; null if they are no columns of files
/// @param lowering makes right tables
record TableChain(Pipelined source, BatchSource<?> columns, List<Chain.Part> parts, Lowering lowering)
        implements WindowOperator {

    static TableChain of(Op.LookedUp top, Lowering lowering) {
        var parts = new ArrayDeque<Chain.Part>();
        parts.addFirst(find(top));
        return below(top.left(), parts, lowering);
    }

    /// The last steps, of which `count` are left.
    static TableChain of(Op.Steps top, int count, Lowering lowering) {
        return steps(top, count, new ArrayDeque<>(), lowering);
    }

    private static TableChain steps(Op.Steps steps, int count, Deque<Chain.Part> parts, Lowering lowering) {
        var left = count;
        while (left > 0 && steps.calls().get(left - 1).step() instanceof Step.Relational(var step)) {
            parts.addFirst(new Chain.Apply(step, steps.calls().get(left - 1).label()));
            left--;
        }
        return left > 0
                ? new TableChain(lowering.elements(steps, left), null, List.copyOf(parts), lowering)
                : below(steps.input(), parts, lowering);
    }

    private static TableChain below(int op, Deque<Chain.Part> parts, Lowering lowering) {
        return switch (lowering.op(op)) {
            case Op.Steps steps when steps.calls().getLast().step() instanceof Step.Relational ->
                    steps(steps, steps.calls().size(), parts, lowering);
            case Op.LookedUp lookedUp -> {
                parts.addFirst(find(lookedUp));
                yield below(lookedUp.left(), parts, lowering);
            }
            case Op.Read(SourceData.Format(BatchSource<?> columns), _) ->
                    new TableChain(lowering.elements(op), columns, List.copyOf(parts), lowering);
            case Op _ -> new TableChain(lowering.elements(op), null, List.copyOf(parts), lowering);
        };
    }

    private static Chain.Find find(Op.LookedUp op) {
        return new Chain.Find(op.lookup(), op.right(), op.label(), op.dataset());
    }

    @Override
    public WindowSource make(int partition, Evaluation evaluation) {
        return new DeferredWindows(() -> {
            var context =
                    new ChainContext(
                            evaluation.environment(),
                            partition,
                            find -> lowering.elements(find.right()).open(partition, evaluation).windows());
            var first = (Chain.Apply) parts.getFirst();
            var schema = ((TableStep.OfElements) first.step()).schema();
            if (columns != null) {
                return new Chain(
                        parts,
                        schema,
                        used ->
                                ColumnWindows.of(
                                        schema,
                                        used,
                                        names ->
                                                SourceOpener.columns(
                                                        columns, names, first.label(), partition, evaluation),
                                        evaluation.environment().counters()),
                        context);
            }
            return new Chain(parts, schema, source.open(partition, evaluation).windows(), context);
        });
    }

    @Override
    public String name() {
        return "table";
    }

    @Override
    public String describe() {
        return "table: " + source.name() + " → " + parts.size() + " step(s)";
    }

    @Override
    public List<String> details() {
        var lines = new ArrayList<String>();
        for (var part : parts) {
            lines.add(
                    switch (part) {
                        case Chain.Apply(var step, var label) -> label + ": " + step;
                        case Chain.Find find -> find.label() + ": look up " + find.lookup();
                    });
        }
        return lines;
    }

    @Override
    public List<PhysicalOperator> inputs() {
        var inputs = new ArrayList<PhysicalOperator>();
        inputs.add(source);
        for (var part : parts) {
            if (part instanceof Chain.Find find && find.right() >= 0) {
                inputs.add(lowering.elements(find.right()));
            }
        }
        return inputs;
    }
}
