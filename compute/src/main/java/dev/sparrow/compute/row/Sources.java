/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.text.LineReader;
import dev.sparrow.compute.text.WholeTextReader;
import dev.sparrow.lineage.SourceData;

import java.util.Iterator;

/// Opens the data that a task reads by itself.
final class Sources {
    private Sources() {}

    static Iterator<?> open(Op.Read read, int partition, Evaluation evaluation) {
        var counters = evaluation.environment().counters();
        return switch (read.data()) {
            case SourceData.LongRange range -> new RangeIterator(range, partition, counters);
            case SourceData.Text text -> {
                var lines = LineReader.open(text, partition, read.label(), counters);
                evaluation.opened(lines::close);
                yield lines;
            }
            case SourceData.Checkpoint checkpoint -> {
                var elements = CheckpointReader.open(checkpoint, partition, read.label());
                evaluation.opened(elements);
                yield elements;
            }
            case SourceData.WholeText text -> new WholeTextReader(text, partition, read.label(), counters);
            case SourceData.Slices _ ->
                    throw new IllegalStateException(read.label() + " is held by the program and read as slices");
        };
    }
}
