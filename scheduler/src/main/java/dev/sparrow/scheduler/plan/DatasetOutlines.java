/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.plan;

import dev.sparrow.event.StageOutline.DatasetOutline;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.LineageWalk;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.Lists;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// The datasets of a stage as listeners are told of them.
final class DatasetOutlines {
    private DatasetOutlines() {}

    /// Those that the tasks of a stage compute or read, parents first.
    ///
    /// @param root what they compute
    /// @param isThere tells which datasets are cached already, so that nothing behind them is computed
    static List<DatasetOutline> of(Lineage root, Set<DatasetId> persisted, Predicate<DatasetId> isThere) {
        var nodes = LineageWalk.parentsFirst(root, node -> isThere.test(node.id()) ? List.of() : node.withinStage());
        return Lists.map(nodes, node -> of(node, persisted.contains(node.id())));
    }

    private static DatasetOutline of(Lineage node, boolean isPersisted) {
        var label = node.header().label();
        return new DatasetOutline(
                node.id(),
                label.operator(),
                label.at(),
                node.partitions(),
                Lists.map(node.parents(), Lineage::id),
                isPersisted);
    }
}
