/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.executor;

import dev.sparrow.config.Compilation;
import dev.sparrow.scheduler.protocol.DriverLink;
import dev.sparrow.scheduler.protocol.StageStore;
import dev.sparrow.storage.block.BlockStore;
import dev.sparrow.value.CacheId;

import java.util.function.BiPredicate;
import java.util.function.LongConsumer;

/// What all attempts of an executor share.
///
/// @param stages what the driver knows of stages
/// @param driver who is told how they end
/// @param handover how their results get there
/// @param everCached whether a partition was cached once, here or elsewhere
/// @param broadcasts frees the value of a broadcast, by its id; may wait
public record ExecutorContext(
        BlockStore blocks,
        Compilation compilation,
        StageStore stages,
        DriverLink driver,
        Handover handover,
        BiPredicate<CacheId, Integer> everCached,
        LongConsumer broadcasts) {}
