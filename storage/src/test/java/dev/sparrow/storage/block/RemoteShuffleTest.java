/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.block;

import static dev.sparrow.storage.block.BlockStoreTest.SHUFFLE;
import static dev.sparrow.storage.block.BlockStoreTest.read;
import static dev.sparrow.storage.block.BlockStoreTest.write;
import static dev.sparrow.storage.block.Neighbours.executor;
import static dev.sparrow.storage.columnar.SameElements.assertSame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.storage.columnar.Batch;
import dev.sparrow.storage.columnar.PortableSample;
import dev.sparrow.storage.columnar.RandomValues;
import dev.sparrow.value.Compression;
import dev.sparrow.value.HashPartitioner;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.chrono.HijrahDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Blocks of other executors: what is read is what was written there, or they are lost by name; and nothing is left.
class RemoteShuffleTest extends StoreTest {
    private static final int SEEDS = Integer.getInteger("seeds", 40);

    private final Neighbours neighbours = new Neighbours();
    private BlockStore reader;
    private BlockStore one;
    private BlockStore two;

    @BeforeEach
    void openStores() {
        reader = neighbour(0, AMPLE, Compression.NONE);
        one = neighbour(1, AMPLE, Compression.NONE);
        two = neighbour(2, 0, Compression.NONE);
    }

    private BlockStore neighbour(int number, long memoryBytesMax, Compression compression) {
        return store(neighbours.join(number, memoryBytesMax, base, compression));
    }

    private static List<Long> longs(int count) {
        return LongStream.range(0, count).boxed().toList();
    }

    @Test
    void blocksOfAllExecutors_comeInTheOrderOfTheList() {
        var outputs =
                List.of(
                        write(two, 0, 2, List.of("a", "x", "b")),
                        write(reader, 1, 2, List.of("c")),
                        write(one, 2, 2, List.of("d", "y")));
        assertThat(outputs.stream().map(MapOutput::executor)).containsExactly(executor(2), executor(0), executor(1));
        assertThat(read(reader, outputs, 0)).containsExactly("a", "b", "c", "d");
        assertThat(read(one, outputs.reversed(), 1)).containsExactly("y", "x");
    }

    @Test
    void everyTypeOfElement_comesAcross() {
        var all = PortableSample.all();
        for (var store : List.of(one, two)) {
            for (var map = 0; map < all.size(); map++) {
                assertSame(all.get(map), read(reader, List.of(write(store, map, 1, all.get(map))), 0), map);
            }
            var mixed = all.stream().flatMap(List::stream).toList();
            assertSame(mixed, read(reader, List.of(write(store, 0, 1, mixed)), 0), 0);
        }
    }

    /// What a store hands over by reference to its own readers.
    @Test
    void valuesThatCannotChange_comeAcross() {
        var values =
                List.<Object>of(
                        String.class,
                        int.class,
                        long[].class,
                        TravellingProgram.Point.class,
                        Pattern.compile("a+", Pattern.CASE_INSENSITIVE),
                        new File("a file"),
                        URI.create("http://sparrow.dev/"),
                        Locale.GERMANY,
                        new UUID(1, 2),
                        OptionalInt.of(3),
                        OptionalLong.empty(),
                        OptionalDouble.of(0.5),
                        Optional.of(Map.of("k", List.of(1))),
                        Set.of(1, 2),
                        List.of(1, 2, 3).subList(1, 2),
                        DayOfWeek.FRIDAY,
                        Year.of(2024),
                        YearMonth.of(2024, 2),
                        MonthDay.of(2, 29),
                        ZoneId.of("Europe/Berlin"),
                        ZoneOffset.ofHours(2),
                        OffsetDateTime.of(LocalDateTime.MIN, ZoneOffset.UTC),
                        OffsetTime.MAX,
                        HijrahDate.of(1445, 8, 19),
                        new HashPartitioner(4));
        for (var map = 0; map < values.size(); map++) {
            var twice = List.of(values.get(map), values.get(map));
            assertSame(twice, read(reader, List.of(write(one, map, 1, twice)), 0), map);
        }
        assertSame(values, read(reader, List.of(write(one, 0, 1, values)), 0), 0);
    }

    /// Stores that hold all in memory, some, or nothing, packed or not, each read from each.
    @Test
    void randomBlocks_areReadAsWhereTheyAre() {
        var start = System.nanoTime();
        for (var seed = start; seed < start + SEEDS; seed++) {
            var random = new Random(seed);
            var stores = new ArrayList<BlockStore>();
            for (var number = 3; number < 6; number++) {
                var memoryBytesMax = random.nextInt(3) * 100_000L;
                stores.add(
                        neighbour(number, memoryBytesMax, random.nextBoolean() ? Compression.GZIP : Compression.NONE));
            }
            var partitions = 1 + random.nextInt(4);
            var outputs = new ArrayList<MapOutput>();
            var expected = Stream.generate(ArrayList<Object>::new).limit(partitions).toList();
            for (var map = 0; map < 5; map++) {
                var values = new RandomValues(random.nextLong()).generator();
                var elements = Stream.generate(values).limit(random.nextInt(seed % 10 == 0 ? 20_000 : 500)).toList();
                for (var i = 0; i < elements.size(); i++) {
                    expected.get(i % partitions).add(elements.get(i));
                }
                outputs.add(write(stores.get(random.nextInt(stores.size())), map, partitions, elements));
            }
            for (var partition = 0; partition < partitions; partition++) {
                for (var store : stores) {
                    assertSame(expected.get(partition), read(store, outputs, partition), seed);
                }
            }
            stores.forEach(store -> assertThat(store.openLeases()).isZero());
            stores.forEach(BlockStore::close);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void longBlocks_andLargeElements_comeAcross(int number) {
        var store = number == 1 ? one : two;
        var pairs = LongStream.range(0, 1_000_000).mapToObj(i -> Tuple2.of(i, -i)).toList();
        assertThat(read(reader, List.of(write(store, 0, 1, pairs)), 0).equals(pairs)).isTrue();
        var large = List.of("before", "0123456789".repeat(3_000_000), "after");
        assertThat(read(reader, List.of(write(store, 0, 1, large)), 0).equals(large)).isTrue();
    }

    @Test
    void emptyBlocks_andThoseThatAreHere_areAskedOfNobody() {
        var here = write(reader, 0, 3, List.of("a", "b"));
        var elsewhere = write(one, 1, 3, List.of("c"));
        var empty = write(one, 2, 3, List.of());
        assertThat(read(reader, List.of(here, elsewhere, empty), 1)).containsExactly("b");
        assertThat(read(reader, List.of(here), 0)).containsExactly("a");
        neighbours.remove(executor(1));
        assertThat(read(reader, List.of(here, elsewhere, empty), 2)).isEmpty();
        assertThat(neighbours.asked).isEmpty();
    }

    @Test
    void blocks_areAskedForWhenItIsTheirTurn_batchByBatch() {
        var outputs = List.of(write(one, 0, 1, longs(20_000)), write(two, 1, 1, longs(20_000)));
        try (var read = reader.read(SHUFFLE, outputs, 0)) {
            assertThat(neighbours.asked).isEmpty();
            read.next();
            assertThat(neighbours.asked).containsExactly("e1 map 0");
            assertThat(neighbours.batches).hasValue(1);
            assertThat(one.openLeases()).isOne();
            read.next();
            assertThat(neighbours.batches).hasValue(2);
            assertThat(two.openLeases()).isZero();
        }
        assertThat(one.openLeases()).as("closed in the middle").isZero();
        assertThat(reader.bytesInMemory() + reader.bytesOnDisk()).isZero();
    }

    @Test
    void droppedOutput_staysForItsReader_andIsFreedWithIt() {
        var output = write(one, 0, 1, longs(20_000));
        try (var read = reader.read(SHUFFLE, List.of(output), 0)) {
            var elements = Batch.elements(read);
            assertThat(elements.next()).isEqualTo(0L);
            reader.drop(output);
            one.drop(output);
            assertThat(one.outputs()).isEmpty();
            assertThat(one.bytesInMemory()).isPositive();
            assertThat(BlockStoreTest.drain(elements)).hasSize(19_999);
            assertThat(one.bytesInMemory()).isZero();
        }
    }

    @Test
    void droppingAnOutput_sparesThoseOfOtherStoresThatHaveItsNumber() {
        var there = write(one, 0, 1, List.of("there"));
        var here = write(reader, 1, 1, List.of("here"));
        assertThat(there.id().number()).isEqualTo(here.id().number());
        reader.drop(there);
        reader.drop(there.id());
        assertThat(read(reader, List.of(there, here), 0)).containsExactly("there", "here");
    }

    @Test
    void lostOutputs_areAllNamed_withTheirExecutors() {
        var outputs = new ArrayList<MapOutput>();
        for (var map = 0; map < 6; map++) {
            outputs.add(write(map % 2 == 0 ? one : two, map, 1, List.of(map)));
        }
        outputs.add(write(reader, 6, 1, List.of(6)));
        two.drop(outputs.get(3));
        neighbours.remove(executor(1));
        try (var read = reader.read(SHUFFLE, outputs, 0)) {
            assertThatThrownBy(read::hasNext)
                    .isInstanceOfSatisfying(
                            BlocksLost.class,
                            e -> {
                                assertThat(e.mapPartitions()).containsExactly(0, 2, 3, 4);
                                assertThat(e.lost())
                                        .contains(
                                                new BlocksLost.Lost(
                                                        executor(2), outputs.get(3).id(), BlocksLost.Reason.MISSING));
                            })
                    .hasMessage(
                            "Partition 0 of shuffle 2 cannot be read, blocks are lost: missing are those of map"
                                    + " partitions 0, 2, 4 at executor e1; missing are those of map partitions 3 at"
                                    + " executor e2. They have to be computed again.");
            assertThat(two.openLeases()).isZero();
        }
    }

    @Test
    void storeWithoutNeighbours_missesTheirBlocks() {
        var output = write(one, 3, 1, List.of(1));
        var alone = store(AMPLE);
        assertThatThrownBy(() -> read(alone, List.of(output), 0))
                .isInstanceOf(BlocksLost.class)
                .hasMessageContaining("missing are those of map partitions 3 at executor e1.");
    }

    /// All in memory, and all on disk.
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void storeThatCloses_underItsReader_hasLostItsBlocks(int number) {
        var store = number == 1 ? one : two;
        var outputs =
                List.of(
                        write(reader, 0, 1, List.of(7L)),
                        write(store, 1, 1, longs(20_000)),
                        write(store, 2, 1, longs(20_000)));
        try (var read = reader.read(SHUFFLE, outputs, 0)) {
            read.next();
            read.next();
            store.close();
            assertThatThrownBy(() -> read.forEachRemaining(_ -> {}))
                    .isInstanceOfSatisfying(BlocksLost.class, e -> assertThat(e.mapPartitions()).containsExactly(1, 2))
                    .hasMessageContaining("missing are those of map partitions 1, 2 at executor e" + number);
            assertThat(store.openLeases()).isZero();
            assertThat(store.memory().allocated()).isZero();
        }
        assertThat(store.serve(outputs.get(1).id(), 0)).isEmpty();
        assertThat(reader.openLeases()).isZero();
    }

    @Test
    void readersStoreThatCloses_saysThat() {
        var output = write(one, 0, 1, longs(20_000));
        try (var read = reader.read(SHUFFLE, List.of(output), 0)) {
            read.next();
            reader.close();
            assertThatThrownBy(read::hasNext).hasMessageContaining("store is closed");
        }
        assertThat(one.openLeases()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void fileThatIsDamagedThere_isALostBlock(boolean packed) throws IOException {
        var store = neighbour(3, 0, packed ? Compression.GZIP : Compression.NONE);
        var texts = IntStream.range(0, 60_000).mapToObj(i -> "text " + i * 31).toList();
        var damaged = write(store, 0, 1, texts);
        var after = write(store, 1, 1, texts);
        var file = spillFile(0);
        var bytes = Files.readAllBytes(file);
        var seed = System.nanoTime();
        var random = new Random(seed);
        for (var i = 0; i < 50; i++) {
            var bit = random.nextInt(bytes.length * 8);
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, bytes);
            assertThatThrownBy(() -> read(reader, List.of(damaged, after), 0))
                    .as("bit %d, seed %d", bit, seed)
                    .isInstanceOf(BlocksLost.class)
                    .hasMessageContaining("corrupt are those of map partitions 0 at executor e3.");
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(store.openLeases()).isZero();
        }
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> read(reader, List.of(damaged, after), 0)).hasMessageContaining("corrupt are those");
        Files.delete(file);
        assertThatThrownBy(() -> read(reader, List.of(damaged, after), 0)).hasMessageContaining("missing are those");
        assertThat(read(reader, List.of(after), 0)).isEqualTo(texts);
    }

    private Path spillFile(int map) throws IOException {
        return dataFilesUnder(base).stream()
                .filter(path -> path.getFileName().toString().startsWith("shuffle-2-map-" + map + "-"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void bytesThatAreDamagedOnTheirWay_areALostBlock() {
        var output = write(one, 4, 1, longs(20_000));
        neighbours.way =
                bytes -> {
                    bytes[bytes.length / 2] ^= (byte) (neighbours.batches.get() == 3 ? 1 : 0);
                    return bytes;
                };
        assertThatThrownBy(() -> read(reader, List.of(output), 0))
                .isInstanceOf(BlocksLost.class)
                .hasMessageContaining("corrupt are those of map partitions 4 at executor e1.");
    }

    @Test
    void wayThatBreaks_losesTheBlock_andOneThatFailsEndsTheReader() {
        var output = write(one, 4, 1, longs(20_000));
        neighbours.way =
                _ -> {
                    throw new BlockUnavailable(BlocksLost.Reason.UNREADABLE, new IOException("reset"));
                };
        assertThatThrownBy(() -> read(reader, List.of(output), 0))
                .isInstanceOf(BlocksLost.class)
                .hasMessageContaining("unreadable are those of map partitions 4 at executor e1.");
        assertThat(one.openLeases()).isZero();
        neighbours.way =
                _ -> {
                    throw new IllegalStateException("a defect");
                };
        assertThatThrownBy(() -> read(reader, List.of(output), 0)).hasMessage("a defect");
        assertThat(one.openLeases()).isZero();
    }

    @Test
    void servedBlock_isOverWhenItIs() throws BlockUnavailable {
        var output = write(one, 0, 2, longs(3));
        var block = one.serve(output.id(), 0).orElseThrow();
        assertThat(block.maker()).isEqualTo(output.attempt());
        assertThat(block.next()).isPresent();
        assertThat(one.openLeases()).isOne();
        assertThat(block.next()).isEmpty();
        assertThat(one.openLeases()).isZero();
        assertThatThrownBy(block::next).isInstanceOf(IllegalStateException.class);
        block.close();
        block.close();
        assertThat(one.openLeases()).isZero();
        one.drop(output);
        assertThat(one.serve(output.id(), 0)).isEmpty();
    }

    @Test
    void emptyPartitions_areKnownFromTheSizes() {
        var sizes = new BlockSizes.Builder();
        sizes.add(0, 1, 1L << 40);
        sizes.add(127, 128, 3);
        sizes.add(99_999, Long.MAX_VALUE >> 1, 16_384);
        var built = sizes.build();
        assertThat(IntStream.range(0, 100_002).filter(partition -> !built.isEmpty(partition)))
                .containsExactly(0, 127, 99_999);
        assertThat(new BlockSizes.Builder().build().isEmpty(0)).isTrue();

        var seed = System.nanoTime();
        var random = new Random(seed);
        for (var round = 0; round < 200; round++) {
            var some = new BlockSizes.Builder();
            var filled = new TreeSet<Integer>();
            for (var partition = random.nextInt(300); partition < 3_000; partition += 1 + random.nextInt(round + 1)) {
                some.add(partition, 1 + random.nextInt(1_000), random.nextLong(1L << 40));
                filled.add(partition);
            }
            var sizesOfSome = some.build();
            assertThat(IntStream.range(0, 3_100).filter(partition -> !sizesOfSome.isEmpty(partition)).boxed())
                    .as("seed %d, round %d", seed, round)
                    .containsExactlyElementsOf(filled);
        }
    }
}
