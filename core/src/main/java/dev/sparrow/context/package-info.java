/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// What a context does for its datasets: jobs, persisted data, checkpoints, listeners, added files.
///
/// [ContextCalls] is what operators see of it. [Jobs] starts, awaits and cancels jobs; [Retention] knows which data
/// some handle still reads; [Persistence] and [Checkpoints] keep partitions for later jobs; [dev.sparrow.spi.Engines]
/// finds the engine of a master. None of it is API. Read [Jobs] first.
package dev.sparrow.context;
