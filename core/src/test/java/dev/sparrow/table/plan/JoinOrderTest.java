/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.plan;

import static dev.sparrow.table.plan.Relations.below;
import static dev.sparrow.table.plan.Relations.beside;
import static dev.sparrow.table.plan.Relations.column;
import static dev.sparrow.table.plan.Relations.equal;
import static dev.sparrow.table.plan.Relations.is;
import static dev.sparrow.table.plan.Relations.join;
import static dev.sparrow.table.plan.Relations.planned;
import static dev.sparrow.table.plan.Relations.table;
import static dev.sparrow.table.plan.Relations.where;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.step.Lookup;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class JoinOrderTest {
    private static final Relation SALES = table("sales", 1_000_000, "s_item:1000", "s_store:50", "s_day:3000");
    private static final Relation ITEMS = table("items", 1_000, "i_item:1000", "i_brand:100");
    private static final Relation STORES = table("stores", 50, "t_store:50", "t_state:10");
    private static final Relation DAYS = table("days", 3_000, "d_day:3000", "d_year:10");

    @Test
    void theLargestTableIsLookedThrough_andTheOneThatLosesMostRowsIsFirst() {
        var all = beside(beside(beside(STORES, ITEMS), DAYS), SALES);

        var query =
                where(
                        all,
                        equal(all, "s_item", "i_item"),
                        equal(all, "s_store", "t_store"),
                        equal(all, "s_day", "d_day"),
                        is(all, "i_brand", 7),
                        is(all, "d_year", 3));

        assertThat(planned(query))
                .isEqualTo(
                        """
                        join inner on s_store = t_store  ~1,000
                          join inner on s_day = d_day  ~1,000
                            join inner on s_item = i_item  ~10,000
                              scan sales  ~1,000,000
                              where (i_brand = 7)  ~10
                                scan items  ~1,000
                            where (d_year = 3)  ~300
                              scan days  ~3,000
                          scan stores  ~50\
                        """);
    }

    @Test
    void aSemiJoinThatKeepsMostRows_waitsForTheJoinThatKeepsFew() {
        var joined =
                join(Lookup.Kind.SEMI, SALES, DAYS, List.of(column(SALES, "s_day")), List.of(column(DAYS, "d_day")));
        var all = beside(joined, ITEMS);

        var query = where(all, equal(all, "s_item", "i_item"), is(all, "i_brand", 7));

        assertThat(planned(query))
                .isEqualTo(
                        """
                        join semi on s_day = d_day  ~10,000
                          join inner on s_item = i_item  ~10,000
                            scan sales  ~1,000,000
                            where (i_brand = 7)  ~10
                              scan items  ~1,000
                          scan days  ~3,000\
                        """);
    }

    @Test
    void columnsEqualToOneColumn_areJoinedWithEachOther() {
        var small = table("small", 10, "a:10");
        var large = table("large", 100_000, "b:1000");
        var middle = table("middle", 100_000, "c:1000");
        var all = beside(beside(large, middle), small);

        var query = where(all, equal(all, "a", "b"), equal(all, "b", "c"));

        assertThat(planned(query))
                .isEqualTo(
                        """
                        join inner on b = c  ~100,000
                          scan large  ~100,000
                          join inner on c = a  ~1,000
                            scan middle  ~100,000
                            scan small  ~10\
                        """);
    }

    @Test
    void whatFollowsOfSingleTables_isAskedBeforeTheyAreJoined() {
        var all = beside(ITEMS, STORES);
        Expression either =
                new Expression.Or(
                        List.of(
                                Expression.and(List.of(is(all, "i_brand", 1), is(all, "t_state", 2))),
                                Expression.and(List.of(is(all, "i_brand", 2), is(all, "t_state", 1)))));

        assertThat(planned(where(all, either)))
                .contains("where ((i_brand = 1) or (i_brand = 2))", "where ((t_state = 2) or (t_state = 1))");
    }

    @Test
    void rangesOfOneColumn_areOneCondition() {
        var some =
                where(
                        DAYS,
                        below(DAYS, "d_day", 2_000),
                        new Expression.Compare(
                                Expression.Comparison.GREATER_OR_EQUAL,
                                column(DAYS, "d_day"),
                                new Expression.Literal(1_700L, dev.sparrow.column.ColumnType.Plain.BIGINT)));

        assertThat(Estimates.rows(some)).isBetween(295.0, 305.0);
    }

    @Test
    void keysOfTwoColumns_haveNoMoreValuesThanThereAreRows() {
        var supply = table("supply", 80_000, "p:20000", "q:1000");
        var lines = table("lines", 600_000, "a:20000", "b:1000");
        var all = beside(lines, supply);

        assertThat(Estimates.rows(Simplification.of(where(all, equal(all, "p", "a"), equal(all, "q", "b")))))
                .isBetween(599_000.0, 601_000.0);
    }

    @Test
    void tablesThatNothingConnects_areCombinedLast() {
        var all = beside(beside(SALES, DAYS), ITEMS);

        assertThat(planned(where(all, equal(all, "s_day", "d_day"), is(all, "i_item", 5))))
                .isEqualTo(
                        """
                        join inner, all pairs  ~1,000,000
                          join inner on s_day = d_day  ~1,000,000
                            scan sales  ~1,000,000
                            scan days  ~3,000
                          where (i_item = 5)  ~1
                            scan items  ~1,000\
                        """);
    }

    /// Of all trees of joins without pairs of unconnected sides.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void theOrderFound_costsNoMoreThanAnyOther(int seed) {
        var graph = JoinGraph.of(JoinCluster.of(Simplification.of(random(new Random(seed), 6))));

        var best = cheapest(graph, (1L << graph.size()) - 1);

        assertThat(JoinEnumeration.cheapest(graph).cost())
                .isCloseTo(best.cost(), org.assertj.core.data.Percentage.withPercentage(0.1));
    }

    private static Relation random(Random random, int tables) {
        Relation all = null;
        var conditions = new ArrayList<String[]>();
        for (var i = 0; i < tables; i++) {
            var next =
                    table(
                            "t" + i,
                            10 + random.nextInt(100_000),
                            "a" + i + ":" + (1 + random.nextInt(1000)),
                            "b" + i + ":50");
            all = all == null ? next : beside(all, next);
            if (i > 0) {
                conditions.add(new String[] {"a" + random.nextInt(i), "b" + i});
            }
        }
        conditions.add(new String[] {"b0", "a" + (tables - 1)});
        var joined = all;
        return where(all, conditions.stream().map(each -> equal(joined, each[0], each[1])).toArray(Expression[]::new));
    }

    private static JoinPlan cheapest(JoinGraph graph, long set) {
        if (Long.bitCount(set) == 1) {
            return graph.leaf(Long.numberOfTrailingZeros(set));
        }
        JoinPlan best = null;
        for (var some = (set - 1) & set; some != 0; some = (some - 1) & set) {
            var left = cheapest(graph, some);
            var right = cheapest(graph, set & ~some);
            if (left != null && right != null && graph.connects(some, set & ~some)) {
                var plan = graph.join(left, right);
                best = plan != null && (best == null || plan.cost() < best.cost()) ? plan : best;
            }
        }
        return best;
    }

    @Test
    void manyTables_areJoinedGreedily() {
        Relation all = SALES;
        for (var i = 0; i < 20; i++) {
            all = beside(all, table("t" + i, 1_000, "k" + i + ":1000", "v" + i + ":10"));
        }
        var joined = all;
        var conditions = new ArrayList<Expression>();
        for (var i = 0; i < 20; i++) {
            conditions.add(equal(joined, "s_item", "k" + i));
            conditions.add(is(joined, "v" + i, 1));
        }
        var graph = JoinGraph.of(JoinCluster.of(Simplification.of(where(all, conditions.toArray(Expression[]::new)))));

        assertThat(JoinEnumeration.cheapest(graph)).isNull();
        assertThat(GreedyJoins.plan(graph).set()).isEqualTo((1L << 21) - 1);
    }
}
