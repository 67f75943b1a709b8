/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cluster.executor;

import dev.sparrow.scheduler.protocol.DriverRequest;
import dev.sparrow.scheduler.protocol.ExecutorRequest;
import dev.sparrow.scheduler.protocol.Wire;
import dev.sparrow.storage.block.MapOutput;
import dev.sparrow.storage.block.PortableBlock;
import dev.sparrow.storage.block.RemoteBlocks;
import dev.sparrow.transport.CallFailed;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.ExecutorId;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The blocks of other executors, by calls.
///
/// @param self who asks
record CalledBlocks(ExecutorId self, Peers peers) implements RemoteBlocks {
    @Override
    public Optional<PortableBlock> shuffle(ExecutorId executor, MapOutput.Id output, int reducePartition) {
        return open(executor, from -> new ExecutorRequest.Shuffle(output, reducePartition, from));
    }

    @Override
    public Optional<PortableBlock> cached(CacheId cache, int partition) {
        for (var holder : holders(cache, partition)) {
            var block = open(holder, from -> new ExecutorRequest.Cached(cache, partition, from));
            if (block.isPresent()) {
                return block;
            }
        }
        return Optional.empty();
    }

    private Optional<PortableBlock> open(ExecutorId executor, CalledBlock.From from) {
        return new CalledBlock.Source(executor, peers, from).open(0).map(block -> block);
    }

    @SuppressWarnings("unchecked")
    private List<ExecutorId> holders(CacheId cache, int partition) {
        var answer = peers.ask(new DriverRequest.Holders(cache, partition));
        List<ExecutorId> all = answer.isEmpty() ? List.of() : Wire.decode(answer.get(), List.class);
        return all.stream().filter(holder -> !holder.equals(self)).toList();
    }

    @Override
    public void lose(CacheId cache, int partition, AttemptId maker) {
        var request = Wire.encodeMessage(new ExecutorRequest.Lose(cache, partition, Optional.of(maker)));
        for (var holder : holders(cache, partition)) {
            peers.other(holder)
                    .ifPresent(caller -> {
                        try {
                            var _ = caller.call(request).whole();
                        } catch (CallFailed _) {
                            // It has none any more.
                        } catch (IOException _) {
                            peers.forget(holder); // then it is gone, or whoever reads it next finds the damage
                        }
                    });
        }
    }
}
