/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.local;

import dev.sparrow.Sparrow;
import dev.sparrow.storage.block.BlockStore;

/// The engine inside a context, for tests that harm it.
final class EngineAccess {
    private final LocalEngine engine;

    private EngineAccess(LocalEngine engine) {
        this.engine = engine;
    }

    static EngineAccess of(Sparrow sc) {
        try {
            var field = Sparrow.class.getDeclaredField("engine");
            field.setAccessible(true);
            return new EngineAccess((LocalEngine) field.get(sc));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    BlockStore blocks() {
        return engine.blocks();
    }

    void awaitEvents() {
        engine.awaitEvents();
    }

    /// Loses what the map tasks of one partition made, as a crashed disk would; returns how many outputs that were.
    int loseMapOutput(int mapPartition) {
        var lost = blocks().outputs().stream().filter(output -> output.mapPartition() == mapPartition).toList();
        lost.forEach(blocks()::drop);
        return lost.size();
    }
}
