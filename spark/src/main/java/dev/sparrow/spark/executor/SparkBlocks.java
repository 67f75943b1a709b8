/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark.executor;

import dev.sparrow.storage.block.MapOutput;
import dev.sparrow.storage.block.PortableBlock;
import dev.sparrow.storage.block.RemoteBlocks;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.ExecutorId;

import scala.Product2;

import java.util.Optional;
import java.util.function.Supplier;

/// What Spark has for the task of the calling thread: the blocks of its shuffle, and what it caches.
final class SparkBlocks implements RemoteBlocks {

    @Override
    public Optional<PortableBlock> shuffle(ExecutorId executor, MapOutput.Id output, int reducePartition) {
        var task = SparkTask.current();
        var pairs = task.program().shuffled(output.shuffle().value(), reducePartition, task.context());
        return Optional.of(
                new Received(
                        output.attempt(),
                        () ->
                                pairs.hasNext()
                                        ? Optional.of((byte[]) ((Product2<?, ?>) pairs.next())._2())
                                        : Optional.empty()));
    }

    @Override
    public Optional<PortableBlock> cached(CacheId cache, int partition) {
        var task = SparkTask.current();
        if (task.makes(cache, partition)) {
            return Optional.empty();
        }
        var batches = task.program().cached(cache.value(), partition, task.context());
        return Optional.of(
                new Received(
                        new AttemptId(task.stage(), partition, 0),
                        () -> batches.hasNext() ? Optional.of((byte[]) batches.next()) : Optional.empty()));
    }

    /// Spark does not hand out what is damaged.
    @Override
    public void lose(CacheId cache, int partition, AttemptId maker) {}

    /// A block that is here.
    private record Received(AttemptId maker, Supplier<Optional<byte[]>> batches) implements PortableBlock {
        @Override
        public Optional<byte[]> next() {
            return batches.get();
        }

        @Override
        public void close() {}
    }
}
