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
import dev.sparrow.storage.columnar.Batch;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.storage.memory.ArrowMemory;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ShuffleId;
import dev.sparrow.value.StageId;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Rows that come in windows, and memory that runs out.
class WindowShuffleTest {
    private static final ShuffleId SHUFFLE = new ShuffleId(3);
    private static final long AMPLE = 1L << 30;

    @TempDir Path base;

    private BlockStore store;

    @BeforeEach
    void openStore() {
        store = new BlockStore(AMPLE, base);
    }

    @AfterEach
    void nothingIsLeft() {
        store.close();
        assertThat(store.bytesInMemory()).isZero();
        assertThat(store.memory().allocated()).isZero();
    }

    private static ShuffleWriter open(BlockStore store, int partitions) {
        return store.open(SHUFFLE, 0, new AttemptId(new StageId(1), 0, 0), partitions);
    }

    private List<Object> read(MapOutput output, int partition) {
        try (var reader = store.read(SHUFFLE, List.of(output), partition)) {
            var elements = new ArrayList<>();
            Batch.elements(reader).forEachRemaining(elements::add);
            return elements;
        }
    }

    private static Object element(Random random, int form) {
        return switch (form) {
            case 0 -> Tuple2.of(random.nextLong(), random.nextDouble());
            case 1 -> Tuple2.of("k" + random.nextInt(9), random.nextInt());
            case 2 -> Tuple2.of(random.nextBoolean(), (short) random.nextInt());
            case 3 -> new ArrayList<>(List.of(random.nextInt()));
            case 4 -> "x".repeat(random.nextInt(2_000));
            default -> random.nextBoolean() ? null : random.nextGaussian();
        };
    }

    /// Windows and elements of several kinds in turn, over memory and disk.
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 500})
    void windowsAndElements_comeOutInTheOrderOfWriting(int partitions) {
        for (var limit : new long[] {AMPLE, 1_000_000, 0}) {
            store.close();
            store = new BlockStore(limit, base);
            var seed = System.nanoTime();
            var random = new Random(seed);
            var forms = 1 + random.nextInt(6);
            var expected = IntStream.range(0, partitions).mapToObj(_ -> new ArrayList<>()).toList();
            MapOutput output;
            try (var writer = open(store, partitions)) {
                for (var round = 0; round < 40; round++) {
                    var form = random.nextInt(10) > 0 ? 0 : random.nextInt(forms);
                    var elements = IntStream.range(0, 900).mapToObj(_ -> element(random, form)).toList();
                    var targets = random.ints(1_024, 0, partitions).toArray();
                    for (var i = 0; i < elements.size(); i++) {
                        expected.get(targets[i]).add(elements.get(i));
                    }
                    write(writer, elements, targets, random.nextInt(5) > 0);
                }
                output = writer.commit();
            }
            for (var p = 0; p < partitions; p++) {
                assertThat(read(output, p))
                        .as("seed %d, partition %d of %d", seed, p, partitions)
                        .isEqualTo(expected.get(p));
            }
            assertThat(output.sizes().records()).isEqualTo(40 * 900);
        }
    }

    private static void write(ShuffleWriter writer, List<Object> elements, int[] targets, boolean inWindow) {
        var kind = elements.stream().map(Kind::of).reduce(Kind::common).orElseThrow();
        var window = new Window(kind);
        for (var i = 0; i < elements.size(); i++) {
            if (inWindow) {
                assertThat(window.set(i, elements.get(i))).isTrue();
            } else {
                writer.write(targets[i], elements.get(i));
            }
        }
        window.size(inWindow ? elements.size() : 0);
        writer.write(window, targets);
        for (var leaf = 0; leaf < kind.leaves(); leaf++) {
            if (window.leaf(leaf) instanceof Object[] objects) {
                Arrays.fill(objects, "used again");
            }
        }
    }

    @Test
    void kindOfBatches_isThatOfTheWindows() {
        try (var writer = open(store, 2)) {
            var window = new Window(Kind.of(Tuple2.of(1L, 2.0)));
            window.set(0, Tuple2.of(1L, 2.0));
            window.size(1);
            writer.write(window, new int[] {1});
            var output = writer.commit();
            try (var reader = store.read(SHUFFLE, List.of(output), 1)) {
                var batch = reader.next();
                assertThat(batch.kind()).isEqualTo(window.kind());
                batch.read(0, 1, window);
                assertThat(window.longs(0)[0]).isEqualTo(1);
                assertThat(window.doubles(1)[0]).isEqualTo(2);
            }
        }
    }

    @Test
    void partitionOutOfRange_isRefusedBeforeAnyRowIsWritten() {
        try (var writer = open(store, 4)) {
            var window = new Window(Kind.Leaf.LONG);
            window.size(2);
            assertThatThrownBy(() -> writer.write(window, new int[] {0, -1}))
                    .hasMessageStartingWith(
                            "An element was sent to partition -1 of shuffle 3, which has partitions 0 to 3.");
            assertThat(writer.commit().sizes().records()).isZero();
        }
    }

    @Test
    void failingAllocation_leavesNothing_whicheverItIs() {
        for (var k = 1; k <= 300; k++) {
            var left = new int[] {k};
            var memory =
                    new ArrowMemory(
                            AMPLE,
                            _ -> {
                                if (--left[0] == 0) {
                                    throw new OutOfMemoryError("injected");
                                }
                            });
            try (var failing = new BlockStore(AMPLE, base, new Disk.Local(), memory)) {
                try (var writer = open(failing, 200)) {
                    for (var i = 0; i < 2_000; i++) {
                        writer.write(i % 200, Tuple2.of((long) i, i < 1_000 ? 2 : (Object) "widened"));
                    }
                    writer.commit();
                    fail("Allocation %d should have failed", k);
                } catch (SparrowException e) {
                    assertThat(e.code()).isEqualTo(ErrorCode.OUT_OF_RESOURCES);
                    assertThat(e).hasMessageMatching("Cannot allocate \\d+ bytes outside the Java heap, .*injected.*");
                }
                assertThat(failing.bytesInMemory()).isZero();
                assertThat(memory.allocated()).isZero();
            }
        }
    }

    @Test
    void memory_isFreedWithTheLastReader_alsoAfterTheStoreIsClosed() {
        MapOutput output;
        try (var writer = open(store, 1)) {
            IntStream.range(0, 10_000).forEach(i -> writer.write(0, (long) i));
            output = writer.commit();
        }
        var reader = store.read(SHUFFLE, List.of(output), 0);
        var batch = reader.next();
        store.close();
        assertThat(store.memory().allocated()).isPositive();
        assertThat(batch.elements().next()).isEqualTo(0L);
        reader.close();
        assertThat(store.memory().allocated()).isZero();
        assertThatThrownBy(batch.elements()::next).hasMessage("A batch is read after close.");
    }
}
