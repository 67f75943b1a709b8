/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import dev.sparrow.value.Tuple2;
import dev.sparrow.value.Tuple3;
import dev.sparrow.value.Tuple4;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Values of all classes that columns know, and of some that they do not.
public final class RandomValues {
    enum Shape {
        ROUND,
        SQUARE {
            @Override
            public String toString() {
                return "square";
            }
        }
    }

    record Point(int x, long y, double z, boolean flag) {}

    record Named(String name, Integer size, Point where, List<String> words) {}

    record Node(int value, Node next) {}

    record Empty() {}

    record Small(byte b, short s, char c, float f) {}

    private final Random random;

    public RandomValues(long seed) {
        random = new Random(seed);
    }

    /// Makes values of one class, and now and then of another or null.
    public Supplier<Object> generator() {
        var form = random.nextInt(FORMS);
        var nulls = random.nextInt(3) == 0 ? 0.1 : 0;
        var strangers = random.nextInt(5) == 0 ? 0.01 : 0;
        return () -> {
            if (random.nextDouble() < nulls) {
                return null;
            }
            return value(random.nextDouble() < strangers ? random.nextInt(FORMS) : form, 3);
        };
    }

    private static final int FORMS = 45;

    private Object value(int form, int depth) {
        return switch (form) {
            case 0 -> random.nextInt(100);
            case 1 -> random.nextLong();
            case 2 -> Double.longBitsToDouble(random.nextLong());
            case 3 -> Float.intBitsToFloat(random.nextInt());
            case 4 -> random.nextBoolean();
            case 5 -> (byte) random.nextInt();
            case 6 -> (short) random.nextInt();
            case 7 -> (char) random.nextInt();
            case 8 -> text();
            case 9 -> random.nextDouble() < 0.01 ? "half \ud800 pair" : text();
            case 10 -> bytes();
            case 11 -> random.ints(random.nextInt(5)).toArray();
            case 12 -> random.doubles(random.nextInt(5)).toArray();
            case 13 -> random.longs(random.nextInt(5)).toArray();
            case 14 -> new boolean[] {random.nextBoolean(), true};
            case 15 -> new String[] {text(), null, text()};
            case 16 -> new int[][] {{1, random.nextInt()}, {}, null};
            case 17 -> new BigInteger(random.nextInt(200), random);
            case 18 -> new BigDecimal(new BigInteger(random.nextInt(99), random).negate(), random.nextInt(9) - 4);
            case 19 -> LocalDate.ofEpochDay(random.nextInt());
            case 20 -> LocalTime.ofNanoOfDay(random.nextLong(86_400_000_000_000L));
            case 21 -> LocalDateTime.of((LocalDate) value(19, 0), (LocalTime) value(20, 0));
            case 22 -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
            case 23 -> Duration.ofSeconds(random.nextLong(), random.nextInt(1_000_000_000));
            case 24 -> Period.of(random.nextInt(9), 2, 3);
            case 25 -> ZonedDateTime.of((LocalDateTime) value(21, 0), ZoneId.of("Europe/Berlin"));
            case 26 -> Shape.values()[random.nextInt(2)];
            case 27 -> DayOfWeek.of(1 + random.nextInt(7));
            case 28 -> point();
            case 29 -> new Named(random.nextBoolean() ? null : text(), 1, point(), List.of(text(), text(), text()));
            case 30 -> new Node(1, random.nextBoolean() ? null : new Node(2, null));
            case 31 -> new Empty();
            case 32 -> new Small((byte) 1, (short) 2, 'x', -0.0f);
            case 33 -> Tuple2.of(any(depth), any(depth));
            case 34 -> Tuple2.of(text(), random.nextLong());
            case 35 -> Tuple3.of(random.nextInt(), any(depth), text());
            case 36 -> Tuple4.of(any(depth), 1, Tuple2.of(any(depth), 2.5), null);
            case 37 -> list(random.nextInt(4), depth);
            case 38 -> random.nextBoolean() ? Optional.empty() : Optional.of(text());
            case 39 -> new CopyOnWriteArrayList<>(List.of(1, text()));
            case 40 -> BigDecimal.valueOf(random.nextLong(1_000_000) - 500_000, 2);
            case 41 -> map(new HashMap<>(), () -> random.nextInt(-50, 50));
            case 42 -> map(new LinkedHashMap<>(), () -> any(depth));
            case 43 -> Map.of(random.nextInt(), List.of(point()), -1, List.of());
            default -> new Object[] {new UUID(1, random.nextLong()), new TreeMap<>(Map.of(text(), 1)), any(depth)};
        };
    }

    private Object any(int depth) {
        return depth == 0 || random.nextInt(20) == 0 ? null : value(random.nextInt(FORMS), depth - 1);
    }

    private Object list(int form, int depth) {
        var element = random.nextInt(FORMS);
        var elements =
                IntStream.range(0, random.nextInt(4))
                        .mapToObj(_ -> depth == 0 ? text() : value(element, depth - 1))
                        .toList();
        return switch (form) {
            case 0 -> elements;
            case 1 -> new ArrayList<>(elements);
            case 2 -> Arrays.asList("a", null).stream().toList();
            default -> Arrays.asList(elements.toArray());
        };
    }

    private Map<Object, Object> map(Map<Object, Object> map, Supplier<Object> values) {
        for (var remaining = random.nextInt(4); remaining > 0; remaining--) {
            map.put(text(), values.get());
        }
        return map;
    }

    private Point point() {
        return new Point(random.nextInt(), random.nextLong(), random.nextGaussian(), random.nextBoolean());
    }

    private String text() {
        var length = random.nextInt(12);
        return random.ints(length, 0, 0x300)
                .map(c -> c == 0x2ff ? 0x1f600 : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private byte[] bytes() {
        var bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        return bytes;
    }
}
