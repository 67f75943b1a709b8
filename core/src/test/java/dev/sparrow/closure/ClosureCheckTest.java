/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.closure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.function.Function;
import dev.sparrow.function.SerializableComparator;
import dev.sparrow.function.VoidFunction;
import dev.sparrow.lineage.Label;

import org.junit.jupiter.api.Test;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

final class ClosureCheckTest {
    private static final Label LABEL = new Label("map", "Demo.java:12");
    private static final String SOCKET = "dev.sparrow.closure.ClosureCheckTest$Socket";
    private static final String GENERAL_REMEDY =
            "Capture only what the function needs, make the object inside the function (once for each partition with"
                    + " mapPartitions), or let the class implement Serializable.";
    private static final String THIS_REMEDY =
            "The lambda uses a field or method of `this` and so captures the whole object: copy the field into a local"
                    + " variable and use that, or call a static method.";
    private static final String DATASET_REMEDY =
            "A function in a task cannot use a dataset or the context: combine datasets by join, cartesian or union, or"
                    + " collect() one first and capture the result.";

    private final int field = 3;

    // ---- What passes ------------------------------------------------------------------------------------------------

    @Test
    void functionsThatCaptureNothingOrSerializableValues_pass() {
        record Local(int x) implements Serializable {}
        var local = new Local(1);
        var list = new ArrayList<>(List.of(1));
        var lambdas = new ArrayList<Function<Integer, Object>>();
        Function<Integer, Object> inner = x -> x + list.size();
        lambdas.add(x -> x);
        lambdas.add(x -> x + local.x());
        lambdas.add(x -> inner.call(x));
        lambdas.add(ClosureCheckTest::twice);
        lambdas.add(new Named());

        assertThatCode(() -> lambdas.forEach(lambda -> ClosureCheck.check(lambda, LABEL))).doesNotThrowAnyException();
        assertThatCode(() -> ClosureCheck.check(lambdas, LABEL)).doesNotThrowAnyException();
    }

    @Test
    void comparatorsOfTheJdkAndOurs_pass() {
        for (var comparator :
                List.of(
                        Comparator.naturalOrder(),
                        Comparator.reverseOrder(),
                        SerializableComparator.comparing(String::length),
                        SerializableComparator.comparing(String::length).reversed(),
                        SerializableComparator.comparing(String::length).thenComparing(Comparator.naturalOrder()),
                        SerializableComparator.comparing(String::length).thenComparing(String::strip),
                        SerializableComparator.comparing(String::length).reversed().thenComparing(text -> text.strip()),
                        SerializableComparator.comparing(String::length).thenComparing((a, b) -> a.compareTo(b)),
                        SerializableComparator.comparing(String::length).thenComparing(String::compareTo),
                        SerializableComparator.comparing(String::length).thenComparing(String::strip, (_, _) -> 0),
                        SerializableComparator.comparing(String::strip, (a, b) -> a.compareTo(b)),
                        SerializableComparator.comparing(String::strip, Comparator.reverseOrder())
                                .thenComparing(x -> 1),
                        SerializableComparator.comparingInt(String::length).thenComparingInt(String::length),
                        SerializableComparator.comparingLong(String::length).thenComparingLong(x -> x.length()),
                        SerializableComparator.comparingDouble(String::length).thenComparingDouble(String::length),
                        Comparator.nullsFirst(SerializableComparator.comparing(String::length)),
                        String.CASE_INSENSITIVE_ORDER)) {
            assertThatCode(() -> ClosureCheck.check(comparator, LABEL)).doesNotThrowAnyException();
        }
    }

    @Test
    void classesWithTheirOwnSerialForm_areRespected() {
        var replaced = new Replaced(new Socket());
        var external = new External();
        var written = new WritesItself(new Socket());
        var transients = new Transient(new Socket());

        assertPasses(x -> x + replaced.hashCode() + external.hashCode() + written.hashCode() + transients.hashCode());
    }

    @Test
    void largeValueAndCycle_pass() {
        var bytes = new byte[101 << 20];
        var cycle = new ArrayList<Object>();
        cycle.add(cycle);

        assertPasses(x -> bytes.length + cycle.size());
    }

    // ---- What is not serializable -----------------------------------------------------------------------------------

    @Test
    void capturedVariable_isNamed() {
        var config = new Socket();

        assertRefused(
                (Function<Integer, Integer>) x -> x + config.hashCode(),
                "map at Demo.java:12 cannot run in tasks: it captures a "
                        + SOCKET
                        + ", which is not Serializable, as"
                        + " `config` (captured argument 1 of the lambda). "
                        + GENERAL_REMEDY);
    }

    @Test
    void secondCapturedVariable_isNamedAfterWideOnes() {
        var time = System.nanoTime();
        var ratio = Math.random();
        var config = new Socket();

        assertRefused(
                (Function<Integer, Object>) x -> x + time + ratio + config.hashCode(),
                "as `config` (captured argument 3 of the lambda). ");
    }

    @Test
    void fieldThreeLevelsDeep_isNamedWithItsWay() {
        var job = new Job(new Connection(new Pool(new Socket())));

        assertRefused(
                (Function<Integer, Object>) x -> job.helper,
                "map at Demo.java:12 cannot run in tasks: it captures a "
                        + SOCKET
                        + ", which is not Serializable, as"
                        + " `job` (captured argument 1 of the lambda) → ClosureCheckTest$Job.helper →"
                        + " ClosureCheckTest$Connection.pool → ClosureCheckTest$Pool.socket. "
                        + GENERAL_REMEDY);
    }

    @Test
    void elementsOfCollectionsMapsArraysAndReferences_areNamed() {
        var list = List.of("a", new Socket());
        var map = new HashMap<>(Map.of("key", new Socket()));
        var keys = new LinkedHashMap<>(Map.of(new Socket(), 1));
        var array = new Object[] {1, new Object[] {null, new Socket()}};
        var reference = new AtomicReference<>(new Socket());
        var optional = Optional.of(new Socket());
        var tree = new TreeMap<String, String>(Comparator.comparing(String::strip));

        assertWay(x -> list, "`list` (captured argument 1 of the lambda) → element 1");
        assertWay(x -> map, "`map` (captured argument 1 of the lambda) → the value of key 'key'");
        assertWay(x -> keys, "`keys` (captured argument 1 of the lambda) → a key of LinkedHashMap");
        assertWay(x -> array, "`array` (captured argument 1 of the lambda) → element 1 → element 1");
        assertWay(x -> reference, "`reference` (captured argument 1 of the lambda) → a value inside AtomicReference");
        assertWay(x -> optional, "`optional` (captured argument 1 of the lambda) → a value inside Optional");
        assertRefused(
                (Function<Integer, Object>) x -> tree,
                "it captures a lambda of type java.util.function.Function, which is not Serializable, as `tree` (captured"
                        + " argument 1 of the lambda) → the comparator of TreeMap → captured argument 1 of the"
                        + " lambda. ");
    }

    @Test
    void lambdaThatUsesThis_isExplained() {
        assertRefused(
                (Function<Integer, Integer>) x -> x + field + hashCode(),
                "map at Demo.java:12 cannot run in tasks: it captures a dev.sparrow.closure.ClosureCheckTest, which is"
                        + " not Serializable, as `this` of the lambda. "
                        + THIS_REMEDY);
    }

    @Test
    void boundMethodReference_isExplained() {
        var socket = new Socket();

        assertRefused(
                (Function<Integer, Object>) socket::send,
                "as the object before :: of the method reference send. " + GENERAL_REMEDY);
    }

    @Test
    void lambdaInsideALambda_isFollowed() {
        var socket = new Socket();
        Function<Integer, Object> inner = x -> socket;

        assertRefused(
                (Function<Integer, Object>) x -> inner.call(x),
                "as `inner` (captured argument 1 of the lambda) → `socket` (captured argument 1 of the lambda). ");
    }

    @Test
    void anonymousClass_isExplained() {
        var anonymous =
                new Function<Integer, Integer>() {
                    private static final long serialVersionUID = 1;

                    @Override
                    public Integer call(Integer value) {
                        return value + field;
                    }
                };

        assertRefused(
                anonymous,
                "map at Demo.java:12 cannot run in tasks: it captures a dev.sparrow.closure.ClosureCheckTest, which is"
                        + " not Serializable, as the enclosing instance of ClosureCheckTest$1. An inner or anonymous"
                        + " class holds the object around it: use a lambda or a static nested class.");
    }

    @Test
    void variableOfAnAnonymousClass_isNamed() {
        assertRefused(capturing(new Socket()), "as `socket` captured by ClosureCheckTest$2. " + GENERAL_REMEDY);
    }

    private static Function<Integer, Object> capturing(Socket socket) {
        return new Function<>() {
            private static final long serialVersionUID = 1;

            @Override
            public Object call(Integer value) {
                return socket;
            }
        };
    }

    @Test
    void lambdaOfAnInterfaceThatIsNotSerializable_isNamedWithTheRemedy() {
        java.util.function.Function<Integer, Integer> plain = x -> x + 1;
        Comparator<String> plainComparator = (left, right) -> left.length() - right.length();

        assertRefused(
                (Function<Integer, Integer>) x -> plain.apply(x),
                "map at Demo.java:12 cannot run in tasks: it captures a lambda of type java.util.function.Function, which"
                        + " is not Serializable, as `plain` (captured argument 1 of the lambda). Use one of the interfaces in"
                        + " dev.sparrow.function, or cast the lambda to (… & Serializable).");
        assertRefused(
                plainComparator,
                "map at Demo.java:12 cannot run in tasks: it is a lambda of type java.util.Comparator, which is not"
                        + " Serializable. Declare it as a SerializableComparator, which a lambda given to sortBy, top or"
                        + " max becomes by itself.");
    }

    @Test
    void comparatorOfTheJdk_isRefusedWithTheCallThatWorks() {
        assertRefused(
                Comparator.comparing(String::strip),
                "map at Demo.java:12 cannot run in tasks: it captures a lambda of type java.util.function.Function, which"
                        + " is not Serializable, as captured argument 1 of the lambda. Write"
                        + " SerializableComparator.comparing(…) in place of Comparator.comparing(…); thenComparing and"
                        + " reversed of what it returns can travel, too.");
        assertRefused(
                Comparator.comparingInt(String::length),
                "Write SerializableComparator.comparingInt(…) in place of Comparator.comparingInt(…); ");
        assertRefused(
                Comparator.<String>naturalOrder().thenComparing(String::strip, Comparator.reverseOrder()),
                "Write SerializableComparator.comparing(…) in place of Comparator.comparing(…); ");
        assertRefused(
                SerializableComparator.comparing(String::strip).thenComparing(Comparator.comparingLong(String::length)),
                "Write SerializableComparator.comparingLong(…) in place of Comparator.comparingLong(…); ");
    }

    @Test
    void standardStreamsAndOptionalValues_passAndAreThoseOfWhereTheyArrive() {
        VoidFunction<Object> print = System.out::println;
        VoidFunction<Object> complain = System.err::println;
        var values =
                List.of(
                        Optional.of(1),
                        Optional.empty(),
                        OptionalInt.of(2),
                        OptionalInt.empty(),
                        OptionalLong.of(3),
                        OptionalLong.empty(),
                        OptionalDouble.of(4),
                        OptionalDouble.empty(),
                        Map.entry("a", Optional.of(5)));
        Function<Object, Object> capturing = x -> values;

        for (var function : List.of(print, complain, capturing)) {
            ClosureCheck.check(function, LABEL);
        }
        assertThat(Snapshot.ship(values, "values").copy()).isEqualTo(values);
        assertThat(Snapshot.ship(new ArrayList<>(List.of(System.out, System.err)), "streams").copy())
                .containsExactly(System.out, System.err);
    }

    @Test
    void streamOfTheUsersOwn_isRefused() {
        VoidFunction<Object> print = new PrintStream(OutputStream.nullOutputStream())::println;

        assertRefused(print, "it captures a java.io.PrintStream, which is not Serializable");
    }

    @Test
    void writeObjectThatThrows_isNamed() {
        var broken = new Broken();

        assertRefused(
                (Function<Integer, Object>) x -> broken,
                "it captures a dev.sparrow.closure.ClosureCheckTest$Broken, which cannot be serialized"
                        + " (java.lang.IllegalStateException: not now), as `broken` (captured argument 1 of the lambda). ");
    }

    // ---- What belongs to the driver ---------------------------------------------------------------------------------

    @Test
    void capturedDataset_isRefused() {
        var lines = new Dataset();

        assertDriverOnly(
                x -> lines,
                "map at Demo.java:12 cannot run in tasks: it captures a dev.sparrow.closure.ClosureCheckTest$Dataset,"
                        + " which lives in the driver only, as `lines` (captured argument 1 of the lambda). "
                        + DATASET_REMEDY);
    }

    @Test
    void capturedSerializableHandleDeepInside_isRefused() {
        var job = new Job(new HashMap<>(Map.of("a", List.of(Optional.class, new Holder(new SerializableHandle())))));

        assertDriverOnly(
                x -> job,
                "as `job` (captured argument 1 of the lambda) → ClosureCheckTest$Job.helper → the value of key 'a' →"
                        + " element 1 → ClosureCheckTest$Holder.value. "
                        + DATASET_REMEDY);
    }

    @Test
    void datasetInAFieldOfThis_isExplained() {
        assertDriverOnly(
                new Analysis().function(),
                "it captures a dev.sparrow.closure.ClosureCheckTest$Dataset, which lives in the driver only, as `this` of"
                        + " the lambda → ClosureCheckTest$Analysis.lines. "
                        + THIS_REMEDY
                        + " "
                        + DATASET_REMEDY);
    }

    // ---- Fixtures ---------------------------------------------------------------------------------------------------

    private static void assertPasses(Function<Integer, Object> function) {
        assertThatCode(() -> ClosureCheck.check(function, LABEL)).doesNotThrowAnyException();
    }

    private static void assertWay(Function<Integer, Object> function, String way) {
        assertRefused(function, "a " + SOCKET + ", which is not Serializable, as " + way + ". ");
    }

    private static void assertRefused(Object function, String message) {
        assertThatThrownBy(() -> ClosureCheck.check(function, LABEL))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CLOSURE_NOT_SERIALIZABLE))
                .hasMessageContaining(message);
    }

    private static void assertDriverOnly(Function<Integer, Object> function, String message) {
        assertThatThrownBy(() -> ClosureCheck.check(function, LABEL))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CLOSURE_CAPTURES_DATASET))
                .hasMessageContaining(message);
    }

    private static Object twice(Integer value) {
        return 2 * value;
    }

    private static final class Socket {
        @Override
        public String toString() {
            return "socket";
        }

        private Object send(Integer value) {
            return value;
        }
    }

    private static final class Dataset implements DriverOnly {}

    private record SerializableHandle() implements DriverOnly, Serializable {}

    private record Holder(Object value) implements Serializable {}

    private record Pool(Socket socket) implements Serializable {}

    private record Connection(Pool pool) implements Serializable {}

    private static final class Job implements Serializable {
        private static final long serialVersionUID = 1;

        private final Serializable helper;

        private Job(Serializable helper) {
            this.helper = helper;
        }
    }

    @SuppressWarnings({"serial", "UnusedVariable"}) // the point
    private static final class Analysis implements Serializable {
        private static final long serialVersionUID = 1;

        private final Dataset lines = new Dataset();
        private final int limit = Integer.parseInt("3");

        private Function<Integer, Object> function() {
            return x -> x + limit;
        }
    }

    private static final class Named implements Function<Integer, Object> {
        private static final long serialVersionUID = 1;

        @Override
        public Object call(Integer value) {
            return value;
        }
    }

    private record Replacement(String name) implements Serializable {}

    @SuppressWarnings("serial") // the point
    private static final class Replaced implements Serializable {
        private static final long serialVersionUID = 1;

        private final Socket socket;

        private Replaced(Socket socket) {
            this.socket = socket;
        }

        private Object writeReplace() {
            return new Replacement(socket.toString());
        }
    }

    @SuppressWarnings("serial") // the point
    private static final class WritesItself implements Serializable {
        private static final long serialVersionUID = 1;

        private final Socket socket;

        private WritesItself(Socket socket) {
            this.socket = socket;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.writeUTF(socket.toString());
        }
    }

    private static final class Transient implements Serializable {
        private static final long serialVersionUID = 1;

        private final transient Socket socket;

        private Transient(Socket socket) {
            this.socket = socket;
        }

        @Override
        public String toString() {
            return "transient " + socket;
        }
    }

    /// Public as `Externalizable` wants it.
    @SuppressWarnings("serial") // the point
    public static final class External implements Externalizable {
        private static final long serialVersionUID = 1;

        private final Socket socket = new Socket();

        @Override
        public void writeExternal(ObjectOutput out) throws IOException {
            out.writeUTF(socket.toString());
        }

        @Override
        public void readExternal(ObjectInput in) {}
    }

    private static final class Broken implements Serializable {
        private static final long serialVersionUID = 1;

        private void writeObject(ObjectOutputStream out) {
            throw new IllegalStateException("not now");
        }
    }
}
