/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

final class ImmutableValuesTest {

    static Stream<Object> immutable() {
        return Stream.of(
                "text",
                1,
                2L,
                1.5,
                1.5f,
                (byte) 1,
                (short) 1,
                'c',
                true,
                BigInteger.TEN,
                BigDecimal.ONE,
                new UUID(1, 2),
                URI.create("a:b"),
                Locale.ROOT,
                String.class,
                Pattern.compile("a"),
                new File("x"),
                TimeUnit.DAYS,
                LocalDate.EPOCH,
                Duration.ZERO,
                ZoneId.of("Europe/Berlin"),
                ZoneOffset.UTC,
                ZonedDateTime.of(LocalDate.EPOCH.atStartOfDay(), ZoneOffset.UTC),
                List.of(),
                List.of(1),
                List.of(1, 2, 3),
                List.of(1, 2, 3).subList(1, 2),
                Stream.of(1, null).toList(),
                Set.of(),
                Set.of(1),
                Set.of(1, 2, 3),
                Map.of(),
                Map.of(1, 2),
                Map.of(1, 2, 3, 4),
                Optional.empty(),
                Optional.of("x"),
                Tuple2.of(1, null),
                Tuple2.of(List.of(Tuple2.of(1, 2)), "x"),
                new Price(BigDecimal.ONE),
                new HashPartitioner(2));
    }

    @ParameterizedTest
    @MethodSource("immutable")
    void valuesThatNobodyCanChange_areImmutable(Object value) {
        assertThat(ImmutableValues.isImmutable(value)).isTrue();
    }

    static Stream<Object> changeable() {
        return Stream.of(
                new int[1],
                arguments((Object) new Object[0]),
                new ArrayList<>(),
                Arrays.asList(1, 2),
                Collections.unmodifiableList(List.of()),
                new ArrayList<>(List.of(1)).subList(0, 1),
                new TreeSet<>(),
                new BitSet(),
                new AtomicInteger(),
                new Object(),
                List.of(new int[0]),
                Map.of(1, new int[0]),
                Set.of(new ArrayList<>()),
                Optional.of(new int[0]),
                Tuple2.of(1, new int[0]),
                new Price(new Coin()),
                DateTimeFormatter.ISO_DATE.parse("2026-01-01"),
                deep());
    }

    @ParameterizedTest
    @MethodSource("changeable")
    void valuesThatSomebodyMightChange_areNot(Object value) {
        assertThat(ImmutableValues.isImmutable(value)).isFalse();
    }

    @Test
    void null_isImmutable() {
        assertThat(ImmutableValues.isImmutable(null)).isTrue();
    }

    /// Immutable in truth, but nobody looks that deep.
    private static Object deep() {
        Object deep = "x";
        for (var i = 0; i < 1_000_000; i++) {
            deep = List.of(deep);
        }
        return deep;
    }

    private record Price(BigDecimal amount) {}

    /// A class that is not final may have subclasses that change.
    private static final class Coin extends BigDecimal {
        private static final long serialVersionUID = 1;

        @SuppressWarnings("unused") // its existence is the point
        private int worn;

        private Coin() {
            super(1);
        }
    }
}
