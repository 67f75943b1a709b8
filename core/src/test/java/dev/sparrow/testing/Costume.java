/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.testing;

import dev.sparrow.value.Tuple2;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Another class in which the numbers of a random pipeline go through an operator, so that every kind of element meets
/// every kind of exchange. Equal numbers look alike, and the number can be told from what it wears.
enum Costume {
    LONG {
        @Override
        Object wornBy(Integer number) {
            return number == null ? null : number * 3_000_000_000L;
        }

        @Override
        Integer takenFrom(Object worn) {
            return worn == null ? null : (int) ((Long) worn / 3_000_000_000L);
        }
    },

    /// Never null; 0 is -0.0.
    DOUBLE {
        @Override
        Object wornBy(Integer number) {
            return number == null ? Double.NaN : -0.5 * number;
        }

        @Override
        Integer takenFrom(Object worn) {
            return Double.isNaN((Double) worn) ? null : (int) (-2 * (Double) worn);
        }
    },

    /// Longs and integers that are equal as numbers and not as Java says, and nulls among them.
    MIXED {
        @Override
        Object wornBy(Integer number) {
            return number == null || number % 2 == 0 ? (Object) number : Long.valueOf(number - 1L);
        }

        @Override
        Integer takenFrom(Object worn) {
            return worn instanceof Long odd ? (Integer) (int) (odd + 1) : (Integer) worn;
        }
    },

    /// Longs, and from some size on texts.
    LATE_SURPRISE {
        @Override
        Object wornBy(Integer number) {
            if (number == null) {
                return null;
            }
            return number > 100_000 ? (Object) number.toString() : Long.valueOf(number);
        }

        @Override
        Integer takenFrom(Object worn) {
            return switch (worn) {
                case String text -> Integer.valueOf(text);
                case Long number -> number.intValue();
                case null, default -> null;
            };
        }
    },

    /// With characters of one, two and three bytes, and half a surrogate pair.
    TEXT {
        @Override
        Object wornBy(Integer number) {
            return number == null ? "" : number + (number % 3 == 0 ? "" : number % 3 == 1 ? " ä€" : " \ud83d");
        }

        @Override
        Integer takenFrom(Object worn) {
            var text = (String) worn;
            return text.isEmpty() ? null : Integer.valueOf(text.split(" ", 2)[0]);
        }
    },

    /// A record with a primitive and an enum, and a component that may be null.
    RECORD {
        @Override
        Object wornBy(Integer number) {
            return new Dated(
                    Month.of(Functions.remainder(number, 12) + 1),
                    Functions.orOther(number, 7),
                    number == null ? null : LocalDate.EPOCH.plusDays(number));
        }

        @Override
        Integer takenFrom(Object worn) {
            var dated = (Dated) worn;
            return dated.date == null ? null : (Integer) (int) dated.number;
        }
    },

    /// A pair of pairs.
    NESTED {
        @Override
        Object wornBy(Integer number) {
            return new Tuple2<>(new Tuple2<>(Functions.remainder(number, 4), number), Optional.ofNullable(number));
        }

        @Override
        @SuppressWarnings("unchecked")
        Integer takenFrom(Object worn) {
            return ((Tuple2<Tuple2<Integer, Integer>, Optional<Integer>>) worn)._1()._2();
        }
    },

    DECIMAL {
        @Override
        Object wornBy(Integer number) {
            return number == null ? null : BigDecimal.valueOf(number, Functions.remainder(number, 3));
        }

        @Override
        Integer takenFrom(Object worn) {
            return worn == null ? null : (Integer) ((BigDecimal) worn).unscaledValue().intValue();
        }
    },

    /// A list that can be changed.
    LIST {
        @Override
        Object wornBy(Integer number) {
            var list = new ArrayList<Integer>();
            list.add(number);
            return list;
        }

        @Override
        @SuppressWarnings("unchecked")
        Integer takenFrom(Object worn) {
            return ((List<Integer>) worn).getFirst();
        }
    };

    /// Those with an order of their own, as long as no number is null.
    static final List<Costume> ORDERED = List.of(LONG, DOUBLE, TEXT, DECIMAL);

    private record Dated(Month month, long number, LocalDate date) implements Serializable {}

    abstract Object wornBy(Integer number);

    abstract Integer takenFrom(Object worn);
}
