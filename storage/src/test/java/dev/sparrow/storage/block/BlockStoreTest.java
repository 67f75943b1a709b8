/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.storage.columnar.Batch;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ShuffleId;
import dev.sparrow.value.StageId;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

class BlockStoreTest extends StoreTest {
    static final ShuffleId SHUFFLE = new ShuffleId(2);
    static final StageId STAGE = new StageId(1);

    static ShuffleWriter open(BlockStore store, int map, int partitions) {
        return store.open(SHUFFLE, map, new AttemptId(STAGE, map, 0), partitions);
    }

    /// Deals the elements out to the partitions in turn.
    static MapOutput write(BlockStore store, int map, int partitions, Iterable<?> elements) {
        try (var writer = open(store, map, partitions)) {
            var i = 0;
            for (var element : elements) {
                writer.write(i++ % partitions, element);
            }
            return writer.commit();
        }
    }

    static List<Object> read(BlockStore store, List<MapOutput> outputs, int partition) {
        try (var reader = store.read(SHUFFLE, outputs, partition)) {
            return drain(Batch.elements(reader));
        }
    }

    static List<Object> drain(Iterator<Object> elements) {
        var list = new ArrayList<>();
        elements.forEachRemaining(list::add);
        return list;
    }

    /// Nothing in memory; some; all.
    @ParameterizedTest
    @ValueSource(longs = {0, 300_000, AMPLE})
    void elementsOfAllMaps_comeInTheOrderOfTheMapsAndOfTheirWriting(long memoryBytesMax) {
        var store = store(memoryBytesMax);
        var outputs = new ArrayList<MapOutput>();
        var expected = IntStream.range(0, 5).mapToObj(_ -> new ArrayList<>()).toList();
        for (var map = 0; map < 3; map++) {
            var elements = new ArrayList<>();
            for (var i = 0; i < 25_000; i++) {
                elements.add(i % 7 == 0 ? null : i % 1000 == 3 ? new int[] {map, i} : Tuple2.of("k" + i, map));
                expected.get(i % 5).add(elements.get(i));
            }
            outputs.add(write(store, map, 6, List.of()));
            outputs.set(map, write(store, map, 5, elements));
        }
        for (var partition = 0; partition < 5; partition++) {
            assertThat(Arrays.deepEquals(read(store, outputs, partition).toArray(), expected.get(partition).toArray()))
                    .isTrue();
        }
        assertThat(store.bytesOnDisk() > 0).isEqualTo(memoryBytesMax < AMPLE);
        assertThat(store.bytesInMemory() > 0).isEqualTo(memoryBytesMax > 0);
        assertThat(store.bytesInMemory()).isLessThanOrEqualTo(memoryBytesMax);
    }

    @Test
    void emptyPartitions_areEmpty_andCostNothing() {
        var store = store(AMPLE);
        var output = write(store, 0, 100_000, List.of("a", "b"));
        assertThat(read(store, List.of(output), 0)).containsExactly("a");
        assertThat(read(store, List.of(output), 99_999)).isEmpty();
        assertThat(read(store, List.of(), 3)).isEmpty();
        assertThat(store.bytesInMemory()).isLessThan(1_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, AMPLE})
    void hundredThousandPartitions_withAnElementEach(long memoryBytesMax) {
        var store = store(memoryBytesMax);
        var output = write(store, 0, 100_000, IntStream.range(0, 100_000).boxed().toList());
        for (var partition = 0; partition < 100_000; partition += 777) {
            assertThat(read(store, List.of(output), partition)).containsExactly(partition);
        }
        assertThat(output.sizes().records()).isEqualTo(100_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, AMPLE})
    void mutableElements_areTakenWhenTheyAreWritten_andEachReaderHasItsOwn(long memoryBytesMax) {
        var store = store(memoryBytesMax);
        MapOutput output;
        var reused = new ArrayList<Integer>();
        try (var writer = open(store, 0, 1)) {
            writer.write(0, "immutable");
            for (var i = 0; i < 3; i++) {
                reused.add(i);
                writer.write(0, reused);
            }
            output = writer.commit();
        }
        reused.clear();
        var expected = List.<Object>of("immutable", List.of(0), List.of(0, 1), List.of(0, 1, 2));
        var first = read(store, List.of(output), 0);
        assertThat(first).isEqualTo(expected);
        first.stream().skip(1).forEach(element -> ((List<?>) element).clear());
        assertThat(read(store, List.of(output), 0)).isEqualTo(expected);
    }

    @Test
    void output_travelsAndCarriesSizes() throws Exception {
        var store = store(AMPLE);
        var output = write(store, 4, 1_000, List.of("a", "bb", 3, 4L));
        var bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(output);
        var copy = (MapOutput) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        assertThat(copy).isEqualTo(output).hasSameHashCodeAs(output);
        assertThat(read(store, List.of(copy), 1)).containsExactly("bb");

        var records = new TreeMap<Integer, Long>();
        copy.sizes()
                .forEach((partition, count, size) -> {
                    records.put(partition, count);
                    assertThat(size).isPositive();
                });
        assertThat(records).containsExactlyInAnyOrderEntriesOf(new TreeMap<>(Map.of(0, 1L, 1, 1L, 2, 1L, 3, 1L)));
        assertThat(copy.sizes().bytes()).isEqualTo(store.bytesInMemory());
        assertThat(copy.mapPartition()).isEqualTo(4);
        assertThat(copy.sizes().toString()).startsWith("4 records, ");
    }

    @Test
    void sizes_ofManyBlocksArePackedAndUnpacked() {
        var builder = new BlockSizes.Builder();
        builder.add(0, 0, 0);
        builder.add(127, 128, 1L << 40);
        builder.add(99_999, Long.MAX_VALUE >> 1, 16_384);
        var seen = new ArrayList<String>();
        builder.build().forEach((partition, records, bytes) -> seen.add(partition + " " + records + " " + bytes));
        assertThat(seen).containsExactly("0 0 0", "127 128 " + (1L << 40), "99999 " + (Long.MAX_VALUE >> 1) + " 16384");
    }

    @Test
    void missingOutputs_areAllNamedAtOnce() {
        var store = store(AMPLE);
        var outputs = IntStream.range(0, 5).mapToObj(map -> write(store, map, 2, List.of(map))).toList();
        store.drop(outputs.get(1));
        store.drop(outputs.get(4));
        assertThatThrownBy(() -> store.read(SHUFFLE, outputs, 0))
                .isInstanceOfSatisfying(
                        BlocksLost.class,
                        e -> {
                            assertThat(e.mapPartitions()).containsExactly(1, 4);
                            assertThat(e.shuffle()).isEqualTo(SHUFFLE);
                        })
                .hasMessage(
                        "Partition 0 of shuffle 2 cannot be read, blocks are lost: missing are those of map partitions"
                                + " 1, 4. They have to be computed again.");
        assertThat(store.openLeases()).isZero();
    }

    @Test
    void outputOfAnotherStore_countsAsMissing() {
        var output = write(store(AMPLE), 3, 1, List.of(1));
        var other = store(AMPLE);
        write(other, 5, 1, List.of(2));
        assertThatThrownBy(() -> read(other, List.of(output), 0)).isInstanceOf(BlocksLost.class);
    }

    @Test
    void elementThatIsNoData_closesTheWriter() {
        var store = store(AMPLE);
        var writer = open(store, 0, 1);
        writer.write(0, new int[1_000]);
        assertThatThrownBy(() -> writer.write(0, Tuple2.of(1, new Thread())))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ELEMENT_NOT_SERIALIZABLE))
                .hasMessageContaining("java.lang.Thread is not Serializable");
        assertThat(store.bytesInMemory()).isZero();
    }

    @Test
    void partitionOutOfRange_isRefusedByName() {
        try (var writer = open(store(AMPLE), 0, 4)) {
            assertThatThrownBy(() -> writer.write(4, "x"))
                    .hasMessage(
                            "An element was sent to partition 4 of shuffle 2, which has partitions 0 to 3. Check what"
                                    + " the partitioner returns.");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100})
    void largeElements_areKeptInMemoryAndOnDisk(int megabytes) {
        var text = "0123456789".repeat(megabytes * 100_000);
        var inMemory = store(AMPLE);
        var kept = write(inMemory, 0, 1, List.of("before", text, "after"));
        assertThat(read(inMemory, List.of(kept), 0).equals(List.of("before", text, "after"))).isTrue();
        assertThat(inMemory.bytesInMemory()).isGreaterThan(megabytes * 1_000_000L);
        var onDisk = store(0);
        var spilled = write(onDisk, 0, 1, List.of("before", text, "after"));
        assertThat(read(onDisk, List.of(spilled), 0).equals(List.of("before", text, "after"))).isTrue();
        assertThat(onDisk.bytesInMemory()).isZero();
    }

    @Test
    void interruptedThread_readsAndWritesAllTheSame() {
        var store = store(0);
        Thread.currentThread().interrupt();
        var output = write(store, 0, 1, List.of(1, 2, 3));
        assertThat(read(store, List.of(output), 0)).containsExactly(1, 2, 3);
        assertThat(Thread.interrupted()).isTrue();
    }
}
