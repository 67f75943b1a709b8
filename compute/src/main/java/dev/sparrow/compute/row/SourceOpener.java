/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.text.CheckpointFile;
import dev.sparrow.compute.text.LineReader;
import dev.sparrow.compute.text.ReadTask;
import dev.sparrow.compute.text.WholeTextReader;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.format.BatchReader;
import dev.sparrow.format.BatchSource;
import dev.sparrow.format.ElementSource;
import dev.sparrow.lineage.Label;
import dev.sparrow.lineage.SourceData;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/// Opens the data that a task reads by itself.
public final class SourceOpener {
    private SourceOpener() {}

    public static Iterator<?> open(SourceData data, Label label, int partition, Evaluation evaluation) {
        var counters = evaluation.environment().counters();
        return switch (data) {
            case SourceData.LongRange range -> new RangeIterator(range, partition, counters);
            case SourceData.Text text -> {
                var split = text.splits().get(partition);
                var lines = LineReader.open(split, text.malformed(), text.lineBytesMax(), label, counters);
                evaluation.opened(lines::close);
                yield lines;
            }
            case SourceData.Checkpoint checkpoint -> {
                var elements = CheckpointFile.read(checkpoint, partition, label, counters);
                evaluation.opened(elements::close);
                yield elements;
            }
            case SourceData.WholeText text -> new WholeTextReader(text, partition, label, counters);
            case SourceData.Format(var source) -> open(source, partition, label, evaluation);
            case SourceData.Slices _ ->
                    throw new IllegalStateException(label + " is held by the program and read as slices");
        };
    }

    /// The columns of a partition.
    ///
    /// @param columns their names
    public static BatchReader columns(
            BatchSource<?> source, List<String> columns, Label label, int partition, Evaluation evaluation) {
        var task = new ReadTask(label, evaluation.environment().counters(), closing -> evaluation.opened(closing::run));
        try {
            var reader = source.open(partition, task, columns);
            evaluation.opened(reader::close);
            return reader;
        } catch (IOException e) {
            throw unreadable(source, partition, label, e);
        }
    }

    private static SparrowException unreadable(ElementSource<?> source, int partition, Label label, IOException e) {
        return new SparrowException(
                ErrorCode.INPUT_UNREADABLE,
                label + " cannot read partition " + partition + " of " + source.describe() + ": " + e + ".",
                e);
    }

    private static Iterator<?> open(ElementSource<?> source, int partition, Label label, Evaluation evaluation) {
        var task = new ReadTask(label, evaluation.environment().counters(), closing -> evaluation.opened(closing::run));
        try {
            var reader = source.open(partition, task);
            evaluation.opened(reader::close);
            return reader;
        } catch (IOException e) {
            throw unreadable(source, partition, label, e);
        }
    }
}
