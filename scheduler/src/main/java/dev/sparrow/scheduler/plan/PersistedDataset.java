/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.plan;

import dev.sparrow.value.CacheId;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.StorageLevel;

import java.util.Optional;

/// A persisted dataset.
///
/// @param name that people gave it, or else the operation that makes it
/// @param cache under which its partitions are cached; empty as long as no job has begun to
public record PersistedDataset(
        DatasetId dataset, String name, StorageLevel level, int partitions, Optional<CacheId> cache) {}
