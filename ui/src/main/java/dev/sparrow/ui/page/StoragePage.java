/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.page;

import dev.sparrow.ui.picture.Amounts;
import dev.sparrow.ui.picture.Markup;
import dev.sparrow.ui.picture.MemoryPicture;
import dev.sparrow.ui.state.CacheChange;
import dev.sparrow.ui.state.Moment;

import java.util.List;

/// What is cached, as a map and as a table, and what happened to it last.
final class StoragePage {
    private static final int CHANGES_MAX = 50;

    private StoragePage() {}

    static String of(Moment moment) {
        var html = new Markup();
        html.element("h1", "Memory");
        var datasets = moment.cached();
        if (datasets.isEmpty()) {
            return html.element("p", "Nothing was cached so far.").toString();
        }
        html.open(
                "div",
                "class",
                "scroll picture",
                "tabindex",
                "0",
                "role",
                "region",
                "aria-label",
                "Map of cached partitions");
        html.raw(MemoryPicture.of(datasets)).close("div");
        var table = new TableOf("Cached datasets", List.of("Dataset", "Level", "Partitions", "#In memory", "#On disk"));
        for (var dataset : datasets) {
            table.row("").cell(dataset.name()).cell(dataset.level());
            table.cell(dataset.cached().size() + " of " + dataset.partitions());
            table.number(Amounts.bytes(dataset.bytesInMemory())).number(Amounts.bytes(dataset.bytesOnDisk())).end();
        }
        html.raw(table.done());
        changes(html, moment);
        return html.toString();
    }

    private static void changes(Markup html, Moment moment) {
        var moved =
                moment.changes().stream().filter(change -> !(change instanceof CacheChange.Cached)).toList().reversed();
        if (moved.isEmpty()) {
            return;
        }
        html.element("h2", "Partitions that had to go").open("ul");
        moved.stream().limit(CHANGES_MAX).forEach(change -> html.element("li", words(change)));
        html.close("ul");
    }

    private static String words(CacheChange change) {
        var which =
                Amounts.micros(change.at())
                        + ": partition "
                        + change.partition()
                        + " of dataset "
                        + change.dataset()
                        + " on "
                        + change.executor()
                        + " ";
        return which
                + switch (change) {
                    case CacheChange.Cached _ -> "was cached.";
                    case CacheChange.Spilled spilled ->
                            "went to disk"
                                    + spilled.madeRoomFor().map(other -> " for dataset " + other).orElse("")
                                    + ".";
                    case CacheChange.Gone gone ->
                            gone.how().words()
                                    + gone.madeRoomFor().map(other -> " for dataset " + other).orElse("")
                                    + ".";
                };
    }
}
