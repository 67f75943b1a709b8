/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.picture;

import dev.sparrow.ui.state.Moment;

import java.util.List;

/// The cached partitions as a map: a square for each, by dataset, as dark as it is large; on disk hatched, missing
/// empty.
public final class MemoryPicture {
    private static final double SIDE = 16;
    private static final int ACROSS = 60;
    private static final double LEFT = 16;
    private static final int SQUARES_MAX = 3_000;

    private MemoryPicture() {}

    public static String of(List<Moment.CachedDataset> datasets) {
        var height = 16.0;
        for (var dataset : datasets) {
            height += 24 + SIDE * rows(dataset) + 12;
        }
        var svg =
                new Svg(
                        "memory",
                        2 * LEFT + ACROSS * SIDE,
                        height,
                        "Cached partitions of " + datasets.size() + (datasets.size() == 1 ? " dataset" : " datasets"));
        var most = datasets.stream().flatMap(dataset -> dataset.cached().stream()).mapToLong(MemoryPicture::size).max();
        var y = 16.0;
        for (var dataset : datasets) {
            svg.text("title", LEFT, y + 12, "start", title(dataset));
            y += 24;
            squares(svg, dataset, y, most.orElse(0));
            y += SIDE * rows(dataset) + 12;
        }
        return svg.done();
    }

    private static String title(Moment.CachedDataset dataset) {
        return dataset.name()
                + ": "
                + dataset.cached().size()
                + " of "
                + dataset.partitions()
                + " partitions, "
                + Amounts.bytes(dataset.bytesInMemory())
                + " in memory, "
                + Amounts.bytes(dataset.bytesOnDisk())
                + " on disk";
    }

    private static int squares(Moment.CachedDataset dataset) {
        return Math.min(SQUARES_MAX, Math.max(dataset.partitions(), dataset.cached().size()));
    }

    private static int rows(Moment.CachedDataset dataset) {
        return (squares(dataset) + ACROSS - 1) / ACROSS;
    }

    private static void squares(Svg svg, Moment.CachedDataset dataset, double top, long most) {
        var kinds = new String[squares(dataset)];
        var titles = new String[kinds.length];
        for (var cached : dataset.cached()) {
            if (cached.partition() < kinds.length) {
                kinds[cached.partition()] = kind(cached, most);
                titles[cached.partition()] =
                        "Partition "
                                + cached.partition()
                                + " on "
                                + cached.executor()
                                + ": "
                                + Amounts.bytes(cached.bytesInMemory())
                                + " in memory, "
                                + Amounts.bytes(cached.bytesOnDisk())
                                + " on disk";
            }
        }
        for (var i = 0; i < kinds.length; i++) {
            var row = i / ACROSS;
            svg.rectangle(
                    kinds[i] == null ? "block missing" : kinds[i],
                    LEFT + SIDE * (i % ACROSS),
                    top + SIDE * row,
                    SIDE - 2,
                    SIDE - 2,
                    titles[i] == null ? "Partition " + i + " is not cached" : titles[i]);
        }
    }

    private static String kind(Moment.CachedPartition cached, long most) {
        var heat = most == 0 ? 0 : Math.round(9.0 * size(cached) / most);
        return "block " + (cached.bytesInMemory() == 0 && cached.bytesOnDisk() > 0 ? "disk" : "heat" + heat);
    }

    private static long size(Moment.CachedPartition cached) {
        return Math.max(cached.bytesInMemory(), cached.bytesOnDisk());
    }
}
