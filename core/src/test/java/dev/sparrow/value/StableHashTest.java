/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

final class StableHashTest {

    static Stream<Arguments> golden() {
        return Stream.of(
                arguments(null, 0),
                arguments("", 0),
                arguments("sparrow", -2011703348),
                arguments("Grüße, 世界 🐦", -606779224),
                arguments(true, 1231),
                arguments('x', 120),
                arguments((byte) -1, -1),
                arguments((short) 7, 7),
                arguments(42, 42),
                arguments(Long.MIN_VALUE, Integer.MIN_VALUE),
                arguments(1L << 32, 1),
                arguments(0.0, 0),
                arguments(-0.0, Integer.MIN_VALUE),
                arguments(1.5, 1073217536),
                arguments(Double.NaN, 2146959360),
                arguments(Float.NaN, 2143289344),
                arguments(BigInteger.TWO.pow(70), 61504),
                arguments(new BigDecimal("1.0"), 311),
                arguments(new BigDecimal("1.00"), 3102),
                arguments(new UUID(1, 2), 3),
                arguments(LocalDate.of(2026, 11, 23), 4149975),
                arguments(Instant.ofEpochSecond(7, 9), 466),
                arguments(DayOfWeek.MONDAY, "MONDAY".hashCode()),
                arguments(Tuple2.of("a", 1), 31 * 97 + 1),
                arguments(Tuple2.of(null, null), 0),
                arguments(Tuple2.of(Tuple2.of("a", DayOfWeek.MONDAY), List.of(1, 2)), 1954229491),
                arguments(Tuple3.of(1, 2, 3), (31 + 2) * 31 + 3),
                arguments(Tuple4.of(1, 2, 3, 4), ((31 + 2) * 31 + 3) * 31 + 4),
                arguments(new Place("Kiel", 54.3, DayOfWeek.FRIDAY), -1585032508),
                arguments(new Empty(), 0),
                arguments(List.of(), 1),
                arguments(List.of("a", "b"), 4066),
                arguments(List.of(DayOfWeek.MONDAY), 31 + "MONDAY".hashCode()),
                arguments(Set.of("a", "b"), 97 + 98),
                arguments(Map.of("a", 1), 97 ^ 1),
                arguments(Map.entry("a", DayOfWeek.MONDAY), 97 ^ "MONDAY".hashCode()),
                arguments(Optional.empty(), 0),
                arguments(Optional.of("a"), 97),
                arguments(OptionalInt.of(3), 3));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void hash_isTheSameInEveryJvm(Object key, int hash) {
        assertThat(StableHash.of(key)).isEqualTo(hash);
    }

    static Stream<Arguments> equalKeys() {
        return Stream.of(
                arguments(List.of(DayOfWeek.MONDAY, 2), new ArrayList<>(Arrays.asList(DayOfWeek.MONDAY, 2))),
                arguments(List.of(1, 2), new CopyOnWriteArrayList<>(List.of(1, 2))),
                arguments(Set.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), EnumSet.of(DayOfWeek.FRIDAY, DayOfWeek.MONDAY)),
                arguments(Set.of(3, 1, 2), new TreeSet<>(Set.of(1, 2, 3))),
                arguments(Map.of("a", DayOfWeek.MONDAY), new TreeMap<>(Map.of("a", DayOfWeek.MONDAY))),
                arguments(Map.entry("a", DayOfWeek.MONDAY), new AbstractMap.SimpleEntry<>("a", DayOfWeek.MONDAY)),
                arguments(new HashMap<>(Map.of("a", 1)).entrySet().iterator().next(), Map.entry("a", 1)),
                arguments(new HashMap<>(Map.of("a", DayOfWeek.MONDAY)).keySet(), Set.of("a")),
                arguments(Tuple2.of(Optional.of(List.of(1)), 1L), Tuple2.of(Optional.of(Arrays.asList(1)), 1L)),
                arguments(Temperature.HOT, Temperature.HOT));
    }

    @ParameterizedTest
    @MethodSource("equalKeys")
    void equalKeys_hashAlike(Object left, Object right) {
        assertThat(left).isEqualTo(right);
        assertThat(StableHash.of(left)).isEqualTo(StableHash.of(right));
    }

    @Test
    void recordWithItsOwnEquality_isTrustedWithItsHash() {
        assertThat(new CaseInsensitive("A")).isEqualTo(new CaseInsensitive("a"));
        assertThat(StableHash.of(new CaseInsensitive("A"))).isEqualTo(StableHash.of(new CaseInsensitive("a")));
    }

    @Test
    void classThatDefinesHashCode_isTrusted() {
        assertThat(StableHash.of(new Named("x"))).isEqualTo("x".hashCode());
        assertThat(StableHash.of(new SubclassOfNamed("x"))).isEqualTo("x".hashCode());
    }

    static Stream<Arguments> refused() {
        var array = "Use a List (List.of, Arrays.asList) or a record in place of the array.";
        var object = "Use a record, or define equals and hashCode in the class.";
        Runnable lambda = () -> {};
        return Stream.of(
                arguments(new int[] {1}, "int[]", array),
                arguments(new String[] {"a"}, "java.lang.String[]", array),
                arguments(new Object(), "java.lang.Object", object),
                arguments(new AtomicInteger(), "java.util.concurrent.atomic.AtomicInteger", object),
                arguments(String.class, "java.lang.Class", object),
                arguments(lambda, lambda.getClass().getTypeName(), object),
                arguments(List.of(1, new byte[] {1}), "byte[]", array),
                arguments(Map.of("a", new Object()), "java.lang.Object", object),
                arguments(Map.entry(new long[0], 1), "long[]", array),
                arguments(Optional.of(new Object()), "java.lang.Object", object),
                arguments(Tuple2.of("a", Tuple2.of(1, new int[0])), "int[]", array));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void keyWhoseHashIsItsIdentity_isRefused(Object key, String type, String remedy) {
        assertThatThrownBy(() -> StableHash.of(key))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSTABLE_KEY))
                .hasMessage(
                        "A key of type "
                                + type
                                + " cannot be used: its hash is its identity, so equal keys would"
                                + " count as different ones. "
                                + remedy);
    }

    private enum Temperature {
        COLD,
        HOT {
            @Override
            public String toString() {
                return "scorching";
            }
        }
    }

    private record Place(String name, double latitude, DayOfWeek market) {}

    private record Empty() {}

    private record CaseInsensitive(String text) {
        @Override
        public boolean equals(Object other) {
            return other instanceof CaseInsensitive that && that.text.equalsIgnoreCase(text);
        }

        @Override
        public int hashCode() {
            return text.toLowerCase(Locale.ROOT).hashCode();
        }
    }

    private static class Named {
        private final String name;

        private Named(String name) {
            this.name = name;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Named that && that.name.equals(name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    private static final class SubclassOfNamed extends Named {
        private SubclassOfNamed(String name) {
            super(name);
        }
    }
}
