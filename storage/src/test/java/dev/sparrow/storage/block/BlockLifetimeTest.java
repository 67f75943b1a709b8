/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.block;

import static dev.sparrow.storage.block.BlockStoreTest.SHUFFLE;
import static dev.sparrow.storage.block.BlockStoreTest.STAGE;
import static dev.sparrow.storage.block.BlockStoreTest.drain;
import static dev.sparrow.storage.block.BlockStoreTest.open;
import static dev.sparrow.storage.block.BlockStoreTest.read;
import static dev.sparrow.storage.block.BlockStoreTest.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.storage.columnar.Batch;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.StageId;

import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/// How long blocks live: until they are dropped and nobody reads them, or their store is closed.
class BlockLifetimeTest extends StoreTest {
    @ParameterizedTest
    @ValueSource(longs = {0, AMPLE})
    void droppedOutput_staysReadableForOpenReaders_andIsFreedWithTheLast(long memoryBytesMax) throws IOException {
        var store = store(memoryBytesMax);
        var output = write(store, 0, 1, IntStream.range(0, 50_000).boxed().toList());
        var first = store.read(SHUFFLE, List.of(output), 0);
        var second = store.read(SHUFFLE, List.of(output), 0);
        assertThat(store.openLeases()).isEqualTo(2);
        var firstElements = Batch.elements(first);
        var secondElements = Batch.elements(second);
        assertThat(firstElements.next()).isEqualTo(0);

        store.drop(output);
        store.drop(output);
        store.drop(STAGE);
        assertThatThrownBy(() -> store.read(SHUFFLE, List.of(output), 0)).isInstanceOf(BlocksLost.class);
        assertThat(drain(firstElements)).hasSize(49_999);
        assertThat(store.bytesInMemory() + store.bytesOnDisk()).isPositive();
        assertThat(secondElements.next()).isEqualTo(0);
        second.close();
        second.close();
        assertThat(store.openLeases()).isZero();
        assertThat(store.bytesInMemory() + store.bytesOnDisk()).isZero();
        assertThat(dataFilesUnder(base)).isEmpty();
        assertThatThrownBy(second::hasNext)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("after close");
    }

    @Test
    void droppedStage_leavesWhatAnotherMadeOfTheSameShuffle() {
        var store = store(AMPLE);
        write(store, 0, 1, List.of(1));
        MapOutput again;
        try (var writer = store.open(SHUFFLE, 0, new AttemptId(new StageId(2), 0, 0), 1)) {
            writer.write(0, 2);
            again = writer.commit();
        }
        store.drop(STAGE);
        assertThat(store.outputs()).containsExactly(again.id());
        assertThat(read(store, List.of(again), 0)).containsExactly(2);
        store.drop(new StageId(2));
        assertThat(store.bytesInMemory()).isZero();
    }

    @Test
    void droppedStage_losesItsCommittedOutputsOnly() {
        var store = store(AMPLE);
        var committed = write(store, 0, 1, List.of(1));
        var late = open(store, 1, 1);
        late.write(0, 2);
        store.drop(STAGE);
        var output = late.commit();
        assertThat(read(store, List.of(output), 0)).containsExactly(2);
        assertThatThrownBy(() -> read(store, List.of(committed, output), 0)).isInstanceOf(BlocksLost.class);
        store.drop(output);
        assertThat(store.bytesInMemory()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, AMPLE})
    void writerThatIsNotCommitted_leavesNothing(long memoryBytesMax) throws IOException {
        var store = store(memoryBytesMax);
        var writer = open(store, 0, 10);
        for (var i = 0; i < 200_000; i++) {
            writer.write(i % 10, "element " + i);
        }
        assertThat(store.bytesInMemory() + store.bytesOnDisk()).isPositive();
        writer.close();
        writer.close();
        assertThat(store.bytesInMemory() + store.bytesOnDisk()).isZero();
        assertThat(dataFilesUnder(base)).isEmpty();
        assertThatThrownBy(() -> writer.write(0, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The writer of map partition 0 of shuffle 2 is committed or closed.");
        assertThatThrownBy(writer::commit).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closedStore_saysSo() {
        var store = store(0);
        var output = write(store, 0, 1, List.of(1));
        var reader = store.read(SHUFFLE, List.of(output), 0);
        var writer = open(store, 1, 1);
        writer.write(0, 1);
        store.close();
        store.close();
        for (var use :
                List.<ThrowableAssert.ThrowingCallable>of(
                        () -> open(store, 0, 1),
                        () -> store.read(SHUFFLE, List.of(output), 0),
                        reader::next,
                        writer::commit)) {
            assertThatThrownBy(use)
                    .isInstanceOfSatisfying(
                            SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONTEXT_CLOSED))
                    .hasMessage("Shuffle blocks cannot be used: their store is closed.");
        }
        reader.close();
        store.drop(output);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 200_000, AMPLE})
    void manyThreads_writeReadAndDropAtOnce(long memoryBytesMax) throws Exception {
        var store = store(memoryBytesMax);
        try (var threads = Executors.newFixedThreadPool(8)) {
            var tasks =
                    IntStream.range(0, 64)
                            .mapToObj(map -> (Callable<Void>) () -> writeReadAndDrop(store, map))
                            .toList();
            for (var task : threads.invokeAll(tasks)) {
                task.get();
            }
        }
        store.drop(STAGE);
        assertThat(store.bytesInMemory() + store.bytesOnDisk() + store.openLeases()).isZero();
    }

    private static Void writeReadAndDrop(BlockStore store, int map) {
        var elements = new ArrayList<>();
        for (var i = 0; i < 3_000; i++) {
            elements.add(i % 100 == 0 ? new ArrayList<>(List.of(map, i)) : "element " + map + " " + i);
        }
        var output = write(store, map, 1, elements);
        assertThat(read(store, List.of(output), 0)).isEqualTo(elements);
        assertThat(read(store, List.of(output), 0)).isEqualTo(elements);
        if (map % 2 == 0) {
            store.drop(output);
        }
        return null;
    }

    @Test
    void leaseAndDrop_race_andEitherTheReadIsWholeOrRefused() throws Exception {
        var store = store(0);
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var round = 0; round < 300; round++) {
                var output = write(store, 0, 1, List.of(1, 2, 3));
                var read =
                        threads.submit(() -> {
                            try {
                                return read(store, List.of(output), 0);
                            } catch (BlocksLost _) {
                                return List.<Object>of(1, 2, 3);
                            }
                        });
                threads.submit(() -> store.drop(output)).get();
                assertThat(read.get()).containsExactly(1, 2, 3);
                assertThat(store.bytesOnDisk()).isZero();
            }
        }
    }
}
