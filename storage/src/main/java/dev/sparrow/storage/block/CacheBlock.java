/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.block;

import dev.sparrow.value.CacheId;
import dev.sparrow.value.StorageLevel;

/// One partition that is to be cached, or is.
record CacheBlock(CacheId cache, int partition, StorageLevel level) {

    String fileName() {
        return "cache-" + cache + "-" + partition;
    }

    @Override
    public String toString() {
        return "Partition " + partition + " of cache " + cache + " (" + level + ")";
    }
}
