/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.value.Tuple2;
import dev.sparrow.value.Tuple3;
import dev.sparrow.value.Tuple4;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.File;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.chrono.JapaneseDate;
import java.util.AbstractMap.SimpleEntry;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class ElementCodecTest {

    /// Everything that people put into datasets, by and by.
    @SuppressWarnings({"JavaUtilDate", "JdkObsolete"}) // people have them
    static List<Object> elements() {
        var list = new ArrayList<>(List.of("a", "b", "c"));
        var map = new HashMap<>(Map.of("k", 1, "l", 2));
        var tree = new TreeMap<String, Integer>(Comparator.reverseOrder());
        tree.putAll(map);
        var skipList = new ConcurrentSkipListSet<String>(String.CASE_INSENSITIVE_ORDER);
        skipList.addAll(list);
        var counter = new Counter();
        counter.put("k", 3);
        counter.total = 7;
        return List.of(
                "",
                "text",
                "Grüße, 世界 🐦",
                1,
                -1L,
                (short) 3,
                (byte) 4,
                'c',
                true,
                1.5,
                Float.NaN,
                Double.MIN_VALUE,
                new BigDecimal("1.10"),
                BigInteger.TWO.pow(200),
                new UUID(1, 2),
                URI.create("a:b"),
                Locale.GERMANY,
                new File("x"),
                String.class,
                int.class,
                new Date(5),
                stamp(),
                bits(),
                Instant.EPOCH,
                LocalDate.EPOCH,
                LocalDateTime.MIN,
                Duration.ofNanos(5),
                Period.ofDays(3),
                Year.of(2000),
                ZoneId.of("Europe/Berlin"),
                ZonedDateTime.of(LocalDateTime.MAX, ZoneId.of("UTC")),
                DayOfWeek.MONDAY,
                JapaneseDate.of(2020, 1, 1),
                Shape.ROUND,
                Shape.SQUARE,
                new Point(1, 2),
                new Line(new Point(1, 2), null, List.of(new Point(3, 4))),
                new Box<>("x"),
                Tuple2.of("k", 1),
                Tuple2.of(null, null),
                new Tuple3<>(1, 2, 3),
                new Tuple4<>(1, 2, 3, 4),
                Optional.empty(),
                Optional.of("x"),
                OptionalInt.of(3),
                List.of(),
                List.of(1),
                List.of(1, 2, 3),
                Set.of(1, 2),
                Map.of(),
                Map.of(1, 2),
                Stream.of(1, 2).toList(),
                Arrays.asList(1, null),
                Stream.of(1, null).toList(),
                list,
                new LinkedList<>(list),
                list.subList(1, 3),
                list.reversed(),
                List.of(1, 2, 3).subList(1, 2),
                map,
                map.keySet(),
                new LinkedHashMap<>(map),
                tree,
                tree.headMap("k", true),
                tree.descendingMap(),
                tree.navigableKeySet(),
                new TreeSet<>(list),
                new LinkedHashSet<>(list),
                new ConcurrentHashMap<>(Map.of(1, 2)),
                skipList,
                ConcurrentHashMap.newKeySet(),
                setFromMap(),
                Collections.emptyList(),
                Collections.singleton(1),
                Collections.unmodifiableList(list),
                Collections.unmodifiableSet(new TreeSet<>(list)),
                Collections.unmodifiableMap(new LinkedHashMap<>(map)),
                Collections.unmodifiableSortedMap(tree),
                Collections.synchronizedMap(new LinkedHashMap<>(map)),
                EnumSet.of(Shape.ROUND),
                new EnumMap<>(Map.of(Shape.ROUND, 1)),
                Map.entry(1, 2),
                new SimpleEntry<>("k", null),
                new SimpleImmutableEntry<>(1, 2),
                map.entrySet().iterator().next(),
                new NoDefaultConstructor("x"),
                new Person("Ada", new Person("Byron", null)),
                counter,
                new Hooked("x"));
    }

    @ParameterizedTest
    @MethodSource("elements")
    void element_comesBackEqual_andOfAnEqualKind(Object element) {
        var copy = ElementCodec.copy(element);
        assertThat(copy).isEqualTo(element).hasToString(element.toString());
        if (SerializationForm.isOfJdk(element.getClass())) {
            assertThat(isWritable(copy)).isEqualTo(isWritable(element));
        } else {
            assertThat(copy).hasSameClassAs(element);
        }
    }

    private static boolean isWritable(Object value) {
        return value instanceof List<?> && !value.getClass().getName().matches(".*(Unmodifiable|Immutable|Empty).*");
    }

    @Test
    void arrays_comeBackEqual() {
        for (var array :
                new Object[] {
                    new int[] {1, 2},
                    new long[0],
                    new byte[] {1},
                    new double[] {1.5},
                    new boolean[] {true},
                    new char[] {'c'},
                    new String[] {"a", null},
                    new Object[] {1, "x", null},
                    new int[][] {{1}, {2, 3}, null},
                    new Point[] {new Point(1, 2)}
                }) {
            assertThat(Objects.deepEquals(ElementCodec.copy(array), array)).isTrue();
            assertThat(ElementCodec.copy(array)).hasSameClassAs(array);
        }
    }

    @Test
    void innerAndAnonymousObjects_keepWhatTheyCapture() {
        var captured = new ArrayList<>(List.of(1, 2));
        var anonymous =
                new Object() {
                    @Override
                    public String toString() {
                        return "anonymous " + captured;
                    }
                };
        assertThat(ElementCodec.copy(anonymous)).hasToString("anonymous [1, 2]");
    }

    @Test
    void cyclesAndSharing_areKeptWithinAnElement_andNotBeyond() {
        var node = new Node();
        node.next = node;
        node.shared = new ArrayList<>();
        node.sharedToo = node.shared;
        var run = ElementCodec.newRun();
        run.write(node);
        run.write(node);
        var decoded = ElementCodec.decode(run.toByteArray(), 2);
        var first = (Node) decoded.next();
        var second = (Node) decoded.next();
        assertThat(first.next).isSameAs(first).isNotSameAs(second);
        assertThat(first.shared).isSameAs(first.sharedToo).isNotSameAs(second.shared);
    }

    @Test
    void cycleThroughARecord_isRefusedAndNotTurnedIntoNull() {
        var list = new ArrayList<Object>();
        var box = new Box<Object>(list);
        list.add(box);
        assertThatThrownBy(() -> ElementCodec.copy(box))
                .isInstanceOf(SparrowException.class)
                .hasMessageContaining("cannot be read back: it refers to itself through a record");
    }

    @Test
    void exceptions_comeBackWithMessageCauseAndStack() {
        var failure = new IllegalStateException("state", new IOException("disk"));
        var copy = (IllegalStateException) ElementCodec.copy(failure);
        assertThat(copy).hasMessage("state").hasRootCauseMessage("disk");
        assertThat(copy.getStackTrace()).isEqualTo(failure.getStackTrace());
    }

    @Test
    void run_namesAClassOnce() {
        var one = ElementCodec.newRun();
        var many = ElementCodec.newRun();
        one.write(new Point(1, 2));
        for (var i = 0; i < 1_000; i++) {
            many.write(new Point(i, 2));
        }
        assertThat(many.size()).isLessThan(one.size() + 10 * 1_000);
        var decoded = ElementCodec.decode(many.toByteArray(), 1_000);
        for (var i = 0; i < 1_000; i++) {
            assertThat(decoded.next()).isEqualTo(new Point(i, 2));
        }
        assertThat(decoded.hasNext()).isFalse();
    }

    @Test
    void runs_takeTurnsOnOneThread() {
        var left = ElementCodec.newRun();
        var right = ElementCodec.newRun();
        for (var i = 0; i < 100; i++) {
            left.write(new Point(i, 0));
            right.write(i % 2 == 0 ? new Person("p" + i, null) : null);
        }
        var lefts = ElementCodec.decode(left.toByteArray(), 100);
        var rights = ElementCodec.decode(right.toByteArray(), 100);
        for (var i = 0; i < 100; i++) {
            assertThat(lefts.next()).isEqualTo(new Point(i, 0));
            assertThat(rights.next()).isEqualTo(i % 2 == 0 ? new Person("p" + i, null) : null);
        }
    }

    @Test
    void sixtyFourThreads_eachGetTheirOwnElements() throws Exception {
        try (var threads = Executors.newFixedThreadPool(64)) {
            var tasks =
                    IntStream.range(0, 64)
                            .mapToObj(thread ->
                                    (Callable<Void>)
                                            () -> {
                                                for (var i = 0; i < 50; i++) {
                                                    var person = new Person("p" + thread, new Person("q" + i, null));
                                                    assertThat(ElementCodec.copy(person)).isEqualTo(person);
                                                    assertThatThrownBy(() ->
                                                                    ElementCodec.copy(
                                                                            new Person("x", Thread.currentThread())))
                                                            .isInstanceOf(SparrowException.class);
                                                }
                                                return null;
                                            })
                            .toList();
            for (var task : threads.invokeAll(tasks)) {
                task.get();
            }
        }
    }

    @Test
    void elementThatIsNoData_isRefusedWithClassAndFieldPath() {
        var person = new Person("Ada", new Person("Byron", new Thread()));
        assertThatThrownBy(() -> ElementCodec.copy(person))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ELEMENT_NOT_SERIALIZABLE))
                .hasMessage(
                        "An element of type "
                                + Person.class.getTypeName()
                                + " cannot be stored or shipped, because of"
                                + " its field parent.parent: java.lang.Thread is not Serializable. Leave it out of the element, mark"
                                + " its field transient, or make its class Serializable.");
    }

    @Test
    void fullHeapInAnElement_isNotAFaultOfTheElement() {
        assertThatThrownBy(() -> ElementCodec.copy(new Holder(new Hungry())))
                .isInstanceOf(OutOfMemoryError.class)
                .hasMessage("no heap");
    }

    static final class Holder {
        private final Hungry held;

        Holder(Hungry held) {
            this.held = held;
        }

        @Override
        public String toString() {
            return held.toString();
        }
    }

    /// Fills the heap when it is written.
    static class Hungry implements Serializable {
        private static final long serialVersionUID = 1;

        private void writeObject(ObjectOutputStream out) throws IOException {
            throw new OutOfMemoryError("no heap");
        }
    }

    @Test
    void lambda_isRefused() {
        Runnable lambda = () -> {};
        assertThatThrownBy(() -> ElementCodec.copy(Tuple2.of("k", lambda)))
                .hasMessageContaining("is a lambda or a method reference, which is code and not data");
        assertThatThrownBy(() -> ElementCodec.copy(new TreeSet<String>(Comparator.comparingInt(String::length))))
                .hasMessageContaining("An element of type java.util.TreeSet cannot")
                .hasMessageContaining("is a lambda");
    }

    @Test
    void proxy_isRefused() {
        var proxy =
                Proxy.newProxyInstance(
                        ElementCodecTest.class.getClassLoader(), new Class<?>[] {Runnable.class}, (_, _, _) -> null);
        assertThatThrownBy(() -> ElementCodec.copy(List.of(Optional.of(proxy)))).isInstanceOf(SparrowException.class);
    }

    @Test
    void javaSerializedObject_namesWhatItCannotKeep() {
        var failure = new Failure(new Object());
        assertThatThrownBy(() -> ElementCodec.copy(failure))
                .hasMessageContaining(
                        Failure.class.getTypeName() + " refers to a java.lang.Object, which is not Serializable");
    }

    @Test
    void elementNestedTooDeeply_isRefused_andTheNextOneIsNotHarmed() {
        var first = new Node();
        var last = first;
        for (var i = 0; i < 1_000_000; i++) {
            last.next = new Node();
            last = last.next;
        }
        assertThatThrownBy(() -> ElementCodec.copy(first))
                .hasMessageContaining("nested too deeply. Hold them in a List.");
        assertThat(ElementCodec.copy(new Point(1, 2))).isEqualTo(new Point(1, 2));
    }

    @Test
    void elementTooLarge_isRefusedWithTheLimit() {
        var run = new RunEncoder(1_000_000);
        run.write("x".repeat(900_000));
        run.write("y".repeat(900_000));
        assertThatThrownBy(() -> run.write(List.of("z".repeat(1_000_000))))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED))
                .hasMessageEndingWith(
                        "cannot be stored or shipped: it takes more than 1000000 bytes encoded. Make smaller"
                                + " elements of it.");
    }

    @Test
    void classes_areFoundByTheContextClassLoader() throws Exception {
        var url = Point.class.getProtectionDomain().getCodeSource().getLocation();
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        var run = ElementCodec.newRun();
        run.write(new Point(1, 2));
        try (var loader = new URLClassLoader(new URL[] {url}, ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(loader);
            assertThat(ElementCodec.decode(run.toByteArray(), 1).next().getClass().getClassLoader()).isSameAs(loader);
        } finally {
            thread.setContextClassLoader(before);
        }
        assertThat(ElementCodec.decode(run.toByteArray(), 1).next()).isEqualTo(new Point(1, 2));
    }

    @Test
    void elementThatUsesTheCodecItself_isEncodedWhole() {
        var hooked = new Reentrant("x");
        assertThat(ElementCodec.copy(Tuple2.of(hooked, "after"))).hasToString("(copy of x,after)");
    }

    private static Set<Integer> setFromMap() {
        var set = Collections.<Integer>newSetFromMap(new HashMap<>());
        set.add(1);
        return set;
    }

    private static Timestamp stamp() {
        var stamp = new Timestamp(5);
        stamp.setNanos(123_456_789);
        return stamp;
    }

    private static BitSet bits() {
        var bits = new BitSet();
        bits.set(70);
        return bits;
    }

    enum Shape {
        ROUND,
        SQUARE {
            @Override
            public String toString() {
                return "square";
            }
        }
    }

    record Point(int x, int y) {}

    record Line(Point from, Point to, List<Point> between) {}

    record Box<T>(T value) {
        @Override
        public String toString() {
            return "box";
        }
    }

    static final class Node {
        Node next;
        List<String> shared;
        List<String> sharedToo;
    }

    static final class NoDefaultConstructor {
        private final String name;

        NoDefaultConstructor(String name) {
            this.name = Objects.requireNonNull(name);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof NoDefaultConstructor that && that.name.equals(name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static final class Person {
        private String name;
        private Object parent;

        Person(String name, Object parent) {
            this.name = name;
            this.parent = parent;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Person that && that.name.equals(name) && Objects.equals(that.parent, parent);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }

        @Override
        public String toString() {
            return name + " of " + parent;
        }
    }

    /// A map with a field of its own, which Kryo's serializer of maps would lose.
    static final class Counter extends HashMap<String, Integer> {
        private static final long serialVersionUID = 1;

        private int total;

        @Override
        public boolean equals(Object other) {
            return super.equals(other) && other instanceof Counter that && that.total == total;
        }

        @Override
        public int hashCode() {
            return super.hashCode();
        }
    }

    /// Its state is in a transient field and in its hooks.
    static final class Hooked implements Serializable {
        private static final long serialVersionUID = 1;

        private transient String name;

        Hooked(String name) {
            this.name = name;
        }

        private Object writeReplace() {
            return new Replacement(name);
        }

        private record Replacement(String name) implements Serializable {
            private Object readResolve() {
                return new Hooked(name);
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Hooked that && that.name.equals(name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static final class Reentrant implements Serializable {
        private static final long serialVersionUID = 1;

        private final String name;

        Reentrant(String name) {
            this.name = name;
        }

        private Object writeReplace() {
            return "copy of " + ElementCodec.copy(name);
        }
    }

    static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1;

        @SuppressWarnings({"serial", "UnusedVariable"}) // what the test is about
        private final Object detail;

        Failure(Object detail) {
            this.detail = detail;
        }
    }
}
