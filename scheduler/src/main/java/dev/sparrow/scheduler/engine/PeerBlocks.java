/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import dev.sparrow.scheduler.driver.CacheHolders;
import dev.sparrow.scheduler.executor.Executor;
import dev.sparrow.storage.block.MapOutput;
import dev.sparrow.storage.block.PortableBlock;
import dev.sparrow.storage.block.RemoteBlocks;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.ExecutorId;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// The blocks of other executors in this JVM, handed over as bytes.
///
/// @param self who asks
/// @param peers finds an executor by its id, as long as it is there
/// @param holders knows who has which cached partition
record PeerBlocks(ExecutorId self, Function<ExecutorId, Optional<Executor>> peers, CacheHolders holders)
        implements RemoteBlocks {
    @Override
    public Optional<PortableBlock> shuffle(ExecutorId executor, MapOutput.Id output, int reducePartition) {
        return peers.apply(executor).flatMap(peer -> peer.blocks().serve(output, reducePartition));
    }

    @Override
    public Optional<PortableBlock> cached(CacheId cache, int partition) {
        return others(cache, partition)
                .map(peer -> peer.blocks().cached().serve(cache, partition))
                .flatMap(Optional::stream)
                .findFirst();
    }

    @Override
    public void lose(CacheId cache, int partition, AttemptId maker) {
        others(cache, partition).forEach(peer -> peer.blocks().cached().lose(cache, partition, maker));
    }

    private Stream<Executor> others(CacheId cache, int partition) {
        return holders.of(cache, partition).stream()
                .filter(holder -> !holder.equals(self))
                .map(peers)
                .flatMap(Optional::stream);
    }
}
