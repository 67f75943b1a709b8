/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.block;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Tests with stores that they need not close, and of which nothing may be left.
abstract class StoreTest {
    static final long AMPLE = 1L << 30;

    @TempDir Path base;

    private final List<BlockStore> stores = new ArrayList<>();

    final BlockStore store(long memoryBytesMax) {
        return store(new BlockStore(memoryBytesMax, base));
    }

    final BlockStore store(BlockStore store) {
        stores.add(store);
        return store;
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        for (var store : stores) {
            assertThat(store.openLeases()).isZero();
            store.close();
            assertThat(store.bytesInMemory()).isZero();
            assertThat(store.bytesOnDisk()).isZero();
            assertThat(store.openLeases()).isZero();
            assertThat(store.memory().allocated()).isZero();
        }
        assertThat(filesUnder(base)).isEmpty();
    }

    /// The files that hold data, in no folder and not those that lock one.
    static List<Path> dataFilesUnder(Path folder) throws IOException {
        return filesUnder(folder).stream()
                .filter(path -> Files.isRegularFile(path) && !path.endsWith(".lock"))
                .toList();
    }

    static List<Path> filesUnder(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            return paths.filter(path -> !path.equals(folder)).toList();
        }
    }
}
