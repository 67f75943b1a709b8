/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static dev.sparrow.table.Columns.col;
import static dev.sparrow.table.Columns.count;
import static dev.sparrow.table.Columns.median;
import static dev.sparrow.table.Columns.quantile;
import static dev.sparrow.table.Columns.stddev;
import static dev.sparrow.table.Columns.sum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.column.Row;
import dev.sparrow.table.Table;
import dev.sparrow.table.Tables;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/// What tables say of their columns, columns made of values, and joins of two large tables.
class TableFiguresTest {
    private Sparrow sc = context("256m", "0");

    public record Sale(String city, Integer year, int amount) {}

    public record Item(long id, String name) {}

    private static Sparrow context(String broadcast, String memory) {
        return new Sparrow(
                new SparrowConf()
                        .setMaster(TestMaster.or("local[2]"))
                        .setAppName("figures")
                        .set("sparrow.table.broadcast.max", broadcast)
                        .set("sparrow.memory.bytes", memory));
    }

    @AfterEach
    void stop() {
        sc.close();
    }

    private Table sales() {
        return Tables.of(
                sc.parallelize(
                        List.of(
                                new Sale("Oslo", 2023, 1),
                                new Sale("Oslo", 2024, 2),
                                new Sale("Oslo", 2024, 3),
                                new Sale("Rome", 2023, 4),
                                new Sale("Rome", null, 5)),
                        2),
                Sale.class);
    }

    @Test
    void pivot_makesAColumnOfEachValue() {
        var by = sales().groupBy("city");
        assertThat(by.pivot("year", 2023, 2024).agg(sum("amount")).orderBy("city").collect())
                .containsExactly(Row.of("Oslo", 1L, 5L), Row.of("Rome", 4L, null));
        var found = by.pivot("year").agg(count().as("n"), sum("amount").as("s")).orderBy("city");
        assertThat(found.schema().names())
                .containsExactly("city", "2023_n", "2023_s", "2024_n", "2024_s", "null_n", "null_s");
        assertThat(found.collect())
                .containsExactly(Row.of("Oslo", 1L, 1L, 2L, 5L, 0L, null), Row.of("Rome", 1L, 4L, 0L, null, 1L, 5L));
    }

    @Test
    void describe_saysWhatColumnsAreLike() {
        var figures = sales().describe();
        assertThat(figures.schema().names()).containsExactly("figure", "city", "year", "amount");
        assertThat(figures.collect())
                .containsExactlyInAnyOrder(
                        Row.of("count", "5", "4", "5"),
                        Row.of("mean", null, "2023.5", "3.0"),
                        Row.of("stddev", null, "0.5773502691896257", "1.5811388300841898"),
                        Row.of("min", "Oslo", "2023", "1"),
                        Row.of("25%", null, "2023.0", "2.0"),
                        Row.of("50%", null, "2023.5", "3.0"),
                        Row.of("75%", null, "2024.0", "4.0"),
                        Row.of("max", "Rome", "2024", "5"));
    }

    @Test
    void quantiles_areBetweenValues() {
        assertThat(sales().quantiles("amount", 0, 0.5, 0.625)).containsExactly(1.0, 3.0, 3.5);
        assertThat(sales().where(col("amount").gt(9)).quantiles("amount", 0.5)).containsExactly((Double) null);
        assertThat(sales().agg(median("amount"), quantile("amount", 0.25), stddev("amount")).collect())
                .containsExactly(Row.of(3.0, 2.0, 1.5811388300841898));
        assertThatThrownBy(() -> sales().quantiles("amount")).hasMessageContaining("was given no fraction");
    }

    @Test
    void joinsOfTwoLargeTables_placeBothByTheirKeys_alsoOnDisk() {
        sc.close();
        sc = context("0", "1");
        var left = new ArrayList<Item>();
        var right = new ArrayList<Item>();
        for (var id = 0L; id < 4_000; id++) {
            left.add(new Item(id, "left " + id % 10));
            right.add(new Item(id * 2, "right " + id));
        }
        var items = Tables.of(sc.parallelize(left, 3), Item.class);
        var others = Tables.of(sc.parallelize(right, 2), Item.class).rename("name", "other").rename("id", "key");
        var joined = items.joinOn(others, col("id").plus(2).eq(col("key")));

        assertThat(joined.count()).isEqualTo(1_999 + 1);
        assertThat(joined.explain()).contains("exchange");
        assertThat(items.leftJoinOn(others, col("id").eq(col("key"))).where(col("other").isNull()).count())
                .isEqualTo(2_000);
        assertThat(items.fullJoin(others.rename("key", "id"), "id").count()).isEqualTo(6_000);
        assertThat(items.groupBy("id").agg(sum("id").as("s")).agg(sum("s")).collect())
                .containsExactly(Row.of(7_998_000L));
        assertThat(items.select("id").distinct().orderBy(col("id").desc()).limit(2).collect())
                .containsExactly(Row.of(3_999L), Row.of(3_998L));
        assertThat(Tables.of(sc.parallelize(left, 1), Item.class).orderBy("name", col("id").desc()).limit(1).collect())
                .containsExactly(Row.of(3_990L, "left 0"));
    }
}
