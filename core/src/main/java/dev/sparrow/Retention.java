/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import dev.sparrow.lineage.Lineage;
import dev.sparrow.spi.Engine;
import dev.sparrow.value.DatasetId;

import java.lang.ref.Cleaner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Knows which kept data the user can still reach, by what the garbage collector finds.
///
/// Two things die at different times. A *handle* that dies takes with it the reason to keep the data that it reads
/// within its own stage: a loop that replaces its `ranks` a thousand times keeps one generation of blocks. A *node*
/// lives as long as a later dataset is made from it; until then a lost partition can be made again.
final class Retention {
    private static final Cleaner CLEANER = Cleaner.create();

    private final Engine engine;
    private final Map<DatasetId, Integer> readers = new HashMap<>();

    Retention(Engine engine) {
        this.engine = engine;
    }

    /// A new handle on `node`. The handle keeps the data that it reads until it is collected.
    void handle(Rdd<?> handle, Lineage node) {
        var kept = node.readsKept();
        if (!kept.isEmpty()) {
            addReader(kept);
            CLEANER.register(handle, () -> removeReader(kept));
        }
    }

    /// A new node. If jobs keep data of it, the engine hears when nothing can ask for it any more.
    void node(Lineage node) {
        var id = node.id();
        if (node.readsKept().contains(id)) {
            CLEANER.register(node, () -> engine.forget(id));
        }
    }

    private synchronized void addReader(List<DatasetId> kept) {
        kept.forEach(id -> readers.merge(id, 1, Integer::sum));
    }

    private synchronized void removeReader(List<DatasetId> kept) {
        for (var id : kept) {
            if (readers.merge(id, -1, Integer::sum) == 0) {
                readers.remove(id);
                engine.release(id);
            }
        }
    }
}
