/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.block;

import static dev.sparrow.storage.block.CachedPartitionsTest.keep;
import static dev.sparrow.storage.block.CachedPartitionsTest.longs;
import static dev.sparrow.storage.block.CachedPartitionsTest.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.file.TemporaryFolder;
import dev.sparrow.storage.memory.ArrowMemory;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.StorageLevel;

import org.junit.jupiter.api.Test;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/// A store that is closed while it keeps a partition: nothing is kept, and nothing is left.
class ClosingStoreTest extends StoreTest {
    private static final CacheId ONE = new CacheId(1);
    private static final CacheId OTHER = new CacheId(2);

    /// A disk that closes the store when asked to make, read or delete a file; the first two fail then.
    private static final class ClosingDisk implements Disk {
        private final Disk disk = new Disk.Local();

        /// Null until it is time.
        private BlockStore closing;

        private boolean closesStore() {
            var toClose = closing;
            closing = null;
            if (toClose != null) {
                toClose.close();
            }
            return toClose != null;
        }

        private void closeStore() throws IOException {
            if (closesStore()) {
                throw new FileNotFoundException("its store was closed");
            }
        }

        @Override
        public TemporaryFolder createFolder(Path folder) throws IOException {
            return disk.createFolder(folder);
        }

        @Override
        public OutputStream create(Path file) throws IOException {
            closeStore();
            return disk.create(file);
        }

        @Override
        public byte[] read(Path file, long offset, int length) throws IOException {
            closeStore();
            return disk.read(file, offset, length);
        }

        @Override
        public void delete(Path path) throws IOException {
            closesStore();
            disk.delete(path);
        }
    }

    @Test
    void storeThatCloses_whileAPartitionMakesRoom_keepsNothing() {
        var disk = new ClosingDisk();
        var memory = new ArrowMemory(Long.MAX_VALUE);
        var store = store(new BlockStore(300_000, base, disk, memory));
        store.cached().register(ONE, StorageLevel.MEMORY_AND_DISK, 1);
        store.cached().register(OTHER, StorageLevel.MEMORY_ONLY, 1);
        keep(store, ONE, 0, longs(30_000));
        disk.closing = store;
        assertThatThrownBy(() -> keep(store, OTHER, 0, longs(30_000))).hasMessageContaining("store is closed");
        assertThat(memory.allocated()).isZero();
    }

    @Test
    void storeThatCloses_whileAPartitionIsChecked_keepsNothing() {
        var disk = new ClosingDisk();
        var memory = new ArrowMemory(Long.MAX_VALUE);
        var store = store(new BlockStore(300_000, base, disk, memory));
        store.cached().register(ONE, StorageLevel.MEMORY_AND_DISK, 1);
        keep(store, ONE, 0, longs(60_000));
        assertThat(store.bytesInMemory()).isPositive();
        assertThat(store.bytesOnDisk()).isPositive();
        disk.closing = store;
        assertThatThrownBy(() -> read(store, ONE, 0)).hasMessageContaining("store is closed");
        assertThat(memory.allocated()).isZero();
    }

    @Test
    void storeThatCloses_whileAFileIsDeleted_leavesNoFolder() throws IOException {
        var disk = new ClosingDisk();
        var store = store(new BlockStore(AMPLE, base, disk, new ArrowMemory(Long.MAX_VALUE)));
        store.cached().register(ONE, StorageLevel.DISK_ONLY, 1);
        keep(store, ONE, 0, longs(3_000));
        disk.closing = store;
        store.cached().drop(ONE);
        assertThat(filesUnder(base)).isEmpty();
    }
}
