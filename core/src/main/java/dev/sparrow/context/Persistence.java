/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.context;

import dev.sparrow.lineage.Lineage;
import dev.sparrow.operator.OperatorCall;
import dev.sparrow.spi.DatasetStore;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.StorageLevel;
import dev.sparrow.value.StorageStatus;

/// The persisted datasets of a context. Lineage does not know: a node never changes.
public final class Persistence {
    private final DatasetStore datasets;
    private final Retention retention;

    public Persistence(DatasetStore datasets, Retention retention) {
        this.datasets = datasets;
        this.retention = retention;
    }

    /// Marks a dataset as persisted.
    ///
    /// @param hold of the handle that asks for it
    public synchronized void persist(OperatorCall call, Lineage node, Retention.Hold hold, StorageLevel level) {
        call.require(level != null, "the level is null.");
        call.require(level.isValid(), "the level " + level + " keeps nothing. To stop keeping, use unpersist.");
        var before = level(node.id());
        call.require(
                before.equals(StorageLevel.NONE) || before.equals(level),
                node.header().label()
                        + " [dataset "
                        + node.id()
                        + "] is persisted as "
                        + before
                        + " and cannot become "
                        + level
                        + ". Call unpersist() first.");
        if (before.equals(StorageLevel.NONE)) {
            datasets.persist(node, level);
            retention.persisted(node, hold);
        }
    }

    public synchronized void unpersist(OperatorCall call, Lineage node, boolean blocking) {
        datasets.unpersist(node.id(), blocking);
    }

    public boolean evict(Lineage node, int partition) {
        return datasets.evict(node.id(), partition);
    }

    public void cleanExchanges(Lineage node) {
        datasets.cleanExchanges(node);
    }

    public StorageLevel level(DatasetId dataset) {
        return datasets.storage().stream()
                .filter(status -> status.dataset().equals(dataset))
                .map(StorageStatus::level)
                .findAny()
                .orElse(StorageLevel.NONE);
    }
}
