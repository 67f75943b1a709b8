/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static dev.sparrow.table.Columns.col;
import static dev.sparrow.table.Columns.count;
import static dev.sparrow.table.Columns.sum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.config.Compilation;
import dev.sparrow.config.Keys;
import dev.sparrow.error.SparrowException;
import dev.sparrow.table.Table;
import dev.sparrow.table.Tables;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// Groups of rows. Keys that are texts have places in dictionaries in cached columns; these differ from batch to batch,
/// and texts may be too many, or missing.
@Timeout(120)
class TableGroupsTest {
    private static final int ROWS = 300_000;

    /// What is grouped.
    ///
    /// @param few of a few values, others in each stretch of rows
    /// @param some null now and then, in the last third
    /// @param many of more values than a dictionary has
    public record Reading(String few, String some, String many, long number) {
        static Reading of(int i) {
            return new Reading(
                    "few " + (i % 5 + i / 50_000),
                    i > 200_000 && i % 3 == 0 ? null : "some " + i % 11,
                    "many " + i % 1_000,
                    i);
        }
    }

    private static List<Reading> readings() {
        return IntStream.range(0, ROWS).mapToObj(Reading::of).toList();
    }

    @ParameterizedTest
    @EnumSource
    void groupsOfTexts_areThoseOfALoop(Compilation compilation) {
        var conf =
                new SparrowConf()
                        .setMaster("local[2]")
                        .set(Keys.PROGRESS, "off")
                        .set(Keys.PIPELINES, compilation.name().toLowerCase(Locale.ROOT));
        try (var sc = new Sparrow(conf)) {
            var table = Tables.of(sc.parallelize(readings(), 3), Reading.class).cache();
            for (var keys : List.of(List.of("few"), List.of("few", "some"), List.of("some", "few", "many"))) {
                assertThat(groups(table, keys)).as("%s", keys).isEqualTo(expected(keys));
            }
        }
    }

    @Test
    void listInThePlaceOfAColumn_isRefused() {
        try (var sc = new Sparrow(new SparrowConf().setMaster("local[1]"))) {
            var table = Tables.of(sc.parallelize(List.of(Reading.of(1))), Reading.class);
            for (Object keys : List.of(new String[] {"few", "some"}, List.of("few", "some"))) {
                assertThatThrownBy(() -> table.groupBy(keys))
                        .isInstanceOf(SparrowException.class)
                        .hasMessageContaining("Give each of them by itself, as in groupBy(\"a\", \"b\")");
            }
        }
    }

    private static Map<List<Object>, Tuple2<Long, Long>> groups(Table table, List<String> keys) {
        var groups = new LinkedHashMap<List<Object>, Tuple2<Long, Long>>();
        var rows =
                table.where(col("number").mod(7).ne(3))
                        .groupBy(keys.getFirst(), keys.subList(1, keys.size()).toArray())
                        .agg(count(), sum("number"))
                        .collect();
        for (var row : rows) {
            var key = Arrays.asList(IntStream.range(0, keys.size()).mapToObj(row::get).toArray());
            var before = groups.put(key, Tuple2.of((Long) row.get(keys.size()), (Long) row.get(keys.size() + 1)));
            assertThat(before).as("%s twice", key).isNull();
        }
        return groups;
    }

    private static Map<List<Object>, Tuple2<Long, Long>> expected(List<String> keys) {
        var groups = new LinkedHashMap<List<Object>, Tuple2<Long, Long>>();
        for (var reading : readings()) {
            if (reading.number() % 7 != 3) {
                var parts = Map.of("few", 0, "some", 1, "many", 2);
                var texts = Arrays.<Object>asList(reading.few(), reading.some(), reading.many());
                var key = Arrays.asList(keys.stream().map(name -> texts.get(parts.get(name))).toArray());
                groups.merge(
                        key,
                        Tuple2.of(1L, reading.number()),
                        (left, right) -> Tuple2.of(left._1() + right._1(), left._2() + right._2()));
            }
        }
        return groups;
    }
}
