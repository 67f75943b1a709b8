/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.CompressionCodecs;
import dev.sparrow.storage.memory.ArrowMemory;
import dev.sparrow.storage.memory.MemoryLimits;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.Compression;
import dev.sparrow.value.ShuffleId;
import dev.sparrow.value.StageId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/// Disks that are full, files that change.
class SpillTest {
    private static final ShuffleId SHUFFLE = new ShuffleId(2);
    private static final int PARTITIONS = 3;
    private static final int ELEMENTS = 60_000;

    @TempDir Path base;

    private static MapOutput write(BlockStore store, int map) {
        return write(store, map, ELEMENTS);
    }

    private static MapOutput write(BlockStore store, int map, int elements) {
        try (var writer = store.open(SHUFFLE, map, new AttemptId(new StageId(1), map, 0), PARTITIONS)) {
            for (var i = 0; i < elements; i++) {
                writer.write(i % PARTITIONS, "element " + i + " of map partition " + map);
            }
            return writer.commit();
        }
    }

    private static int readAll(BlockStore store, List<MapOutput> outputs) {
        var count = 0;
        for (var partition = 0; partition < PARTITIONS; partition++) {
            try (var reader = store.read(SHUFFLE, outputs, partition)) {
                while (reader.hasNext()) {
                    count += reader.next().rows();
                }
            }
        }
        return count;
    }

    private Path spillFile(int map) throws IOException {
        return StoreTest.filesUnder(base).stream()
                .filter(path -> path.getFileName().toString().startsWith("shuffle-2-map-" + map + "-"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyFlippedBit_isDetected() throws IOException {
        try (var store = new BlockStore(0, base)) {
            var output = write(store, 0);
            var file = spillFile(0);
            var bytes = Files.readAllBytes(file);
            assertThat(store.bytesOnDisk()).isEqualTo(bytes.length);
            var seed = System.nanoTime();
            var random = new Random(seed);
            for (var i = 0; i < 300; i++) {
                var bit = random.nextInt(bytes.length * 8);
                bytes[bit / 8] ^= (byte) (1 << bit % 8);
                Files.write(file, bytes);
                try {
                    readAll(store, List.of(output));
                    fail("Bit %d was flipped unnoticed, seed %d", bit, seed);
                } catch (BlocksLost e) {
                    assertThat(e).hasMessageContaining("corrupt are those of map partitions 0.");
                }
                bytes[bit / 8] ^= (byte) (1 << bit % 8);
            }
            Files.write(file, bytes);
            assertThat(readAll(store, List.of(output))).isEqualTo(ELEMENTS);
        }
    }

    @Test
    void packedChunks_takeLess_andAreFoundDamagedToo() throws IOException {
        var gzip = CompressionCodecs.of(Compression.GZIP);
        long plainBytes;
        try (var store = new BlockStore(MemoryLimits.ofBlocks(0), base)) {
            write(store, 0);
            plainBytes = store.bytesOnDisk();
        }
        try (var store = new BlockStore(MemoryLimits.ofBlocks(0), base, new ChunkForm(gzip, Optional.empty()))) {
            var output = write(store, 0);
            assertThat(store.bytesOnDisk()).isLessThan(plainBytes / 2);
            assertThat(readAll(store, List.of(output))).isEqualTo(ELEMENTS);
            var file = spillFile(0);
            var bytes = Files.readAllBytes(file);
            assertThat(store.bytesOnDisk()).isEqualTo(bytes.length);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
            assertThatThrownBy(() -> readAll(store, List.of(output)))
                    .isInstanceOf(BlocksLost.class)
                    .hasMessageContaining("corrupt are those of map partitions 0.");
        }
    }

    @Test
    void allDamagedBlocks_areNamedAtOnce() throws IOException {
        try (var store = new BlockStore(0, base)) {
            var outputs = new ArrayList<MapOutput>();
            for (var map = 0; map < 5; map++) {
                outputs.add(write(store, map));
            }
            try (var file = Files.newByteChannel(spillFile(1), StandardOpenOption.WRITE)) {
                file.truncate(100);
            }
            Files.delete(spillFile(3));
            var reader = store.read(SHUFFLE, outputs, 0);
            assertThatThrownBy(() -> reader.forEachRemaining(_ -> {}))
                    .isInstanceOfSatisfying(BlocksLost.class, e -> assertThat(e.mapPartitions()).containsExactly(1, 3))
                    .hasMessageContaining(
                            "missing are those of map partitions 3; corrupt are those of map partitions 1.");
            reader.close();
            assertThat(store.openLeases()).isZero();
        }
    }

    @Test
    void failingWrite_leavesNothing_whicheverItIs() throws IOException {
        for (var k = 1; k <= 50; k++) {
            var disk = new FlakyDisk(k);
            try (var store = new BlockStore(0, base, disk, new ArrowMemory(1L << 30))) {
                try {
                    write(store, 0, 200_000);
                    fail("Write %d should have failed", k);
                } catch (SparrowException e) {
                    assertThat(disk.hasFailed()).isTrue();
                    assertThat(e.code()).isEqualTo(ErrorCode.OUT_OF_RESOURCES);
                    assertThat(e)
                            .hasMessageContaining("huffle 2 does not fit into memory")
                            .hasMessageContaining(base.toString())
                            .hasMessageContaining("No space left on device")
                            .hasMessageContaining("set sparrow.local.dir to");
                }
                assertThat(store.bytesInMemory() + store.bytesOnDisk()).isZero();
                assertThat(StoreTest.filesUnder(base).stream().filter(file -> file.toString().endsWith(".spill")))
                        .isEmpty();
            }
            assertThat(StoreTest.filesUnder(base)).isEmpty();
        }
    }

    @Test
    void fullDisk_saysHowFarItCame_andWhatToDo() {
        try (var store = new BlockStore(0, base, new FlakyDisk(6), new ArrowMemory(1L << 30))) {
            assertThatThrownBy(() -> write(store, 7))
                    .hasMessageMatching(
                            "Map partition 7 of shuffle 2 does not fit into memory, and .*sparrow-\\d+.shuffle-2-map-7-0"
                                    + "\\.spill cannot be written after \\d+ bytes: No space left on device\\. Free space there, or set"
                                    + " sparrow\\.local\\.dir to a folder with more\\.");
        }
    }

    @Test
    void baseFolderThatIsAFile_isNamed() throws IOException {
        var file = Files.writeString(base.resolve("file"), "x");
        try (var store = new BlockStore(0, file)) {
            assertThatThrownBy(() -> write(store, 0))
                    .isInstanceOf(SparrowException.class)
                    .hasMessageContaining("no temporary file can be made in " + file)
                    .hasMessageContaining("set sparrow.local.dir to another folder");
        }
    }

    @Test
    void folder_isMadeWhenNeeded_andGoneAfterClose() throws IOException {
        var deep = base.resolve("not/there/yet");
        try (var store = new BlockStore(0, deep)) {
            assertThat(deep).doesNotExist();
            write(store, 0);
            try (Stream<Path> folders = Files.list(deep)) {
                assertThat(folders)
                        .singleElement()
                        .satisfies(folder -> assertThat(folder.getFileName().toString()).startsWith("sparrow-"));
            }
        }
        assertThat(deep).isEmptyDirectory();
    }

    @Test
    void folderThatSomebodyDeleted_isMadeAgain() throws IOException {
        try (var store = new BlockStore(0, base)) {
            write(store, 0);
            for (var file : StoreTest.filesUnder(base).reversed()) {
                Files.delete(file);
            }
            var output = write(store, 1);
            assertThat(readAll(store, List.of(output))).isEqualTo(ELEMENTS);
        }
        assertThat(base).isEmptyDirectory();
    }
}
