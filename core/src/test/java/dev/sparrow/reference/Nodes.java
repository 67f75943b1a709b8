/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.reference;

import dev.sparrow.lineage.Exchange;
import dev.sparrow.lineage.Header;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.Operation;
import dev.sparrow.lineage.SourceData;
import dev.sparrow.lineage.Step;
import dev.sparrow.value.CallSite;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.ShuffleId;
import dev.sparrow.value.Tuple2;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Lineage for tests, without a context.
final class Nodes {
    private static final AtomicInteger IDS = new AtomicInteger();

    private Nodes() {}

    static Lineage node(Operation operation, Lineage... parents) {
        var header =
                new Header(
                        new DatasetId(IDS.incrementAndGet()),
                        operation.getClass().getSimpleName(),
                        new CallSite("Test.java", IDS.get()));
        return new Lineage(header, operation, List.of(parents));
    }

    static Lineage source(SourceData data) {
        return node(new Operation.Source(data));
    }

    /// One partition for each list, which may hold null.
    static Lineage slices(List<?>... slices) {
        var copies = new ArrayList<List<Object>>();
        for (var slice : slices) {
            copies.add(new ArrayList<>(slice));
        }
        return source(new SourceData.Slices(copies, List.of()));
    }

    static Lineage step(Lineage parent, Step step) {
        return node(new Operation.Narrow(step), parent);
    }

    static Lineage exchange(Lineage parent, Exchange exchange) {
        return node(new Operation.Shuffled(new ShuffleId(IDS.incrementAndGet()), exchange), parent);
    }

    static Tuple2<Object, Object> pair(Object key, Object value) {
        return Tuple2.of(key, value);
    }
}
