/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import static dev.sparrow.storage.columnar.Kind.Leaf.INT;
import static dev.sparrow.storage.columnar.Kind.Leaf.LONG;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;

/// Values of a class of the JDK as one or two numbers, from which [Values] makes equal ones.
public sealed interface ValueForm {

    /// The most digits that surely fit into a long, and into two.
    int LONG_DIGITS = 18;

    int TWO_LONGS_DIGITS = 38;

    /// The class of the values.
    Class<?> type();

    /// The leaves of the numbers.
    List<Kind.Leaf> leaves();

    /// The name of the method of [Values] that makes a value of the numbers, and of the scale if all have one.
    String maker();

    /// The scale that all values have, if they are decimals of one.
    default OptionalInt oneScale() {
        return OptionalInt.empty();
    }

    /// Writes the numbers of a value, or says that it has none of this form.
    ///
    /// @param value of the class
    /// @param first the number of the first leaf
    boolean set(Object value, Object[] leaves, int first, int row);

    /// The value of a row.
    Object get(Object[] leaves, int first, int row);

    /// The narrowest form of a value; null if it has none.
    static ValueForm of(Object value) {
        return switch (value) {
            case LocalDate date -> date.toEpochDay() == (int) date.toEpochDay() ? Plain.DATE : null;
            case LocalTime _ -> Plain.TIME;
            case LocalDateTime time ->
                    Values.fits(time.toEpochSecond(ZoneOffset.UTC)) ? Plain.DATE_TIME : Plain.FAR_DATE_TIME;
            case Instant instant -> Values.fits(instant.getEpochSecond()) ? Plain.INSTANT : Plain.FAR_INSTANT;
            case Duration duration -> Values.fits(duration.toSeconds()) ? Plain.DURATION : Plain.LONG_DURATION;
            case UUID _ -> Plain.UUID;
            case BigDecimal decimal when decimal.getClass() == BigDecimal.class -> Decimal.of(decimal);
            default -> null;
        };
    }

    /// The form of all values of a class that have no other; null if there is none.
    static ValueForm ofAll(Class<?> type) {
        for (var form : Plain.values()) {
            if (form.type == type) {
                return form;
            }
        }
        return null;
    }

    /// The narrowest form that has the values of both; null if there is none.
    static ValueForm common(ValueForm left, ValueForm right) {
        if (left.equals(right)) {
            return left;
        }
        if (left.type() != right.type()) {
            return null;
        }
        return switch (left) {
            case Plain plain -> plain.leaves.size() == 2 ? left : right; // the one that takes them far away
            case Decimal decimal -> Decimal.common(decimal, (Decimal) right);
        };
    }

    /// What takes no description but its name.
    @SuppressWarnings({
        "ImmutableEnumChecker",
        "JavaLocalDateTimeGetNano"
    }) // of leaves, that cannot change; with seconds
    enum Plain implements ValueForm {
        /// Days from 1970-01-01.
        DATE(LocalDate.class, "date", INT) {
            @Override
            public boolean set(Object value, Object[] leaves, int first, int row) {
                var day = ((LocalDate) value).toEpochDay();
                ((int[]) leaves[first])[row] = (int) day;
                return day == (int) day;
            }

            @Override
            public Object get(Object[] leaves, int first, int row) {
                return Values.date(((int[]) leaves[first])[row]);
            }
        },

        /// Nanoseconds of the day.
        TIME(LocalTime.class, "time", LONG) {
            @Override
            public boolean set(Object value, Object[] leaves, int first, int row) {
                ((long[]) leaves[first])[row] = ((LocalTime) value).toNanoOfDay();
                return true;
            }

            @Override
            public Object get(Object[] leaves, int first, int row) {
                return Values.time(((long[]) leaves[first])[row]);
            }
        },

        /// Nanoseconds from the beginning of 1970: some 292 years before and after.
        DATE_TIME(LocalDateTime.class, "dateTime", LONG) {
            @Override
            public boolean set(Object value, Object[] leaves, int first, int row) {
                var time = (LocalDateTime) value;
                return setNanos(time.toEpochSecond(ZoneOffset.UTC), time.getNano(), leaves[first], row);
            }

            @Override
            public Object get(Object[] leaves, int first, int row) {
                return Values.dateTime(((long[]) leaves[first])[row]);
            }
        },

        /// Nanoseconds from the beginning of 1970.
        INSTANT(Instant.class, "instant", LONG) {
            @Override
            public boolean set(Object value, Object[] leaves, int first, int row) {
                var instant = (Instant) value;
                return setNanos(instant.getEpochSecond(), instant.getNano(), leaves[first], row);
            }

            @Override
            public Object get(Object[] leaves, int first, int row) {
                return Values.instant(((long[]) leaves[first])[row]);
            }
        },

        /// Nanoseconds.
        DURATION(Duration.class, "duration", LONG) {
            @Override
            public boolean set(Object value, Object[] leaves, int first, int row) {
                var duration = (Duration) value;
                return setNanos(duration.toSeconds(), duration.toNanosPart(), leaves[first], row);
            }

            @Override
            public Object get(Object[] leaves, int first, int row) {
                return Values.duration(((long[]) leaves[first])[row]);
            }
        },

        /// Seconds, and the nanoseconds of the second.
        FAR_DATE_TIME(LocalDateTime.class, "dateTime", LONG, INT) {
            @Override
            public boolean set(Object value, Object[] leaves, int first, int row) {
                var time = (LocalDateTime) value;
                return setBoth(time.toEpochSecond(ZoneOffset.UTC), time.getNano(), leaves, first, row);
            }

            @Override
            public Object get(Object[] leaves, int first, int row) {
                return Values.dateTime(((long[]) leaves[first])[row], ((int[]) leaves[first + 1])[row]);
            }
        },

        /// Seconds, and the nanoseconds of the second.
        FAR_INSTANT(Instant.class, "instant", LONG, INT) {
            @Override
            public boolean set(Object value, Object[] leaves, int first, int row) {
                var instant = (Instant) value;
                return setBoth(instant.getEpochSecond(), instant.getNano(), leaves, first, row);
            }

            @Override
            public Object get(Object[] leaves, int first, int row) {
                return Values.instant(((long[]) leaves[first])[row], ((int[]) leaves[first + 1])[row]);
            }
        },

        /// Seconds, and the nanoseconds of the second.
        LONG_DURATION(Duration.class, "duration", LONG, INT) {
            @Override
            public boolean set(Object value, Object[] leaves, int first, int row) {
                var duration = (Duration) value;
                return setBoth(duration.toSeconds(), duration.toNanosPart(), leaves, first, row);
            }

            @Override
            public Object get(Object[] leaves, int first, int row) {
                return Values.duration(((long[]) leaves[first])[row], ((int[]) leaves[first + 1])[row]);
            }
        },

        /// Its more and its less significant half.
        UUID(UUID.class, "uuid", LONG, LONG) {
            @Override
            public boolean set(Object value, Object[] leaves, int first, int row) {
                var id = (UUID) value;
                ((long[]) leaves[first])[row] = id.getMostSignificantBits();
                ((long[]) leaves[first + 1])[row] = id.getLeastSignificantBits();
                return true;
            }

            @Override
            public Object get(Object[] leaves, int first, int row) {
                return Values.uuid(((long[]) leaves[first])[row], ((long[]) leaves[first + 1])[row]);
            }
        };

        private final Class<?> type;
        private final String maker;
        private final List<Kind.Leaf> leaves;

        Plain(Class<?> type, String maker, Kind.Leaf... leaves) {
            this.type = type;
            this.maker = maker;
            this.leaves = List.of(leaves);
        }

        @Override
        public Class<?> type() {
            return type;
        }

        @Override
        public List<Kind.Leaf> leaves() {
            return leaves;
        }

        @Override
        public String maker() {
            return maker;
        }

        private static boolean setNanos(long seconds, int nanos, Object array, int row) {
            if (!Values.fits(seconds)) {
                return false;
            }
            ((long[]) array)[row] = seconds * Values.NANOS + nanos;
            return true;
        }

        private static boolean setBoth(long seconds, int nanos, Object[] leaves, int first, int row) {
            ((long[]) leaves[first])[row] = seconds;
            ((int[]) leaves[first + 1])[row] = nanos;
            return true;
        }
    }

    /// Decimal numbers.
    sealed interface Decimal extends ValueForm {

        @Override
        default Class<?> type() {
            return BigDecimal.class;
        }

        @Override
        default String maker() {
            return "decimal";
        }

        /// The narrowest form of a number; null if it has too many digits.
        private static Decimal of(BigDecimal decimal) {
            if (Values.fits(decimal)) {
                return new Scaled(decimal.scale());
            }
            return decimal.precision() <= TWO_LONGS_DIGITS ? new LongScaled(decimal.scale()) : null;
        }

        private static Decimal common(Decimal left, Decimal right) {
            return switch (left) {
                case Scaled(var scale) when right instanceof LongScaled(var other) -> scale == other ? right : null;
                case LongScaled(var scale) when right instanceof Scaled(var other) -> scale == other ? left : null;
                case LongScaled _ -> null;
                case Scaled _, AnyScale _ -> right instanceof LongScaled ? null : new AnyScale();
            };
        }
    }

    /// Up to 18 digits, all numbers of one scale: unscaled values.
    record Scaled(int scale) implements Decimal {
        private static final List<Kind.Leaf> LEAVES = List.of(LONG);

        @Override
        public OptionalInt oneScale() {
            return OptionalInt.of(scale);
        }

        @Override
        public List<Kind.Leaf> leaves() {
            return LEAVES;
        }

        @Override
        public boolean set(Object value, Object[] leaves, int first, int row) {
            var decimal = (BigDecimal) value;
            if (decimal.scale() != scale || !Values.fits(decimal)) {
                return false;
            }
            ((long[]) leaves[first])[row] = Values.unscaled(decimal);
            return true;
        }

        @Override
        public Object get(Object[] leaves, int first, int row) {
            return Values.decimal(((long[]) leaves[first])[row], scale);
        }
    }

    /// Up to 38 digits, all numbers of one scale: the more and the less significant 64 bits of unscaled values.
    record LongScaled(int scale) implements Decimal {
        private static final List<Kind.Leaf> LEAVES = List.of(LONG, LONG);

        @Override
        public OptionalInt oneScale() {
            return OptionalInt.of(scale);
        }

        @Override
        public List<Kind.Leaf> leaves() {
            return LEAVES;
        }

        @Override
        public boolean set(Object value, Object[] leaves, int first, int row) {
            var decimal = (BigDecimal) value;
            if (decimal.scale() != scale || decimal.precision() > TWO_LONGS_DIGITS) {
                return false;
            }
            var unscaled = decimal.unscaledValue();
            ((long[]) leaves[first])[row] = unscaled.shiftRight(Long.SIZE).longValue();
            ((long[]) leaves[first + 1])[row] = unscaled.longValue();
            return true;
        }

        @Override
        public Object get(Object[] leaves, int first, int row) {
            return Values.decimal(((long[]) leaves[first])[row], ((long[]) leaves[first + 1])[row], scale);
        }
    }

    /// Up to 18 digits: the unscaled value and the scale of each number.
    record AnyScale() implements Decimal {
        private static final List<Kind.Leaf> LEAVES = List.of(LONG, INT);

        @Override
        public List<Kind.Leaf> leaves() {
            return LEAVES;
        }

        @Override
        public boolean set(Object value, Object[] leaves, int first, int row) {
            var decimal = (BigDecimal) value;
            ((long[]) leaves[first])[row] = Values.fits(decimal) ? Values.unscaled(decimal) : 0;
            ((int[]) leaves[first + 1])[row] = decimal.scale();
            return Values.fits(decimal);
        }

        @Override
        public Object get(Object[] leaves, int first, int row) {
            return Values.decimal(((long[]) leaves[first])[row], ((int[]) leaves[first + 1])[row]);
        }
    }
}
