/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.tables;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/// The columns that the loops by hand read, as arrays: decimals as hundredths, days since 1970, short texts as numbers
/// by their order, long ones as their bytes and the places of their ends.
final class HandColumns {
    final Items items;
    final Orders orders;
    final Customers customers;

    record Items(
            long[] order,
            int[] quantity,
            long[] price,
            int[] discount,
            int[] tax,
            byte[] flag,
            byte[] status,
            int[] ship,
            int[] commit,
            int[] receipt) {
        int rows() {
            return order.length;
        }
    }

    record Orders(
            long[] key, long[] customer, int[] day, byte[] priority, int[] ship, byte[] comments, int[] commentEnds) {
        int rows() {
            return key.length;
        }
    }

    record Customers(long[] key, boolean[] building) {
        int rows() {
            return key.length;
        }
    }

    /// Reads them of the tables of DuckDB.
    HandColumns(Statement duckdb) throws SQLException {
        items = items(duckdb);
        orders = orders(duckdb);
        customers = customers(duckdb);
    }

    private static int count(Statement duckdb, String table) throws SQLException {
        try (var rows = duckdb.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static Items items(Statement duckdb) throws SQLException {
        var n = count(duckdb, "lineitem");
        var items =
                new Items(
                        new long[n],
                        new int[n],
                        new long[n],
                        new int[n],
                        new int[n],
                        new byte[n],
                        new byte[n],
                        new int[n],
                        new int[n],
                        new int[n]);
        try (var rows =
                duckdb.executeQuery(
                        """
                        select l_orderkey, (l_quantity * 100)::int, (l_extendedprice * 100)::bigint,
                               (l_discount * 100)::int, (l_tax * 100)::int, ascii(l_returnflag), ascii(l_linestatus),
                               l_shipdate - date '1970-01-01', l_commitdate - date '1970-01-01',
                               l_receiptdate - date '1970-01-01'
                        from lineitem
                        """)) {
            for (var i = 0; rows.next(); i++) {
                items.order[i] = rows.getLong(1);
                items.quantity[i] = rows.getInt(2);
                items.price[i] = rows.getLong(3);
                items.discount[i] = rows.getInt(4);
                items.tax[i] = rows.getInt(5);
                items.flag[i] = (byte) rows.getInt(6);
                items.status[i] = (byte) rows.getInt(7);
                items.ship[i] = rows.getInt(8);
                items.commit[i] = rows.getInt(9);
                items.receipt[i] = rows.getInt(10);
            }
        }
        return items;
    }

    private static Orders orders(Statement duckdb) throws SQLException {
        var n = count(duckdb, "orders");
        var keys = new long[n];
        var customers = new long[n];
        var days = new int[n];
        var priorities = new byte[n];
        var ships = new int[n];
        var ends = new int[n];
        var comments = new byte[n * 16];
        var bytes = 0;
        try (var rows =
                duckdb.executeQuery(
                        """
                        select o_orderkey, o_custkey, o_orderdate - date '1970-01-01', o_orderpriority[1]::int - 1,
                               o_shippriority, o_comment
                        from orders
                        """)) {
            for (var i = 0; rows.next(); i++) {
                keys[i] = rows.getLong(1);
                customers[i] = rows.getLong(2);
                days[i] = rows.getInt(3);
                priorities[i] = (byte) rows.getInt(4);
                ships[i] = rows.getInt(5);
                var comment = latin(rows);
                if (bytes + comment.length > comments.length) {
                    comments = Arrays.copyOf(comments, comments.length * 2);
                }
                System.arraycopy(comment, 0, comments, bytes, comment.length);
                bytes += comment.length;
                ends[i] = bytes;
            }
        }
        return new Orders(keys, customers, days, priorities, ships, Arrays.copyOf(comments, bytes), ends);
    }

    private static byte[] latin(ResultSet rows) throws SQLException {
        return rows.getString(6).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private static Customers customers(Statement duckdb) throws SQLException {
        var n = count(duckdb, "customer");
        var customers = new Customers(new long[n], new boolean[n]);
        try (var rows = duckdb.executeQuery("select c_custkey, c_mktsegment = 'BUILDING' from customer")) {
            for (var i = 0; rows.next(); i++) {
                customers.key[i] = rows.getLong(1);
                customers.building[i] = rows.getBoolean(2);
            }
        }
        return customers;
    }
}
