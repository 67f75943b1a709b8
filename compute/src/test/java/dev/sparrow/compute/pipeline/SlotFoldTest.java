/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.compute.UserFailure;
import dev.sparrow.compute.pipeline.SlotFold.Start;
import dev.sparrow.function.Function;
import dev.sparrow.function.Function2;
import dev.sparrow.lineage.Label;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Kind.Leaf;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

class SlotFoldTest {
    private static final Label LABEL = new Label("reduceByKey", "Test.java:1");

    @SuppressWarnings("unchecked") // as the public API does
    private static SlotFold fold(Start start, Function2<?, ?, ?> further, Kind value, Leaf state) {
        return SlotFold.of(start, (Function2<Object, Object, Object>) further, LABEL, value, state).orElseThrow();
    }

    /// @param array of the leaf
    private static Window window(Leaf leaf, Object array) {
        return Window.over(leaf, List.of(array), Array.getLength(array));
    }

    private static Window longs(long... values) {
        return window(Leaf.LONG, values);
    }

    @SuppressWarnings("unchecked") // as the public API does
    private static Start create(Function<?, ?> function) {
        return new Start.Create((Function<Object, Object>) function);
    }

    @Test
    void valuesThatMayBeNull_areFolded() {
        Function2<List<Integer>, Integer, List<Integer>> add =
                (list, x) -> {
                    list.add(x);
                    return list;
                };
        Function<Integer, List<Integer>> list = x -> new ArrayList<>(Arrays.asList(x));
        var nullable = new Kind.Nullable(Leaf.INT);
        var values = Window.over(nullable, List.of(new boolean[] {true, false, true}, new int[] {5, 0, 7}), 3);
        var states = new Object[2];

        assertThat(fold(create(list), add, nullable, Leaf.OBJECT).fold(new int[] {0, 0, 1}, values, 0, 3, states))
                .isEqualTo(3);
        assertThat(states).containsExactly(Arrays.asList(5, null), List.of(7));
    }

    @Test
    void firstValuesAreStates_furtherOnesAreFoldedIntoThem() {
        Function2<Long, Long, Long> sum = Long::sum;
        var fold = fold(new Start.Value(), sum, Leaf.LONG, Leaf.LONG);
        var states = new long[10];

        assertThat(fold.fold(new int[] {0, 1, 0, 2}, longs(5, 6, 7, 8), 0, 4, states)).isEqualTo(4);
        assertThat(fold.fold(new int[] {9, 3, 1, 9}, longs(-1, 1, 10, -1), 1, 3, states)).isEqualTo(3);

        assertThat(fold.size).isEqualTo(4);
        assertThat(states).startsWith(12, 16, 8, 1).endsWith(0);
    }

    @Test
    void everyLeaf_holdsValuesAndStates() {
        Function2<Integer, Integer, Integer> ints = (x, y) -> x * 10 + y;
        Function2<Double, Double, Double> doubles = (x, y) -> x / y;
        Function2<Boolean, Boolean, Boolean> booleans = (x, y) -> x ^ y;
        Function2<Byte, Byte, Byte> bytes = (x, y) -> (byte) (x + y);
        Function2<Short, Short, Short> shorts = (x, y) -> (short) (x + y);
        Function2<Character, Character, Character> chars = (x, y) -> (char) Math.max(x, y);
        Function2<Float, Float, Float> floats = (x, y) -> x - y;
        Function2<String, String, String> strings = (x, y) -> x + y;
        assertThat((int[]) twice(ints, Leaf.INT, new int[] {1, 2, 3}, new int[2])).containsExactly(13, 2);
        assertThat((double[]) twice(doubles, Leaf.DOUBLE, new double[] {1, 2, 4}, new double[2]))
                .containsExactly(0.25, 2);
        assertThat((boolean[]) twice(booleans, Leaf.BOOLEAN, new boolean[] {true, false, true}, new boolean[2]))
                .containsExactly(false, false);
        assertThat((byte[]) twice(bytes, Leaf.BYTE, new byte[] {100, 2, 100}, new byte[2]))
                .containsExactly((byte) -56, (byte) 2);
        assertThat((short[]) twice(shorts, Leaf.SHORT, new short[] {1, 2, 3}, new short[2]))
                .containsExactly((short) 4, (short) 2);
        assertThat((char[]) twice(chars, Leaf.CHAR, new char[] {'a', 'b', 'c'}, new char[2])).containsExactly('c', 'b');
        assertThat((float[]) twice(floats, Leaf.FLOAT, new float[] {1, 2, 3}, new float[2])).containsExactly(-2, 2);
        assertThat((Object[]) twice(strings, Leaf.OBJECT, new Object[] {"a", "b", "c"}, new Object[2]))
                .containsExactly("ac", "b");
    }

    /// Folds three values, the first and the last of the same key.
    private static Object twice(Function2<?, ?, ?> further, Leaf leaf, Object values, Object states) {
        var fold = fold(new Start.Value(), further, leaf, leaf);
        assertThat(fold.fold(new int[] {0, 1, 0}, window(leaf, values), 0, 3, states)).isEqualTo(3);
        assertThat(fold.size).isEqualTo(2);
        return states;
    }

    @Test
    void created_andZeroStates_mayHaveAnotherLeafThanValues() {
        Function2<List<Object>, Object, List<Object>> append =
                (list, value) -> {
                    list.add(value);
                    return list;
                };
        Function<Long, List<Object>> single = value -> new ArrayList<>(List.of(value));
        var lists = new Object[3];
        fold(create(single), append, Leaf.LONG, Leaf.OBJECT).fold(new int[] {0, 0, 1}, longs(1, 2, 3), 0, 3, lists);
        assertThat(lists).containsExactly(List.of(1L, 2L), List.of(3L), null);

        var zeros = new Object[3];
        fold(new Start.Zero(ArrayList::new), append, Leaf.OBJECT, Leaf.OBJECT)
                .fold(new int[] {0, 0, 1}, window(Leaf.OBJECT, new Object[] {"x", null, "y"}), 0, 3, zeros);
        assertThat(zeros[0]).isEqualTo(Arrays.asList("x", null));
        assertThat(zeros[1]).isEqualTo(List.of("y"));

        Function2<Double, Integer, Double> mean = (sum, value) -> sum + value;
        var sums = new double[1];
        fold(new Start.Zero(() -> 0.5), mean, Leaf.INT, Leaf.DOUBLE)
                .fold(new int[] {0, 0}, window(Leaf.INT, new int[] {1, 2}), 0, 2, sums);
        assertThat(sums).containsExactly(3.5);
    }

    @Test
    void records_areMadeForTheFunction() {
        var kind = new Kind.Struct(Tuple2.class, List.of(Leaf.OBJECT, Leaf.LONG));
        var values = new Window(kind);
        values.set(0, Tuple2.of("a", 1L));
        values.set(1, Tuple2.of("b", 2L));
        values.set(2, Tuple2.of(null, 3L));
        values.size(3);
        Function2<Tuple2<String, Long>, Tuple2<String, Long>, Tuple2<String, Long>> both =
                (x, y) -> Tuple2.of(x._1() + y._1(), x._2() + y._2());
        var states = new Object[3];
        fold(new Start.Value(), both, kind, Leaf.OBJECT).fold(new int[] {0, 1, 0}, values, 0, 3, states);
        assertThat(states).containsExactly(Tuple2.of("anull", 4L), Tuple2.of("b", 2L), null);
    }

    @Test
    void resultThatStatesCannotHold_stopsAtItsRow_afterOneCall() {
        var calls = new AtomicInteger();
        Function2<Object, Object, Object> surprising =
                (x, y) -> {
                    calls.incrementAndGet();
                    return (long) x + (long) y == 7
                            ? "seven"
                            : (long) x + (long) y == 8 ? null : (Object) ((long) x + (long) y);
                };
        var fold = fold(new Start.Value(), surprising, Leaf.LONG, Leaf.LONG);
        var states = new long[4];
        var slots = new int[] {0, 0, 0, 0, 1};
        var values = longs(1, 2, 4, 5, 9);

        assertThat(fold.fold(slots, values, 0, 5, states)).isEqualTo(2);
        assertThat(fold.odd).isEqualTo("seven");
        assertThat(fold.size).isEqualTo(1);
        assertThat(states[0]).isEqualTo(3);
        assertThat(calls).hasValue(2);

        assertThat(fold.fold(slots, values, 3, 5, states)).isEqualTo(3);
        assertThat(fold.odd).isNull();
        assertThat(calls).hasValue(3);

        assertThat(fold.fold(slots, values, 4, 5, states)).isEqualTo(5);
        assertThat(states).startsWith(3, 9);
    }

    @Test
    void firstStateThatDoesNotFit_addsNoSlot() {
        var fold = fold(create((Object value) -> value), (x, _) -> x, Leaf.OBJECT, Leaf.LONG);
        var states = new long[3];

        assertThat(fold.fold(new int[] {0, 1}, window(Leaf.OBJECT, new Object[] {1L, 2}), 0, 2, states)).isEqualTo(1);
        assertThat(fold.size).isEqualTo(1);
        assertThat(fold.odd).isEqualTo(2);
    }

    @Test
    void whatFunctionsThrow_namesTheOperation() {
        Function2<Long, Long, Long> dividing = (x, y) -> x / y;
        Function<Long, Object> failing =
                _ -> {
                    throw new java.io.IOException("no disk");
                };
        assertThatThrownBy(() ->
                        fold(new Start.Value(), dividing, Leaf.LONG, Leaf.LONG)
                                .fold(new int[2], longs(0, 0), 0, 2, new long[2]))
                .isInstanceOf(UserFailure.class)
                .hasMessage(
                        "reduceByKey at Test.java:1 threw java.lang.ArithmeticException: / by zero for the element 0");
        assertThatThrownBy(() ->
                        fold(create(failing), dividing, Leaf.LONG, Leaf.OBJECT)
                                .fold(new int[2], longs(0, 0), 0, 2, new Object[2]))
                .hasMessageEndingWith("java.io.IOException: no disk for the element 0");
    }

    @Test
    void sameFunctionsAndLeaves_shareAClass() {
        var classes = new ArrayList<Class<?>>();
        for (var i = 0L; i < 10; i++) {
            var captured = i;
            Function2<Long, Long, Long> plus = (x, y) -> x + y + captured;
            var fold = fold(new Start.Value(), plus, Leaf.LONG, Leaf.LONG);
            var states = new long[1];
            fold.fold(new int[2], longs(1, 2), 0, 2, states);
            assertThat(states).containsExactly(3 + captured);
            classes.add(fold.getClass());
            assertThat(fold(new Start.Value(), plus, Leaf.LONG, Leaf.OBJECT).getClass())
                    .isNotEqualTo(classes.getFirst());
        }
        assertThat(classes).containsOnly(classes.getFirst());
    }
}
