/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.operator.Erased;
import dev.sparrow.spi.EngineProvider;

import java.util.ArrayList;
import java.util.List;

/// What tests see of a dataset and users do not.
public final class Peek {
    private Peek() {}

    /// A context with an engine of the test's own.
    public static Sparrow context(SparrowConf conf, EngineProvider engine) {
        return new Sparrow(conf, List.of(engine));
    }

    /// Waits until the listeners have been told of everything that happened so far.
    public static void awaitEvents(Sparrow sc) {
        sc.awaitEvents();
    }

    public static Lineage lineage(Rdd<?> dataset) {
        return dataset.lineage();
    }

    /// The elements of each partition, computed by the engine in one job.
    public static List<List<Object>> partitions(Rdd<?> dataset) {
        var partials = dataset.call("partitions").run(dataset.lineage(), new Action.Collect());
        var partitions = new ArrayList<List<Object>>();
        partials.forEach(partial -> partitions.add(Erased.list(partial)));
        return partitions;
    }
}
