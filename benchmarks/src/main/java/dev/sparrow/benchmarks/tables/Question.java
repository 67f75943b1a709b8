/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.tables;

import static dev.sparrow.table.Columns.avg;
import static dev.sparrow.table.Columns.col;
import static dev.sparrow.table.Columns.count;
import static dev.sparrow.table.Columns.lit;
import static dev.sparrow.table.Columns.sum;

import dev.sparrow.table.Column;
import dev.sparrow.table.Table;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;

/// A question about the tables of TPC-H: in SQL, and by the table API.
enum Question {
    Q1(
            0.5,
            """
            select l_returnflag, l_linestatus, sum(l_quantity), sum(l_extendedprice),
                   sum(l_extendedprice * (1 - l_discount)), sum(l_extendedprice * (1 - l_discount) * (1 + l_tax)),
                   avg(l_quantity), avg(l_extendedprice), avg(l_discount), count(*)
            from lineitem where l_shipdate <= date '1998-09-02' group by all order by all
            """) {
        @Override
        Table of(Map<String, Table> tables) {
            var price = col("l_extendedprice").times(lit(1).minus(col("l_discount")));
            return tables.get("lineitem")
                    .where(col("l_shipdate").le(LocalDate.of(1998, 9, 2)))
                    .groupBy("l_returnflag", "l_linestatus")
                    .agg(
                            sum("l_quantity"),
                            sum("l_extendedprice"),
                            sum(price),
                            sum(price.times(lit(1).plus(col("l_tax")))),
                            avg("l_quantity"),
                            avg("l_extendedprice"),
                            avg("l_discount"),
                            count())
                    .orderBy("l_returnflag", "l_linestatus");
        }
    },

    Q6(
            0.8,
            """
            select sum(l_extendedprice * l_discount) from lineitem
            where l_shipdate >= date '1994-01-01' and l_shipdate < date '1995-01-01'
                  and l_discount between 0.05 and 0.07 and l_quantity < 24
            """) {
        @Override
        Table of(Map<String, Table> tables) {
            return tables.get("lineitem")
                    .where(
                            col("l_shipdate")
                                    .ge(LocalDate.of(1994, 1, 1))
                                    .and(col("l_shipdate").lt(LocalDate.of(1995, 1, 1)))
                                    .and(col("l_discount").between(new BigDecimal("0.05"), new BigDecimal("0.07")))
                                    .and(col("l_quantity").lt(24)))
                    .agg(sum(col("l_extendedprice").times(col("l_discount"))));
        }
    },

    /// One group for every order: 1.5 million.
    LARGE_ORDERS(
            0.7,
            """
            select l_orderkey, sum(l_quantity) as quantity from lineitem group by l_orderkey
            having sum(l_quantity) > 300 order by l_orderkey
            """) {
        @Override
        Table of(Map<String, Table> tables) {
            return tables.get("lineitem")
                    .groupBy("l_orderkey")
                    .agg(sum("l_quantity").as("quantity"))
                    .where(col("quantity").gt(300))
                    .orderBy("l_orderkey");
        }
    },

    SPECIAL_REQUESTS(0.6, "select count(*) from orders where o_comment like '%special%requests%'") {
        @Override
        Table of(Map<String, Table> tables) {
            return tables.get("orders").where(col("o_comment").like("%special%requests%")).agg(count());
        }
    },

    Q4(
            1.0,
            """
            select o_orderpriority, count(*) from orders
            semi join (from lineitem where l_commitdate < l_receiptdate) on l_orderkey = o_orderkey
            where o_orderdate >= date '1993-07-01' and o_orderdate < date '1993-10-01'
            group by all order by all
            """) {
        @Override
        Table of(Map<String, Table> tables) {
            var late = tables.get("lineitem").where(col("l_commitdate").lt(col("l_receiptdate")));
            return tables.get("orders")
                    .where(
                            col("o_orderdate")
                                    .ge(LocalDate.of(1993, 7, 1))
                                    .and(col("o_orderdate").lt(LocalDate.of(1993, 10, 1))))
                    .semiJoin(late.select(key("l_orderkey", "o_orderkey")), "o_orderkey")
                    .groupBy("o_orderpriority")
                    .agg(count())
                    .orderBy("o_orderpriority");
        }
    },

    Q3(
            0.8,
            """
            select l_orderkey, sum(l_extendedprice * (1 - l_discount)) as revenue, o_orderdate, o_shippriority
            from customer join orders on c_custkey = o_custkey join lineitem on l_orderkey = o_orderkey
            where c_mktsegment = 'BUILDING' and o_orderdate < date '1995-03-15' and l_shipdate > date '1995-03-15'
            group by all order by revenue desc, o_orderdate, l_orderkey limit 10
            """) {
        @Override
        Table of(Map<String, Table> tables) {
            var day = LocalDate.of(1995, 3, 15);
            var buyers =
                    tables.get("customer")
                            .where(col("c_mktsegment").eq("BUILDING"))
                            .select(key("c_custkey", "o_custkey"));
            var orders =
                    tables.get("orders")
                            .where(col("o_orderdate").lt(day))
                            .join(buyers, "o_custkey")
                            .select(key("o_orderkey", "l_orderkey"), "o_orderdate", "o_shippriority");
            return tables.get("lineitem")
                    .where(col("l_shipdate").gt(day))
                    .join(orders, "l_orderkey")
                    .groupBy("l_orderkey", "o_orderdate", "o_shippriority")
                    .agg(sum(col("l_extendedprice").times(lit(1).minus(col("l_discount")))).as("revenue"))
                    .select("l_orderkey", "revenue", "o_orderdate", "o_shippriority")
                    .orderBy(col("revenue").desc(), "o_orderdate", "l_orderkey")
                    .limit(10);
        }
    };

    private final double limit;
    private final String sql;

    Question(double limit, String sql) {
        this.limit = limit;
        this.sql = sql;
    }

    private static Column key(String from, String to) {
        return col(from).as(to);
    }

    abstract Table of(Map<String, Table> tables);

    String sql() {
        return sql;
    }

    /// The most that it may take, in times of DuckDB.
    double limit() {
        return limit;
    }
}
