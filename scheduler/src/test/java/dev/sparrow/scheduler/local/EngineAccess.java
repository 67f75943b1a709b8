/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.local;

import akka.actor.typed.ActorSystem;

import dev.sparrow.Sparrow;
import dev.sparrow.scheduler.actor.DriverActor;
import dev.sparrow.scheduler.plan.StageBook;
import dev.sparrow.storage.block.BlockStore;
import dev.sparrow.storage.block.Disk;
import dev.sparrow.storage.memory.ArrowMemory;
import dev.sparrow.value.DatasetId;

/// The engine inside a context, for tests that harm it.
final class EngineAccess {
    private final LocalEngine engine;

    private EngineAccess(LocalEngine engine) {
        this.engine = engine;
    }

    static EngineAccess of(Sparrow sc) {
        return new EngineAccess((LocalEngine) read(Sparrow.class, "engine", sc));
    }

    private static Object read(Class<?> type, String name, Object holder) {
        try {
            var field = type.getDeclaredField(name);
            field.setAccessible(true);
            return field.get(holder);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    BlockStore blocks() {
        return engine.blocks();
    }

    /// Blocks and operators write to and read from this disk.
    void use(Disk disk) {
        write("disk", disk);
    }

    /// Batches take this memory.
    void use(ArrowMemory memory) {
        write("memory", memory);
    }

    private void write(String name, Object value) {
        try {
            var field = BlockStore.class.getDeclaredField(name);
            field.setAccessible(true);
            field.set(blocks(), value);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    /// Makes the driver fail at a message, as a fault of ours would.
    @SuppressWarnings("unchecked")
    void killDriver() {
        var driver = (ActorSystem<DriverActor.Command>) read(LocalEngine.class, "driver", engine);
        driver.tell(new DriverActor.SubmitJob(null, null));
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

    /// Loses a kept partition, as if it had to make room; returns whether it was there.
    boolean losePartition(DatasetId dataset, int partition) {
        var book = (StageBook) read(LocalEngine.class, "book", engine);
        return book.persisted().stream()
                .filter(persisted -> persisted.dataset().equals(dataset))
                .anyMatch(persisted -> blocks().cached().lose(persisted.cache().orElseThrow(), partition));
    }
}
