/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.closure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.function.Function;
import dev.sparrow.function.SerializableComparator;
import dev.sparrow.lineage.Step;
import dev.sparrow.value.HashPartitioner;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;

import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class SnapshotTest {

    @Test
    void lambdaWithoutCaptures_isShared() {
        Function<Integer, Integer> plusOne = x -> x + 1;

        assertShared(plusOne);
    }

    @Test
    void lambdaThatCapturesImmutableValues_isShared() {
        var number = Integer.parseInt("4");
        var names = List.of("a", "b");
        var pair = Optional.of(Tuple2.of("k", LocalDate.EPOCH));
        Function<Integer, Object> function = x -> x + number + names.size() + pair.toString();

        assertShared(function);
    }

    @Test
    void lambdaThatCapturesLambdas_isSharedIfTheirsAreImmutable() {
        var buffer = new ArrayList<Integer>();
        Function<Integer, Integer> plusOne = x -> x + 1;
        Function<Integer, Integer> twice = x -> plusOne.call(plusOne.call(x));
        Function<Integer, Integer> collecting = x -> buffer.add(x) ? x : 0;
        Function<Integer, Integer> collectingTwice = x -> collecting.call(collecting.call(x));

        assertShared(twice);
        assertThat(Snapshot.take(collectingTwice, "f").shared()).isFalse();
    }

    @Test
    void namedFunctionsEnumsAndNaturalOrders_areShared() {
        assertShared(new PlusTwo());
        assertShared(Planet.EARTH);
        assertShared(Comparator.<String>naturalOrder());
        assertShared(Comparator.<String>reverseOrder());
        assertShared(SerializableComparator.comparing(String::length));
        assertShared(Comparator.comparing((Function2Key) String::length));
        assertShared(new HashPartitioner(4));
    }

    @Test
    void recordsOfStepsInAList_areShared() {
        assertShared(new Chain(List.of(new Step.Map(x -> x), new Step.Filter(_ -> true)), "chain"));
        assertShared(null);
    }

    @Test
    void functionWithFieldsArraysAndLists_areCopied() throws Exception {
        var copied = Snapshot.take(new PlusField(3), "f");
        assertThat(copied.shared()).isFalse();
        assertThat(copied.sizeBytes()).isPositive();
        assertThat(copied.copy()).isNotSameAs(copied.copy());
        assertThat(copied.copy().call(1)).isEqualTo(4);
        assertThat(Snapshot.take(new int[] {1}, "a").copy()).containsExactly(1);
        assertThat(Snapshot.take(new ArrayList<>(List.of("x")), "l").copy()).containsExactly("x");
    }

    @Test
    void changesOfTheDriver_doNotReachACopy() throws Exception {
        var stopWords = new ArrayList<>(List.of("the"));
        Function<String, Boolean> keep = word -> !stopWords.contains(word);
        var snapshot = Snapshot.take(keep, "f");
        stopWords.add("fox");

        assertThat(snapshot.copy().call("fox")).isTrue();
        assertThat(snapshot.copy().call("the")).isFalse();
    }

    @Test
    void twoCopies_shareNoBuffer() throws Exception {
        var buffer = new ArrayList<Integer>();
        Function<Integer, Integer> count =
                x -> {
                    buffer.add(x);
                    return buffer.size();
                };
        var snapshot = Snapshot.take(count, "f");
        var first = snapshot.copy();
        first.call(1);

        assertThat(first.call(2)).isEqualTo(2);
        assertThat(snapshot.copy().call(1)).isEqualTo(1);
        assertThat(buffer).isEmpty();
    }

    @Test
    void objectCapturedByTwoLambdas_isOneWithinACopy() throws Exception {
        var buffer = new ArrayList<Object>();
        var chain =
                new Chain(
                        List.of(new Step.Map(x -> buffer.add(x) ? x : null), new Step.Map(_ -> buffer.size())),
                        "chain");
        var copy = Snapshot.take(chain, "f").copy();

        assertThat(((Step.Map) copy.steps().getFirst()).function().call("x")).isEqualTo("x");
        assertThat(((Step.Map) copy.steps().getLast()).function().call("x")).isEqualTo(1);
        assertThat(buffer).isEmpty();
    }

    @Test
    void chainOfAHundredThousandSteps_isTakenQuickly() {
        var steps = new ArrayList<Step>();
        for (var i = 0; i < 100_000; i++) {
            var addend = i;
            steps.add(new Step.Map(x -> (Integer) x + addend));
        }
        var chain = new Chain(List.copyOf(steps), "chain");
        var start = System.nanoTime();
        assertShared(chain);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void chainOfAHundredThousandSteps_isCopiedIfOneChanges() {
        var buffer = new ArrayList<Object>();
        var steps = new ArrayList<Step>();
        for (var i = 0; i < 100_000; i++) {
            var addend = i;
            steps.add(new Step.Map(x -> (Integer) x + addend));
        }
        steps.add(new Step.Map(buffer::add));
        var copy = Snapshot.take(new Chain(List.copyOf(steps), "chain"), "f").copy();

        assertThat(copy.steps()).hasSize(100_001);
    }

    @Test
    void proxies_areCopied() {
        var handler = new Handler(new int[] {7});
        var proxy =
                Proxy.newProxyInstance(
                        getClass().getClassLoader(), new Class<?>[] {Comparable.class, Serializable.class}, handler);

        assertThat(Proxy.getInvocationHandler(Snapshot.take(proxy, "p").copy())).isInstanceOf(Handler.class);
    }

    @Test
    void valueNestedBeyondTheStack_isRefused() {
        Object nested = new ArrayList<>();
        for (var i = 0; i < 100_000; i++) {
            nested = new ArrayList<>(List.of(nested));
        }
        var value = nested;

        assertThatThrownBy(() -> Snapshot.take(value, "the functions of stage 1"))
                .isInstanceOf(SparrowException.class)
                .hasMessage(
                        "Cannot copy the functions of stage 1: a java.util.ArrayList cannot be serialized: it is"
                                + " nested deeper than the stack allows. Capture less, or in flatter form such as a list.");
    }

    @Test
    void whatIsNotSerializable_isRefusedWithItsWay() {
        var map = new HashMap<>(Map.of("lock", new Object()));

        assertThatThrownBy(() -> Snapshot.take(map, "the functions of stage 1"))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CLOSURE_NOT_SERIALIZABLE))
                .hasMessageStartingWith(
                        "Cannot copy the functions of stage 1: it captures a java.lang.Object, which is"
                                + " not Serializable, as the value of key 'lock'. ");
    }

    @Test
    void driverOnlyValueWithoutFields_isRefused() {
        assertThatThrownBy(() -> Snapshot.take(List.of(new Handle()), "the functions of stage 1"))
                .hasMessageStartingWith(
                        "Cannot copy the functions of stage 1: it captures a"
                                + " dev.sparrow.closure.SnapshotTest$Handle, which lives in the driver only, as element 0. ");
    }

    @Test
    void largeValue_isCopied() {
        var bytes = new byte[100 << 20];
        bytes[50 << 20] = 7;
        var snapshot = Snapshot.take(bytes, "bytes");
        bytes[50 << 20] = 8;
        var copy = snapshot.copy();
        assertThat(copy).hasSize(100 << 20);
        assertThat(copy[50 << 20]).isEqualTo((byte) 7);
    }

    private static void assertShared(Object value) {
        var snapshot = Snapshot.take(value, "value");

        assertThat(snapshot.shared()).as("%s is shared", value == null ? null : value.getClass()).isTrue();
        assertThat(snapshot.copy()).isSameAs(value);
        assertThat(snapshot.sizeBytes()).isZero();
    }

    private enum Planet {
        EARTH
    }

    private interface Function2Key extends java.util.function.Function<String, Integer>, Serializable {}

    private record Chain(List<Step> steps, String name) implements Serializable {}

    private record Handle() implements DriverOnly, Serializable {}

    @SuppressWarnings("ArrayRecordComponent") // something that changes
    private record Handler(int[] state) implements InvocationHandler, Serializable {
        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) {
            return state[0];
        }
    }

    private static final class PlusTwo implements Function<Integer, Integer> {
        private static final long serialVersionUID = 1;

        @Override
        public Integer call(Integer value) {
            return value + 2;
        }
    }

    private static final class PlusField implements Function<Integer, Integer> {
        private static final long serialVersionUID = 1;

        private final int addend;

        private PlusField(int addend) {
            this.addend = addend;
        }

        @Override
        public Integer call(Integer value) {
            return value + addend;
        }
    }
}
