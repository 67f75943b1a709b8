/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.executor;

import dev.sparrow.config.Compilation;
import dev.sparrow.scheduler.protocol.DriverLink;
import dev.sparrow.scheduler.protocol.StageStore;
import dev.sparrow.storage.block.BlockStore;

/// What all attempts of an executor share.
///
/// @param stages what the driver knows of stages
/// @param driver who is told how they end
/// @param handover how their results get there
public record ExecutorContext(
        BlockStore blocks, Compilation compilation, StageStore stages, DriverLink driver, Handover handover) {}
