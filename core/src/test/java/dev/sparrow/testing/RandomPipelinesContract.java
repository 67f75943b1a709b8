/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.config.Keys;
import dev.sparrow.event.Event;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/// Random pipelines give on an engine what they give on the reference evaluator.
///
/// Every third one runs in a context that keeps nothing between stages in memory. `-Dseeds=5000` runs more of them,
/// `-Dseed=17` only that one.
public abstract class RandomPipelinesContract {
    private static final int SEEDS = 250;

    @TempDir Path folder;

    /// Opens a context with these settings and what the engine itself needs.
    protected abstract Sparrow start(SparrowConf conf);

    /// How many are run where `-Dseeds=` says nothing.
    protected int seeds() {
        return SEEDS;
    }

    @Test
    void randomPipelines_computeWhatTheReferenceComputes() throws Exception {
        var only = Long.getLong("seed");
        var seeds =
                only == null
                        ? LongStream.rangeClosed(1, Integer.getInteger("seeds", seeds())).toArray()
                        : new long[] {only};
        var spilledBytes = new AtomicLong();
        try (var inMemory = start(settings());
                var onDisk = start(settings().set(Keys.MEMORY_BYTES, "1"))) {
            onDisk.addListener(event -> spilledBytes.addAndGet(spilledBytes(event)));
            for (var seed : seeds) {
                RandomPipeline.generate(seed % 3 == 0 ? onDisk : inMemory, seed, folder).check();
            }
        }
        if (only == null) {
            assertThat(spilledBytes).as("bytes spilled by every third pipeline").hasPositiveValue();
        }
    }

    private static long spilledBytes(Event event) {
        return event instanceof Event.TaskFinished(_, _, var metrics) ? metrics.spilledBytes() : 0;
    }

    /// What pipelines need of a context besides an engine: small splits, so that lines cross their borders.
    public static SparrowConf settings() {
        return new SparrowConf().set(Keys.TEXT_SPLIT_BYTES_MAX, "100");
    }
}
