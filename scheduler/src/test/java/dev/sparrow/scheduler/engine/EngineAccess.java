/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static dev.sparrow.scheduler.engine.Patience.await;

import akka.actor.typed.ActorSystem;

import dev.sparrow.Sparrow;
import dev.sparrow.scheduler.driver.DriverActor;
import dev.sparrow.scheduler.executor.Executor;
import dev.sparrow.scheduler.plan.StageRegistry;
import dev.sparrow.scheduler.protocol.DriverService;
import dev.sparrow.scheduler.protocol.ExecutorEvent;
import dev.sparrow.scheduler.protocol.MessageWriter;
import dev.sparrow.scheduler.protocol.Wire;
import dev.sparrow.storage.block.BlockStore;
import dev.sparrow.storage.block.Disk;
import dev.sparrow.storage.block.MapOutput;
import dev.sparrow.storage.block.PortableBlock;
import dev.sparrow.storage.block.RemoteBlocks;
import dev.sparrow.storage.block.Site;
import dev.sparrow.storage.memory.ArrowMemory;
import dev.sparrow.storage.memory.HeapLevel;
import dev.sparrow.storage.memory.MemoryBudget;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.ExecutorId;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

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

    /// The blocks of the only executor, or of the first of several.
    BlockStore blocks() {
        return engine.stores().getFirst();
    }

    /// The blocks of each executor.
    List<BlockStore> stores() {
        return engine.stores();
    }

    /// What operators take of the memory of all executors.
    long executionBytes() {
        return engine.stores().stream().mapToLong(store -> store.budget().used().executionBytes()).sum();
    }

    /// Waits until operators hold no memory: other tasks of a job that has failed may just be ending.
    void awaitNothingHeld() {
        await().until(() -> executionBytes() == 0);
    }

    /// Cached partitions that are being read, in all executors.
    long openLeases() {
        return engine.stores().stream().mapToLong(BlockStore::openLeases).sum();
    }

    /// What map tasks have made and is not dropped, of all executors.
    List<MapOutput.Id> outputs() {
        return engine.stores().stream().flatMap(store -> store.outputs().stream()).toList();
    }

    /// Blocks and operators write to and read from this disk.
    void use(Disk disk) {
        write("disk", disk);
    }

    /// Batches take this memory.
    void use(ArrowMemory memory) {
        write("memory", memory);
    }

    /// Who asks how full the heap is hears it from this one.
    void use(HeapLevel heap) {
        engine.stores().forEach(store -> write(MemoryBudget.class, "heap", store.budget(), heap));
    }

    private void write(String name, Object value) {
        engine.stores().forEach(store -> write(BlockStore.class, name, store, value));
    }

    private static void write(Class<?> type, String name, Object holder, Object value) {
        try {
            var field = type.getDeclaredField(name);
            field.setAccessible(true);
            field.set(holder, value);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    /// Makes the driver fail at a message, as a fault of ours would.
    @SuppressWarnings("unchecked")
    void killDriver() {
        var cluster = read(LocalEngine.class, "cluster", engine);
        var driver = (ActorSystem<DriverActor.Command>) read(LocalCluster.class, "driver", cluster);
        driver.tell(new DriverActor.SubmitJob(null, null));
    }

    /// Kills the driver, and waits until that is known.
    void loseDriver() {
        var dead = (LocalCluster) read(LocalEngine.class, "cluster", engine);
        killDriver();
        await().until(() -> dead.failure().isPresent());
    }

    /// Kills the driver, and waits until jobs are run by another one.
    void replaceDriver() {
        var dead = read(LocalEngine.class, "cluster", engine);
        killDriver();
        await().until(() -> !dead.equals(read(LocalEngine.class, "cluster", engine)));
    }

    /// From now on executors that share nothing ask this one, which is given the driver's own.
    void answerBy(UnaryOperator<DriverService> change) {
        var fabric = read(LocalEngine.class, "fabric", engine);
        write(BytesFabric.class, "answers", fabric, change.apply(answers()));
    }

    /// Who answers what executors ask for that share nothing.
    DriverService answers() {
        return (DriverService) read(BytesFabric.class, "answers", read(LocalEngine.class, "fabric", engine));
    }

    /// Shows what an executor says that shares nothing, just before its driver hears it.
    void onEvents(String name, Consumer<ExecutorEvent> watcher) {
        var link = read(Executor.class, "link", executor(name));
        var writer = read(link.getClass(), "driver", link);
        @SuppressWarnings("unchecked")
        var driver = (Consumer<byte[]>) read(MessageWriter.class, "receiver", writer);
        Consumer<byte[]> watched =
                bytes -> {
                    if (Wire.decode(bytes, Object.class) instanceof ExecutorEvent event) {
                        watcher.accept(event);
                    }
                    driver.accept(bytes);
                };
        write(MessageWriter.class, "receiver", writer, watched);
    }

    private Executor executor(String name) {
        @SuppressWarnings("unchecked")
        var executors =
                (Map<ExecutorId, Executor>)
                        read(BytesFabric.class, "executors", read(LocalEngine.class, "fabric", engine));
        return executors.get(new ExecutorId(name));
    }

    /// Tells whose block an executor has got of an exchange, just before it reads it.
    void onBlockRead(Consumer<ExecutorId> watcher) {
        for (var store : engine.stores()) {
            var site = (Site) read(BlockStore.class, "site", store);
            var watched = new WatchedBlocks(site.others(), watcher);
            write(BlockStore.class, "site", store, new Site(site.executor(), watched, site.listener()));
        }
    }

    private record WatchedBlocks(RemoteBlocks blocks, Consumer<ExecutorId> watcher) implements RemoteBlocks {
        @Override
        public Optional<PortableBlock> shuffle(ExecutorId executor, MapOutput.Id output, int reducePartition) {
            var block = blocks.shuffle(executor, output, reducePartition);
            watcher.accept(executor);
            return block;
        }

        @Override
        public Optional<PortableBlock> cached(CacheId cache, int partition) {
            return blocks.cached(cache, partition);
        }

        @Override
        public void lose(CacheId cache, int partition, AttemptId maker) {
            blocks.lose(cache, partition, maker);
        }
    }

    /// Loses an executor, as if its process had died.
    boolean loseExecutor(String name) {
        return engine.loseExecutor(name);
    }

    void awaitEvents() {
        engine.awaitEvents();
    }

    /// Loses what the map tasks of one partition made, as a crashed disk would; returns how many outputs that were.
    int loseMapOutput(int mapPartition) {
        var lost = 0;
        for (var store : engine.stores()) {
            var outputs = store.outputs().stream().filter(output -> output.mapPartition() == mapPartition).toList();
            outputs.forEach(store::drop);
            lost += outputs.size();
        }
        return lost;
    }

    /// Loses a cached partition, as if it had to make room; returns whether it was there.
    boolean losePartition(DatasetId dataset, int partition) {
        var book = (StageRegistry) read(LocalEngine.class, "book", engine);
        return book.persisted().stream()
                .filter(persisted -> persisted.dataset().equals(dataset))
                .anyMatch(persisted -> lose(persisted.cache().orElseThrow(), partition));
    }

    private boolean lose(CacheId cache, int partition) {
        var lost = false;
        for (var store : engine.stores()) {
            lost |= store.cached().lose(cache, partition);
        }
        return lost;
    }
}
