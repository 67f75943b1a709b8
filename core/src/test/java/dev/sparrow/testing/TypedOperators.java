/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.testing;

import dev.sparrow.Rdd;
import dev.sparrow.function.SerializableComparator;
import dev.sparrow.value.Tuple2;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// The operators that a random pipeline applies to a dataset of [TypedRecord]s.
enum TypedOperators {
    FILTER_BY_NUMBER {
        @Override
        Rdd<TypedRecord> apply(Rdd<TypedRecord> records, Choices choices) {
            var limit = choices.below(200);
            return records.filter(each -> each.number() == null || each.number() > limit);
        }
    },
    FILTER_BY_DAY {
        @Override
        Rdd<TypedRecord> apply(Rdd<TypedRecord> records, Choices choices) {
            var limit = LocalDate.ofEpochDay(choices.below(40_000));
            return records.filter(each -> each.isBefore(limit));
        }
    },
    FILTER_BY_MANY {
        @Override
        Rdd<TypedRecord> apply(Rdd<TypedRecord> records, Choices choices) {
            var limit = BigDecimal.valueOf(choices.below(100_000), 2);
            return records.filter(each ->
                    (each.price() != null && each.price().compareTo(limit) < 0)
                            || Objects.equals(each.flag(), true)
                            || each.inner() == null
                            || each.inner().count() > 3
                            || each.text() == null
                            || each.at() == null
                            || each.instant() == null);
        }
    },
    FILTER_BY_SUM {
        @Override
        Rdd<TypedRecord> apply(Rdd<TypedRecord> records, Choices choices) {
            var limit = BigDecimal.valueOf(choices.below(2_000_000), choices.below(5));
            return records.filter(each ->
                    each.price() != null
                            && each.number() != null
                            && each.price().add(each.price().multiply(BigDecimal.TEN)).compareTo(limit) < 0
                            && each.number() % 7 != 3);
        }
    },
    FILTER_BY_TIMES {
        @Override
        Rdd<TypedRecord> apply(Rdd<TypedRecord> records, Choices choices) {
            var noon = LocalTime.ofSecondOfDay(choices.below(86_400));
            var from = Instant.ofEpochSecond(choices.below(90) - 45);
            return records.filter(each ->
                            each.time() == null
                                    || each.time().isBefore(noon)
                                    || (each.instant() != null && each.instant().compareTo(from) >= 0))
                    .filter(each ->
                            each.inner() == null
                                    || each.inner().since() == null
                                    || each.inner().since().getYear() % 2 == 0
                                    || each.inner().count() * 2L > each.id());
        }
    },
    PARTS_OF_RECORDS {
        @Override
        Rdd<TypedRecord> apply(Rdd<TypedRecord> records, Choices choices) {
            var most = choices.below(50_000);
            return switch (choices.below(4)) {
                case 0 -> records.map(each -> each.day()).map(day -> empty().withDay(day));
                case 1 ->
                        records.map(each -> each.price() == null ? null : each.price().add(BigDecimal.valueOf(most, 1)))
                                .map(price -> empty().withPrice(price));
                case 2 ->
                        records.map(each -> each.number() == null ? null : (Long) (each.number() * most))
                                .map(number -> empty().withNumber(number));
                default ->
                        records.filter(each -> each.wide() == null || each.wide().compareTo(BigDecimal.ONE) > 0)
                                .map(each -> each.day() == null ? null : each.day().plusDays(each.id()))
                                .map(day -> empty().withDay(day));
            };
        }
    },
    CHANGE_NUMBER {
        @Override
        Rdd<TypedRecord> apply(Rdd<TypedRecord> records, Choices choices) {
            var added = choices.below(100);
            return records.map(
                    each -> each.withNumber(each.number() == null ? (Long) 7L : (Long) (each.number() + added)));
        }
    },
    CHANGE_DAY {
        @Override
        Rdd<TypedRecord> apply(Rdd<TypedRecord> records, Choices choices) {
            var days = choices.below(100);
            return records.map(each -> each.withDay(each.inner() == null ? null : LocalDate.EPOCH.plusDays(days)));
        }
    },
    CHANGE_PRICE {
        @Override
        Rdd<TypedRecord> apply(Rdd<TypedRecord> records, Choices choices) {
            var factor = BigDecimal.valueOf(choices.below(30), choices.below(3));
            return records.map(each -> each.withPrice(each.price() == null ? factor : each.price().multiply(factor)));
        }
    },
    CHANGE_TEXT {
        @Override
        Rdd<TypedRecord> apply(Rdd<TypedRecord> records, Choices choices) {
            return records.map(each -> each.withText(each.key() == null ? null : "k" + each.time()));
        }
    },
    TWICE {
        @Override
        Rdd<TypedRecord> apply(Rdd<TypedRecord> records, Choices choices) {
            return records.flatMap(
                    each -> (each.took() == null ? List.of(each, each.withNumber(null)) : List.of(each)).iterator());
        }
    },
    FIRST_OF_DAY {
        @Override
        Rdd<TypedRecord> apply(Rdd<TypedRecord> records, Choices choices) {
            return records.keyBy(each -> each.day())
                    .reduceByKey((left, right) -> left.id() < right.id() ? left : right)
                    .values();
        }
    },
    SUMS_BY_TEXT {
        @Override
        Rdd<TypedRecord> apply(Rdd<TypedRecord> records, Choices choices) {
            return records.mapToPair(each -> Tuple2.of(each.text(), each.number()))
                    .reduceByKey((left, right) -> left == null ? right : right == null ? left : (Long) (left + right))
                    .map(pair -> empty().withText(pair._1()).withNumber(pair._2()));
        }
    },
    PRICES_BY_FLAG {
        @Override
        Rdd<TypedRecord> apply(Rdd<TypedRecord> records, Choices choices) {
            return records.filter(each -> each.price() != null)
                    .mapToPair(each -> Tuple2.of(each.flag(), each.price()))
                    .reduceByKey(BigDecimal::add)
                    .map(pair -> empty().withPrice(pair._2()).withNumber(pair._1() == null ? null : (Long) 1L));
        }
    },
    SORT_BY_DAY {
        @Override
        Rdd<TypedRecord> apply(Rdd<TypedRecord> records, Choices choices) {
            SerializableComparator<LocalDate> nullsFirst =
                    (left, right) -> Comparator.nullsFirst(Comparator.<LocalDate>naturalOrder()).compare(left, right);
            return records.sortBy(each -> each.day(), nullsFirst, choices.coin(), choices.partitions());
        }
    },
    DISTINCT {
        @Override
        Rdd<TypedRecord> apply(Rdd<TypedRecord> records, Choices choices) {
            return records.distinct();
        }
    },
    REPARTITION {
        @Override
        Rdd<TypedRecord> apply(Rdd<TypedRecord> records, Choices choices) {
            return records.repartition(choices.partitions());
        }
    },
    UNION {
        @Override
        Rdd<TypedRecord> apply(Rdd<TypedRecord> records, Choices choices) {
            return records.union(records.filter(each -> each.real() != null && each.real() > 20));
        }
    },
    JOIN {
        @Override
        Rdd<TypedRecord> apply(Rdd<TypedRecord> records, Choices choices) {
            var days = records.filter(each -> each.id() % 2 == 0).mapToPair(each -> Tuple2.of(each.id(), each.day()));
            return records.keyBy(each -> each.id()).join(days).values().map(pair -> pair._1().withDay(pair._2()));
        }
    },
    PARTS_OF_PAIRS {
        @Override
        Rdd<TypedRecord> apply(Rdd<TypedRecord> records, Choices choices) {
            var pairs = records.mapToPair(each -> Tuple2.of(each.number(), each.price()));
            pairs.cache();
            return pairs.mapValues(price -> price == null ? null : price.negate())
                    .map(pair -> empty().withNumber(pair._1()).withPrice(pair._2()));
        }
    };

    abstract Rdd<TypedRecord> apply(Rdd<TypedRecord> records, Choices choices);

    private static TypedRecord empty() {
        return new TypedRecord(0, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }
}
