/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.executor;

import dev.sparrow.compute.CacheSink;
import dev.sparrow.storage.block.CacheWriter;
import dev.sparrow.storage.columnar.Window;

/// Keeps a partition in the block store.
record BlockCacheSink(CacheWriter writer) implements CacheSink {
    @Override
    public void append(Object element) {
        writer.append(element);
    }

    @Override
    public void append(Window window) {
        writer.append(window);
    }

    @Override
    public void commit() {
        writer.commit();
    }
}
