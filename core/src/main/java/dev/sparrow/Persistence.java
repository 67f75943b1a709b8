/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import dev.sparrow.lineage.Lineage;
import dev.sparrow.spi.Engine;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.StorageLevel;
import dev.sparrow.value.StorageStatus;

/// Which datasets of a context are persisted. Lineage does not know: a node never changes.
final class Persistence {
    private final Engine engine;
    private final Retention retention;

    Persistence(Engine engine, Retention retention) {
        this.engine = engine;
        this.retention = retention;
    }

    /// @param hold of the handle that asks for it
    synchronized void persist(Recipe recipe, Lineage node, Retention.Hold hold, StorageLevel level) {
        recipe.require(level != null, "the level is null.");
        recipe.require(level.isValid(), "the level " + level + " keeps nothing. To stop keeping, use unpersist.");
        var before = level(node.id());
        recipe.require(
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
            engine.persist(node, level);
            retention.persisted(node, hold);
        }
    }

    synchronized void unpersist(Recipe recipe, Lineage node, boolean blocking) {
        engine.unpersist(node.id(), blocking);
    }

    boolean evict(Lineage node, int partition) {
        return engine.evict(node.id(), partition);
    }

    void cleanExchanges(Lineage node) {
        engine.cleanExchanges(node);
    }

    StorageLevel level(DatasetId dataset) {
        return engine.storage().stream()
                .filter(status -> status.dataset().equals(dataset))
                .map(StorageStatus::level)
                .findAny()
                .orElse(StorageLevel.NONE);
    }
}
