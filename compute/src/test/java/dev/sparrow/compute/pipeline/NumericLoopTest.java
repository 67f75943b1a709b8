/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.UserFailure;
import dev.sparrow.compute.window.WindowSink;
import dev.sparrow.error.SparrowException;
import dev.sparrow.function.DoubleFunction;
import dev.sparrow.function.Function;
import dev.sparrow.lineage.Label;
import dev.sparrow.lineage.Step;
import dev.sparrow.operator.Erased;
import dev.sparrow.storage.columnar.BatchBuilder;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Layout;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.storage.memory.ArrowMemory;
import dev.sparrow.value.DatasetId;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Loops over records of which the numbers are known: whatever a function does with them, it answers as Java does.
@SuppressWarnings({"BigDecimalEquals", "ReferenceEquality", "BoxedPrimitiveEquality"}) // functions may do that too
class NumericLoopTest {
    private static final LocalDate DAY = LocalDate.of(1998, 9, 2);
    private static final BigDecimal DEAR = new BigDecimal("500.00");
    private static final BigDecimal FINE = new BigDecimal("0.12345");
    private static final Long SEVEN = 7L;
    private static final int ROWS = 300;

    private record Inner(Integer rank, LocalDate since) {}

    private record Item(
            long id,
            Long quantity,
            Integer size,
            Short small,
            Double ratio,
            Boolean open,
            LocalDate shipped,
            LocalTime time,
            Instant at,
            Duration took,
            BigDecimal price,
            BigDecimal tax,
            double weight,
            String name,
            Inner inner) {

        boolean isCheap() {
            return price.compareTo(DEAR) < 0;
        }

        BigDecimal total() {
            return price().multiply(BigDecimal.ONE.subtract(tax));
        }

        static long doubled(long number) {
            return 2 * number;
        }
    }

    private static Item item(SplittableRandom random, int row, boolean isExtreme) {
        return new Item(
                row,
                some(random, isExtreme ? random.nextLong() : random.nextLong(50)),
                some(random, isExtreme ? random.nextInt() : random.nextInt(50)),
                some(random, (short) random.nextInt()),
                some(random, isExtreme ? Double.longBitsToDouble(random.nextLong()) : random.nextInt(100) / 8.0),
                some(random, random.nextBoolean()),
                some(random, LocalDate.ofEpochDay(isExtreme ? random.nextInt() : 10_000 + random.nextInt(1_000))),
                some(random, LocalTime.ofNanoOfDay(random.nextLong(86_400_000_000_000L))),
                some(random, Instant.ofEpochSecond(random.nextLong(100), random.nextInt(1_000))),
                some(random, Duration.ofNanos(random.nextLong(1_000))),
                some(random, BigDecimal.valueOf(isExtreme ? random.nextLong() / 10 : random.nextLong(100_000), 2)),
                some(random, BigDecimal.valueOf(random.nextLong(isExtreme ? 1_000_000_000_000L : 100), 3)),
                random.nextInt(100) / 4.0,
                "item " + row % 3,
                some(random, new Inner(some(random, random.nextInt(9)), some(random, DAY))));
    }

    private static <T> T some(SplittableRandom random, T value) {
        return random.nextInt(8) == 0 ? null : value;
    }

    /// Functions that loops understand, at least in part.
    private static List<Function<Item, Boolean>> filters(long limit, LocalDate day, BigDecimal dear, Instant at) {
        return List.of(
                item -> item.quantity() != null && item.quantity() > 4,
                item -> item.quantity() > limit,
                item -> item.quantity() == null || item.quantity().equals(SEVEN),
                item -> item.quantity() != null && item.size() != null && item.quantity() / item.size() > 1,
                item -> item.size() != null && item.size() % 3 == 1 && item.id() < 200,
                item -> item.size() != null && item.size().compareTo(20) > 0,
                item -> item.small() != null && (item.small() & 1) == 0,
                item -> item.ratio() != null && item.ratio() < 5,
                item -> item.open(),
                item -> item.open() != null && !item.open(),
                item -> item.shipped().isBefore(DAY),
                item -> item.shipped() != null && day.isAfter(item.shipped()),
                item -> item.shipped() == null || item.shipped().compareTo(day) <= 0,
                item -> item.shipped() != null && item.shipped().equals(DAY),
                item -> item.shipped() != null && item.shipped().getYear() > 1997 && item.shipped().getMonthValue() < 6,
                item -> item.shipped() != null && item.shipped().plusDays(item.id()).isAfter(day),
                item -> item.shipped() != null && item.shipped().minusDays(1).toEpochDay() % 7 == 0,
                item -> item.time() != null && item.time().isBefore(LocalTime.NOON),
                item -> item.at() != null && item.at().isAfter(at),
                item -> item.took() != null && item.took().compareTo(Duration.ofNanos(500)) > 0,
                item -> item.price().compareTo(DEAR) < 0,
                item -> item.price() != null && item.price().compareTo(dear) >= 0,
                item -> item.price() != null && dear.compareTo(item.price()) == 0,
                item -> item.price() != null && item.price().compareTo(FINE) > 0,
                item -> item.price() != null && item.tax() != null && item.price().compareTo(item.tax()) > 0,
                item -> item.price() != null && item.price().equals(dear),
                item -> item.price() != null && item.price().signum() > 0 && item.price().negate().signum() < 0,
                item -> item.price() != null && item.tax() != null && item.total().compareTo(dear) < 0,
                item -> item.price() != null && item.isCheap(),
                Item::isCheap,
                item -> item.inner() != null && item.inner().rank() != null && item.inner().rank() > 3,
                item -> item.inner().since().equals(DAY),
                item -> item.quantity() != null && Item.doubled(item.quantity()) < 50,
                item -> item.quantity() != null && Math.max(item.quantity(), limit) == limit,
                item -> item.name().equals("item 1") && item.quantity() != null,
                item -> item.quantity() == SEVEN,
                item -> item.quantity() == null ? null : item.quantity() > 3);
    }

    private static List<Function<Item, Object>> maps(long limit, BigDecimal dear) {
        return List.of(
                Item::quantity,
                Item::shipped,
                item -> item.price(),
                item -> item.quantity() == null ? limit : item.quantity() + limit,
                item -> item.quantity() * item.weight(),
                item -> item.size() == null ? null : item.size() + 1,
                item -> item.small(),
                item -> item.open(),
                item -> item.shipped() == null ? DAY : item.shipped().plusDays(3),
                item -> item.at(),
                item -> item.took(),
                item -> item.price() == null ? null : item.price().add(FINE),
                item -> item.price().subtract(item.tax()),
                item -> item.price() == null || item.tax() == null ? BigDecimal.ZERO : item.total(),
                item -> item.price() == null ? dear : item.price().negate(),
                item -> item.price().multiply(item.price()),
                item -> item.price() == null ? 0.0 : item.price().doubleValue(),
                item -> item.id() % 2 == 0 ? item.quantity() : (Object) item.name(),
                item -> item.inner(),
                item -> item);
    }

    private static List<DoubleFunction<Item>> doubles() {
        return List.of(
                item -> item.quantity() == null ? 0 : item.quantity() * item.weight(),
                item -> item.weight(),
                item -> item.ratio(),
                item -> item.price().doubleValue(),
                item -> item.price() == null ? -1 : item.price().doubleValue() * item.weight(),
                item -> item.tax() == null || item.price() == null ? 0 : item.total().doubleValue(),
                item -> item.size() == null ? 1 : item.size().doubleValue() / 3,
                item -> item.small() == null ? 0 : item.small());
    }

    /// What a loop makes of each row: its elements, or the class of what it failed with.
    private static List<Object> ofLoop(Kind kind, Window window, Step step) {
        var made = new ArrayList<Object>();
        for (var row = 0; row < window.size(); row++) {
            var elements = new ArrayList<Object>();
            var call = new Op.StepCall(step, new Label("step", "Test.java:1"), new DatasetId(1));
            var loop =
                    Pipeline.of(List.of(call), () -> {})
                            .over(new Pipeline.Windows(kind, window.isInMemory()))
                            .into(new Taker(elements), new Window(Kind.Leaf.OBJECT))
                            .orElseThrow();
            try {
                loop.run(window, row, row + 1);
                loop.flush();
            } catch (UserFailure e) {
                elements.add(e.getCause().getClass());
            } catch (SparrowException e) {
                assertThat(e).hasMessageContaining("returned null");
                elements.add(NullPointerException.class);
            }
            made.add(elements);
        }
        return made;
    }

    private record Taker(List<Object> elements) implements WindowSink {
        @Override
        public boolean accept(Window shown) {
            IntStream.range(0, shown.size()).forEach(row -> elements.add(shown.get(row)));
            return true;
        }

        @Override
        public boolean accept(Object element) {
            elements.add(element);
            return true;
        }
    }

    private static Kind kind(List<Item> items) {
        return items.stream().map(Kind::ofStored).reduce(Kind::common).orElseThrow();
    }

    private interface Check {
        void of(Kind kind, Window window, List<Item> items, long seed);
    }

    /// Runs a check for records in arrays and in memory, of usual and of extreme numbers.
    private static void forEachWindow(Check check) {
        var seed = Long.getLong("seed", System.nanoTime());
        for (var isExtreme : List.of(false, true)) {
            var random = new SplittableRandom(seed);
            var items = IntStream.range(0, ROWS).mapToObj(row -> item(random, row, isExtreme)).toList();
            var kind = kind(items);
            var window = new Window(kind);
            for (var row = 0; row < ROWS; row++) {
                assertThat(window.set(row, items.get(row))).as("seed %d", seed).isTrue();
            }
            window.size(ROWS);
            check.of(kind, window, items, seed);
            var builder = new BatchBuilder(kind);
            builder.append(window);
            try (var memory = new ArrowMemory(1 << 22);
                    var batch = builder.build(Layout.STORED, memory)) {
                var shown = new Window(kind);
                batch.show(0, ROWS, shown);
                check.of(kind, shown, items, seed);
            }
        }
    }

    private static List<Object> expected(List<Item> items, Step step) {
        return items.stream().map(item -> expected(item, step)).toList();
    }

    private static Object expected(Item item, Step step) {
        try {
            return switch (step) {
                case Step.Filter(var predicate) -> predicate.call(item) ? List.of(item) : List.of();
                case Step.Map(var function) -> Collections.singletonList(function.call(item));
                case Step.MapToDouble(var function) -> List.of(function.call(item));
                default -> throw new IllegalArgumentException("step " + step);
            };
        } catch (Exception e) {
            return List.of(e.getClass());
        }
    }

    private static void check(List<Step> steps) {
        forEachWindow((kind, window, items, seed) -> {
            for (var i = 0; i < steps.size(); i++) {
                assertThat(ofLoop(kind, window, steps.get(i)))
                        .as("function %d, -Dseed=%d, in memory %s", i, seed, window.isInMemory())
                        .isEqualTo(expected(items, steps.get(i)));
            }
        });
    }

    @Test
    void predicates_answerAsJavaDoes() {
        check(
                filters(20, LocalDate.ofEpochDay(10_500), new BigDecimal("300"), Instant.ofEpochSecond(50)).stream()
                        .<Step>map(filter -> new Step.Filter(Erased.predicate(filter)))
                        .toList());
        check(
                filters(-1, LocalDate.MAX, new BigDecimal("1e30"), Instant.MAX).stream()
                        .<Step>map(filter -> new Step.Filter(Erased.predicate(filter)))
                        .toList());
    }

    @Test
    void functions_makeWhatJavaMakes() {
        check(
                maps(Long.MAX_VALUE, new BigDecimal("1.50")).stream()
                        .<Step>map(map -> new Step.Map(Erased.function(map)))
                        .toList());
    }

    @Test
    void functionsToDoubles_makeWhatJavaMakes() {
        check(doubles().stream().<Step>map(function -> new Step.MapToDouble(Erased.toDouble(function))).toList());
    }
}
