/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import static dev.sparrow.storage.columnar.SameElements.assertSame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.storage.memory.ArrowMemory;
import dev.sparrow.storage.serialization.ReadableClasses;
import dev.sparrow.storage.serialization.RecordAccess;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

class BatchTest {
    private static final int SEEDS = Integer.getInteger("seeds", 60);

    private final ArrowMemory memory = new ArrowMemory(1L << 32);
    private final List<Batch> batches = new ArrayList<>();

    @AfterEach
    void nothingIsLeft() {
        batches.forEach(Batch::close);
        assertThat(memory.allocated()).isZero();
        memory.close();
    }

    private List<Batch> write(Layout layout, Iterable<?> elements) {
        var first = batches.size();
        var writer = new BatchWriter(layout, memory, batches::add);
        elements.forEach(writer::write);
        writer.finish();
        return List.copyOf(batches.subList(first, batches.size()));
    }

    private static List<Object> read(List<Batch> of) {
        var elements = new ArrayList<>();
        Batch.elements(of.iterator()).forEachRemaining(elements::add);
        return elements;
    }

    private static long bytes(List<Batch> of) {
        return of.stream().mapToLong(Batch::bytes).sum();
    }

    /// In columns, packed, as portable bytes, and in windows that begin anywhere.
    @ParameterizedTest
    @EnumSource
    void randomValues_comeBackEqual(Layout layout) {
        var start = System.nanoTime();
        for (var seed = start; seed < start + SEEDS; seed++) {
            var values = new RandomValues(seed);
            var generator = values.generator();
            var elements = Stream.generate(generator).limit(seed % 10 == 0 ? 5_000 : 1 + seed % 100).toList();
            var written = write(layout, elements);
            assertSame(elements, read(written), seed);
            assertSame(elements, readSlowly(written, Batch::read), seed);
            assertSame(elements, readSlowly(written, Batch::show), seed);
            assertSame(elements, read(written.stream().map(BatchTest::packed).toList()), seed);
            assertSame(elements, read(written.stream().map(BatchTest::travelled).toList()), seed);
            assertSame(elements, read(written.stream().map(BatchTest::travelledPacked).toList()), seed);
            nothingIsLeftOf(written);
        }
    }

    private void nothingIsLeftOf(List<Batch> written) {
        written.forEach(Batch::close);
        batches.removeAll(written);
        assertThat(memory.allocated()).isZero();
    }

    private interface Reading {
        void read(Batch batch, int from, int count, Window into);
    }

    private static List<Object> readSlowly(List<Batch> of, Reading reading) {
        var elements = new ArrayList<>();
        for (var batch : of) {
            var step = Math.min(batch.rows(), 700);
            var window = new Window(batch.kind(), step);
            for (var from = 0; from < batch.rows(); from += step) {
                reading.read(batch, from, Math.min(step, batch.rows() - from), window);
                for (var row = 0; row < window.size(); row++) {
                    elements.add(window.get(row));
                }
            }
        }
        return elements;
    }

    private static Batch packed(Batch batch) {
        var packed = batch.pack();
        return packed.shape().unpack(packed.bytes().clone());
    }

    private static Batch travelled(Batch batch) {
        return opened(PortableBatch.write(batch), batch.rows());
    }

    private static Batch travelledPacked(Batch batch) {
        return opened(PortableBatch.write(batch.pack()), batch.rows());
    }

    private static Batch opened(byte[] bytes, int rows) {
        var portable = PortableBatch.read(bytes);
        assertThat(portable.rows()).isEqualTo(rows);
        return portable.open(ReadableClasses.ALL);
    }

    @ParameterizedTest
    @EnumSource
    void typeSurprises_openAWiderBatch(Layout layout) {
        var elements = new ArrayList<Object>();
        for (var i = 0; i < 100_000; i++) {
            elements.add(
                    switch (i) {
                        case 50_000 -> "a stranger";
                        case 90_000 -> null;
                        default -> (long) i;
                    });
        }
        var written = write(layout, elements);
        assertThat(read(written)).isEqualTo(elements);
        assertThat(written.getFirst().kind()).isEqualTo(Kind.Leaf.LONG);
        assertThat(written.getLast().kind()).isEqualTo(Kind.Leaf.OBJECT);
        assertThat(written).hasSizeLessThan(30);
    }

    @ParameterizedTest
    @EnumSource
    void mixedNumbers_keepTheirClasses(Layout layout) {
        var elements = IntStream.range(0, 1_000).mapToObj(i -> i % 2 == 0 ? (Object) i : (Object) (long) i).toList();
        assertThat(read(write(layout, elements))).isEqualTo(elements);
        var decimals = List.of(new BigDecimal("1.0"), new BigDecimal("1.00"));
        assertThat(read(write(layout, decimals))).isEqualTo(decimals);
    }

    @ParameterizedTest
    @EnumSource
    void doubles_areKeptToTheBit(Layout layout) {
        var bits = List.of(0L, 1L << 63, 0x7ff8000000000000L, 0x7ff8000000000001L, 0xfff8dead00000000L);
        var elements = bits.stream().map(Double::longBitsToDouble).toList();
        var read = read(write(layout, elements));
        assertThat(read.stream().map(value -> Double.doubleToRawLongBits((Double) value))).isEqualTo(bits);
        var pairs = bits.stream().map(b -> Tuple2.of(Double.longBitsToDouble(b), Double.longBitsToDouble(b))).toList();
        assertThat(read(write(layout, pairs))).isEqualTo(pairs);
    }

    private static Kind kindOfNamed(Kind where, Kind tags) {
        var size = new Kind.Nullable(Kind.Leaf.INT);
        return new Kind.Struct(RandomValues.Named.class, List.of(Kind.Leaf.OBJECT, size, where, tags));
    }

    @Test
    void recordsWithNullComponents_areColumns() {
        var elements = new ArrayList<Object>();
        for (var i = 0; i < 10_000; i++) {
            elements.add(new RandomValues.Named("n" + i, i == 6_000 ? null : i, null, null));
        }
        var written = write(Layout.STORED, elements);
        assertThat(read(written)).isEqualTo(elements);
        assertThat(written).extracting(Batch::kind).containsOnly(kindOfNamed(new Kind.Nulls(), new Kind.Nulls()));
    }

    @Test
    void componentsThatAreNullAtFirst_areColumnsNext() {
        var elements = new ArrayList<Object>();
        for (var i = 0; i < 10_000; i++) {
            var where = new RandomValues.Point(i, i, i, true);
            elements.add(new RandomValues.Named("n" + i, i, i < 6_000 ? null : where, List.of()));
        }
        var written = write(Layout.STORED, elements);
        assertThat(read(written)).isEqualTo(elements);
        var point = new Kind.Nullable(Kind.ofStored(new RandomValues.Point(1, 2, 3, true)));
        assertThat(written.getFirst().kind()).isEqualTo(kindOfNamed(new Kind.Nulls(), Kind.Leaf.OBJECT));
        assertThat(written.getLast().kind()).isEqualTo(kindOfNamed(point, Kind.Leaf.OBJECT));
    }

    @Test
    void keptValues_costAboutTheirBytes() {
        var points = IntStream.range(0, 50_000).mapToObj(i -> new RandomValues.Point(i, i, i, true)).toList();
        assertThat(bytes(write(Layout.STORED, points))).isBetween(50_000L * 20, (long) (50_000 * 20.4));
        var words = IntStream.range(0, 50_000).mapToObj(i -> "word " + i).toList();
        var utf8 = words.stream().mapToLong(String::length).sum();
        assertThat(bytes(write(Layout.STORED, words)))
                .isBetween(utf8 + 4 * 50_000, (long) ((utf8 + 4 * 50_000) * 1.02));
        var maybe = IntStream.range(0, 50_000).mapToObj(i -> i % 9 == 0 ? null : (Object) i).toList();
        assertThat(bytes(write(Layout.STORED, maybe))).isLessThan((long) (50_000 * 4.3));
    }

    @Test
    void packedWholeNumbers_takeAsFewBytesAsTheirRangeNeeds() {
        assertThat(packedBytes(1_000, i -> 7L)).isZero();
        assertThat(packedBytes(1_000, i -> Long.MIN_VALUE + i % 256)).isEqualTo(1_000);
        assertThat(packedBytes(1_000, i -> Long.MAX_VALUE - i % 257)).isEqualTo(2 * 1_000);
        assertThat(packedBytes(1_000, i -> (i - 500) * 4_000_000L)).isEqualTo(4 * 1_000);
        assertThat(packedBytes(1_000, i -> i == 999 ? 1L << 32 : 0)).isEqualTo(8 * 1_000);
        assertThat(packedBytes(1_000, i -> i % 2 == 0 ? Long.MIN_VALUE : Long.MAX_VALUE)).isEqualTo(8 * 1_000);
        assertThat(packedBytes(1_000, i -> -5)).isZero();
        assertThat(packedBytes(1_000, i -> Integer.MAX_VALUE - i % 256)).isEqualTo(1_000);
        assertThat(packedBytes(1_000, i -> Integer.MIN_VALUE + 65 * i)).isEqualTo(2 * 1_000);
        assertThat(packedBytes(1_000, i -> i * 66)).isEqualTo(4 * 1_000);
    }

    private static int packedBytes(int count, IntFunction<Object> number) {
        var numbers = IntStream.range(0, count).mapToObj(number).toList();
        var builder = new BatchBuilder(Kind.of(numbers.getFirst()));
        numbers.forEach(builder::append);
        var packed = builder.pack();
        var batch = packed.shape().unpack(packed.bytes());
        assertThat(read(List.of(batch))).isEqualTo(numbers);
        var window = new Window(batch.kind());
        batch.show(count / 2, 10, window);
        assertThat(IntStream.range(0, 10).mapToObj(window::get)).isEqualTo(numbers.subList(count / 2, count / 2 + 10));
        return packed.bytes().length;
    }

    @Test
    void movedObjects_areHandedOverByReference_unlessTheyCanChange() {
        var text = new String("a");
        var numbers = new ArrayList<>(List.of(1, 2));
        var written = write(Layout.MOVED, List.of(Tuple2.of(text, numbers)));
        numbers.clear();
        var read = (Tuple2<?, ?>) read(written).getFirst();
        assertThat(read._1()).isSameAs(text);
        assertThat(read._2()).isEqualTo(List.of(1, 2));
        ((List<?>) read._2()).clear();
        assertThat(read(written)).containsExactly(Tuple2.of("a", List.of(1, 2)));
    }

    @Test
    void keyThatIsTheValue_isOneColumn() {
        var pairs = IntStream.range(0, 4_000).mapToObj(i -> Tuple2.of((long) i, (long) i)).toList();
        var written = write(Layout.MOVED, pairs);
        assertThat(bytes(written)).isEqualTo(4_000 * 8 + Batch.OBJECT_BYTES);
        assertThat(read(written)).isEqualTo(pairs);
    }

    /// Four thousand of them would be more than offsets can count.
    @ParameterizedTest
    @EnumSource
    void largeStrings_getBatchesOfTheirOwn(Layout layout) {
        var text = "0123456789".repeat(1_000_000);
        var written = write(layout, Collections.nCopies(12, text));
        assertThat(written).hasSize(12);
        assertThat(read(written)).containsOnly(text);
    }

    @ParameterizedTest
    @EnumSource
    void recursiveValues_areNotTakenApartWithoutEnd(Layout layout) {
        RandomValues.Node deep = null;
        for (var i = 0; i < 100; i++) {
            deep = new RandomValues.Node(i, deep);
        }
        var list = new ArrayList<Object>(List.of("a"));
        list.add(list);
        Object pairs = 1;
        for (var i = 0; i < 100; i++) {
            pairs = Tuple2.of(i, pairs);
        }
        var written = write(layout, List.of(deep, pairs, list));
        var read = read(written);
        assertThat(read.subList(0, 2)).isEqualTo(List.of(deep, pairs));
        var copy = (List<?>) read.get(2);
        assertThat(copy.get(1)).isSameAs(copy);
    }

    @Test
    void recordOfTwoHundredComponents_isTwoHundredColumns() throws Exception {
        var type = WideRecord.define(200);
        var constructor = type.getDeclaredConstructors()[0];
        var elements = new ArrayList<Object>();
        for (var i = 0; i < 300; i++) {
            var row = i;
            elements.add(constructor.newInstance(IntStream.range(0, 200).mapToObj(c -> c + row).toArray()));
        }
        var written = write(Layout.STORED, elements);
        assertThat(written.getFirst().kind().leaves()).isEqualTo(200);
        assertThat(bytes(written)).isEqualTo(300 * 200 * 4 + Batch.OBJECT_BYTES);
        var read = read(written);
        for (var i = 0; i < 300; i++) {
            assertThat(RecordAccess.of(read.get(i).getClass()).components(read.get(i)))
                    .isEqualTo(RecordAccess.of(elements.get(i).getClass()).components(elements.get(i)));
        }
    }

    @Test
    void batchThatIsClosed_isNotRead() {
        var batch = write(Layout.STORED, List.of(1L)).getFirst();
        batch.close();
        assertThatThrownBy(() -> batch.read(0, 1, new Window(batch.kind())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("A batch is read after close.");
    }

    @Test
    void numbersOfShownRows_areAtTheirAddress_asLongAsTheBatchIsOpen() {
        var batch = write(Layout.STORED, LongStream.range(0, 3_000).boxed().toList()).getFirst();
        var window = new Window(batch.kind());
        batch.show(1_000, 500, window);
        assertThat(window.isInMemory()).isTrue();
        assertThat(Memory.longAt(window.address(0), 499)).isEqualTo(1_499);
        batch.close();
        assertThatThrownBy(() -> window.address(0)).hasMessage("A batch is read after close.");
        assertThatThrownBy(() -> window.longs(0)).hasMessage("A batch is read after close.");
    }

    @Test
    void windows_areAppendedWholeOrSelected() {
        var kind = Kind.of(Tuple2.of(1L, "a"));
        var window = new Window(kind);
        for (var row = 0; row < 1_000; row++) {
            window.set(row, Tuple2.of((long) row, "v" + row));
        }
        window.size(1_000);
        var builder = new BatchBuilder(kind);
        builder.append(window);
        builder.append(window, new int[] {7, 999, 0, 5}, 1, 4);
        batches.add(builder.build(Layout.MOVED, memory));
        assertThat(read(batches))
                .isEqualTo(
                        IntStream.concat(IntStream.range(0, 1_000), IntStream.of(999, 0, 5))
                                .mapToObj(window::get)
                                .toList());
    }
}
