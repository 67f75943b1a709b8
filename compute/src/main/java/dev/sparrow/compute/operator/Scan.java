/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.operator;

import dev.sparrow.compute.loop.LoopSource;
import dev.sparrow.compute.loop.RecordSource;
import dev.sparrow.compute.loop.WarmUp;
import dev.sparrow.compute.pipeline.Pipeline;
import dev.sparrow.compute.row.BoundStep;
import dev.sparrow.compute.row.CountedElements;
import dev.sparrow.compute.row.Evaluation;
import dev.sparrow.compute.row.Frame;
import dev.sparrow.compute.row.Origin;
import dev.sparrow.compute.row.RangeIterator;
import dev.sparrow.compute.row.SourceOpener;
import dev.sparrow.compute.row.StepIterator;
import dev.sparrow.format.ElementReader;
import dev.sparrow.lineage.Label;
import dev.sparrow.lineage.SourceData;

import java.util.List;

/// Reads files, or counts a range.
record Scan(SourceData data, Label label) implements LoopInput, RowOperator {

    @Override
    public LoopSource source(int partition, WarmUp head, Evaluation evaluation) {
        evaluation.environment().opened(this::describe);
        if (data instanceof SourceData.LongRange range) {
            return source(range, partition, head);
        }
        var elements = SourceOpener.open(data, label, partition, evaluation);
        return elements instanceof ElementReader<?> reader && !(data instanceof SourceData.Text)
                ? new RecordSource(reader)
                : new LoopSource.OfIterator(elements, Origin.FILE);
    }

    private static LoopSource source(SourceData.LongRange range, int partition, WarmUp head) {
        var from = range.firstIndex(partition);
        var to = range.firstIndex(partition + 1);
        if (to - from >= Pipeline.ELEMENTS_MIN) {
            head.skip();
        }
        return new LoopSource.OfRange(range.start(), range.step(), from, to);
    }

    @Override
    public void push(int partition, BoundStep then, StepIterator run) {
        var elements = SourceOpener.open(data, label, partition, run.evaluation());
        // A range that nobody looks at is counted without making its elements, so it must stay visible as one.
        var counted =
                elements instanceof RangeIterator
                        ? elements
                        : CountedElements.read(elements, Origin.FILE, run.evaluation().environment());
        run.push(Frame.own(counted, then));
    }

    @Override
    public String name() {
        return switch (data) {
            case SourceData.LongRange _ -> "range";
            case SourceData.Text _ -> "lines";
            case SourceData.WholeText _ -> "files";
            case SourceData.Checkpoint _ -> "checkpoint";
            case SourceData.Slices _, SourceData.Format _ -> label.operator();
        };
    }

    @Override
    public String describe() {
        return label + ": " + describe(data);
    }

    private static String describe(SourceData data) {
        return switch (data) {
            case SourceData.Slices slices -> slices.partitions() + " slices";
            case SourceData.LongRange range -> range.count() + " numbers from " + range.start() + " by " + range.step();
            case SourceData.Text lines ->
                    "lines of "
                            + lines.splits().stream().map(split -> split.path()).distinct().count()
                            + " file(s) in "
                            + lines.splits().size()
                            + " split(s)";
            case SourceData.Checkpoint written ->
                    "checkpoint of " + written.partitions() + " partition(s) in " + written.folder();
            case SourceData.WholeText files -> files.files().stream().mapToInt(List::size).sum() + " whole file(s)";
            case SourceData.Format(var source) -> source.describe();
        };
    }

    @Override
    public List<PhysicalOperator> inputs() {
        return List.of();
    }
}
