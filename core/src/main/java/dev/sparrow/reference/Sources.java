/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.reference;

import dev.sparrow.lineage.SourceData;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// The elements of sources.
final class Sources {
    private Sources() {}

    static List<List<Object>> read(SourceData data) {
        return switch (data) {
            case SourceData.Slices slices -> copies(slices.slices());
            case SourceData.LongRange range -> range(range);
            case SourceData.Text text -> TextFiles.lines(text);
            case SourceData.WholeText text -> TextFiles.whole(text);
            case SourceData.Format(var source) -> FormatTask.read(source);
            case SourceData.Checkpoint _ ->
                    throw new UnsupportedOperationException(
                            "only engines read checkpoints: evaluate before it is written");
        };
    }

    private static List<List<Object>> copies(List<List<Object>> slices) {
        var output = new ArrayList<List<Object>>();
        slices.forEach(slice -> output.add(Copies.ofAll(slice)));
        return output;
    }

    private static List<List<Object>> range(SourceData.LongRange range) {
        var output = new ArrayList<List<Object>>();
        for (var p = 0; p < range.partitions(); p++) {
            var elements = new ArrayList<Object>();
            for (var i = firstIndex(range, p); i < firstIndex(range, p + 1L); i++) {
                var offset = BigInteger.valueOf(range.step()).multiply(BigInteger.valueOf(i));
                elements.add(BigInteger.valueOf(range.start()).add(offset).longValueExact());
            }
            output.add(elements);
        }
        return output;
    }

    private static long firstIndex(SourceData.LongRange range, long partition) {
        return BigInteger.valueOf(range.count())
                .multiply(BigInteger.valueOf(partition))
                .divide(BigInteger.valueOf(range.partitions()))
                .longValueExact();
    }
}
