/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.operator;

import dev.sparrow.config.Keys;
import dev.sparrow.config.Settings;
import dev.sparrow.file.FileListing;
import dev.sparrow.format.InputFiles;
import dev.sparrow.format.InputFormat;
import dev.sparrow.format.TextRules;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.Operation;
import dev.sparrow.lineage.SourceData;
import dev.sparrow.value.Tuple2;

import java.util.List;
import java.util.Objects;

/// Datasets that are made from no other: of lists, of numbers, of files, cut into partitions as the settings say.
public final class Sources {
    private final Settings settings;
    private final int slots;

    public Sources(Settings settings, int slots) {
        this.settings = settings;
        this.slots = slots;
    }

    public static Lineage slices(OperatorCall call, List<?> elements, int numPartitions) {
        call.requirePartitions(numPartitions);
        return source(call, SourceData.Slices.of(elements, numPartitions));
    }

    /// A partition for each element, which would rather be computed at the places behind it.
    public static Lineage at(OperatorCall call, List<? extends Tuple2<?, ? extends List<String>>> elements) {
        for (var element : elements) {
            call.require(
                    element != null && element._2() != null && element._2().stream().allMatch(Objects::nonNull),
                    "an element has no list of places, or a place that is null: " + element + ".");
        }
        return source(call, SourceData.Slices.at(elements));
    }

    public static Lineage nothing(OperatorCall call) {
        return source(call, SourceData.Slices.of(List.of(), 0));
    }

    public static Lineage range(OperatorCall call, long start, long end, long step, int numPartitions) {
        call.require(step != 0, "the step is 0; it must be positive or negative.");
        call.requirePartitions(numPartitions);
        var count = Ranges.count(call.label(), start, end, step);
        return source(call, new SourceData.LongRange(start, step, count, numPartitions));
    }

    public Lineage lines(OperatorCall call, String path, int minPartitions) {
        call.requirePartitions(minPartitions);
        var splits = FileListing.of(path).splits(minPartitions, splitBytesMax(), slots);
        return source(call, new SourceData.Text(splits, malformed(), settings.get(Keys.TEXT_LINE_BYTES_MAX)));
    }

    public Lineage wholeTexts(OperatorCall call, String path, int minPartitions) {
        call.requirePartitions(minPartitions);
        return source(call, new SourceData.WholeText(FileListing.of(path).groups(minPartitions), malformed()));
    }

    public Lineage format(OperatorCall call, FileListing listing, int minPartitions, InputFormat<?> format) {
        call.requirePartitions(minPartitions);
        var rules = new TextRules(settings.get(Keys.TEXT_MALFORMED_FAIL), settings.get(Keys.TEXT_LINE_BYTES_MAX));
        var files = new InputFiles(listing, minPartitions, splitBytesMax(), slots, rules);
        return source(call, new SourceData.Format(format.source(files)));
    }

    public static Lineage source(OperatorCall call, SourceData data) {
        return call.node(new Operation.Source(data));
    }

    public long splitBytesMax() {
        return Math.max(1, settings.get(Keys.TEXT_SPLIT_BYTES_MAX));
    }

    private SourceData.Malformed malformed() {
        return settings.get(Keys.TEXT_MALFORMED_FAIL) ? SourceData.Malformed.FAIL : SourceData.Malformed.REPLACE;
    }
}
