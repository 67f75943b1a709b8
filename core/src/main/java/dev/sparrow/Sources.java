/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import dev.sparrow.config.Keys;
import dev.sparrow.config.Settings;
import dev.sparrow.file.FileListing;
import dev.sparrow.format.InputFiles;
import dev.sparrow.format.InputFormat;
import dev.sparrow.format.TextRules;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.Operation;
import dev.sparrow.lineage.SourceData;

import java.util.List;

/// Datasets that are made from no other: of lists, of numbers, of files, cut into partitions as the settings say.
final class Sources {
    private final Settings settings;
    private final int slots;

    Sources(Settings settings, int slots) {
        this.settings = settings;
        this.slots = slots;
    }

    static Lineage slices(Recipe recipe, List<?> elements, int numPartitions) {
        recipe.requirePartitions(numPartitions);
        return source(recipe, SourceData.Slices.of(elements, numPartitions));
    }

    static Lineage nothing(Recipe recipe) {
        return source(recipe, SourceData.Slices.of(List.of(), 0));
    }

    static Lineage range(Recipe recipe, long start, long end, long step, int numPartitions) {
        recipe.require(step != 0, "the step is 0; it must be positive or negative.");
        recipe.requirePartitions(numPartitions);
        var count = Ranges.count(recipe.label(), start, end, step);
        return source(recipe, new SourceData.LongRange(start, step, count, numPartitions));
    }

    Lineage lines(Recipe recipe, String path, int minPartitions) {
        recipe.requirePartitions(minPartitions);
        var splits = FileListing.of(path).splits(minPartitions, splitBytesMax(), slots);
        return source(recipe, new SourceData.Text(splits, malformed(), settings.get(Keys.TEXT_LINE_BYTES_MAX)));
    }

    Lineage wholeTexts(Recipe recipe, String path, int minPartitions) {
        recipe.requirePartitions(minPartitions);
        return source(recipe, new SourceData.WholeText(FileListing.of(path).groups(minPartitions), malformed()));
    }

    Lineage format(Recipe recipe, FileListing listing, int minPartitions, InputFormat<?> format) {
        recipe.requirePartitions(minPartitions);
        var rules = new TextRules(settings.get(Keys.TEXT_MALFORMED_FAIL), settings.get(Keys.TEXT_LINE_BYTES_MAX));
        var files = new InputFiles(listing, minPartitions, splitBytesMax(), slots, rules);
        return source(recipe, new SourceData.Format(format.source(files)));
    }

    static Lineage source(Recipe recipe, SourceData data) {
        return recipe.node(new Operation.Source(data));
    }

    long splitBytesMax() {
        return Math.max(1, settings.get(Keys.TEXT_SPLIT_BYTES_MAX));
    }

    private SourceData.Malformed malformed() {
        return settings.get(Keys.TEXT_MALFORMED_FAIL) ? SourceData.Malformed.FAIL : SourceData.Malformed.REPLACE;
    }
}
