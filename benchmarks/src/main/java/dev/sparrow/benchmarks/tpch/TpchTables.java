/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.tpch;

import io.trino.tpch.CustomerGenerator;
import io.trino.tpch.LineItemGenerator;
import io.trino.tpch.NationGenerator;
import io.trino.tpch.OrderGenerator;
import io.trino.tpch.PartGenerator;
import io.trino.tpch.PartSupplierGenerator;
import io.trino.tpch.RegionGenerator;
import io.trino.tpch.SupplierGenerator;
import io.trino.tpch.TpchEntity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// The tables of TPC-H as Parquet files, which DuckDB writes of the generator's lines.
final class TpchTables {
    /// With the types of their columns.
    private static final List<List<String>> COLUMNS =
            List.of(
                    List.of("region", "r_regionkey int, r_name text, r_comment text"),
                    List.of("nation", "n_nationkey int, n_name text, n_regionkey int, n_comment text"),
                    List.of(
                            "supplier",
                            "s_suppkey bigint, s_name text, s_address text, s_nationkey int, s_phone text, s_acctbal"
                                    + " decimal(15, 2), s_comment text"),
                    List.of(
                            "customer",
                            "c_custkey bigint, c_name text, c_address text, c_nationkey int, c_phone text, c_acctbal"
                                    + " decimal(15, 2), c_mktsegment text, c_comment text"),
                    List.of(
                            "part",
                            "p_partkey bigint, p_name text, p_mfgr text, p_brand text, p_type text, p_size int,"
                                    + " p_container text, p_retailprice decimal(15, 2), p_comment text"),
                    List.of(
                            "partsupp",
                            "ps_partkey bigint, ps_suppkey bigint, ps_availqty int, ps_supplycost decimal(15, 2),"
                                    + " ps_comment text"),
                    List.of(
                            "orders",
                            "o_orderkey bigint, o_custkey bigint, o_orderstatus text, o_totalprice decimal(15, 2),"
                                    + " o_orderdate date, o_orderpriority text, o_clerk text, o_shippriority int,"
                                    + " o_comment text"),
                    List.of(
                            "lineitem",
                            "l_orderkey bigint, l_partkey bigint, l_suppkey bigint, l_linenumber int, l_quantity"
                                    + " decimal(15, 2), l_extendedprice decimal(15, 2), l_discount decimal(15, 2),"
                                    + " l_tax decimal(15, 2), l_returnflag text, l_linestatus text, l_shipdate date,"
                                    + " l_commitdate date, l_receiptdate date, l_shipinstruct text, l_shipmode text,"
                                    + " l_comment text"));

    private TpchTables() {}

    static List<String> names() {
        return COLUMNS.stream().map(List::getFirst).toList();
    }

    static Path file(Path folder, String table) {
        return folder.resolve(table + ".parquet");
    }

    /// Makes those that are not there.
    static void make(Path folder, double scale, Connection duckdb) throws IOException, SQLException {
        Files.createDirectories(folder);
        for (var table : COLUMNS) {
            if (!Files.exists(file(folder, table.getFirst()))) {
                make(folder, table.getFirst(), table.getLast(), scale, duckdb);
            }
        }
    }

    private static void make(Path folder, String name, String columns, double scale, Connection duckdb)
            throws IOException, SQLException {
        System.err.println("Making " + name + " at scale " + scale);
        var lines = folder.resolve(name + ".lines");
        try (var out = Files.newBufferedWriter(lines)) {
            for (var row : rows(name, scale)) {
                out.write(row.toLine());
                out.newLine();
            }
        }
        var half = folder.resolve(name + ".half");
        try (var statement = duckdb.createStatement()) {
            statement.execute("create or replace table made (" + columns + ", rest text)");
            statement.execute("copy made from '" + lines + "' (delimiter '|', header false)");
            statement.execute("copy (select * exclude (rest) from made) to '" + half + "' (format parquet)");
            statement.execute("drop table made");
        }
        Files.delete(lines);
        Files.move(half, file(folder, name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static Iterable<? extends TpchEntity> rows(String table, double scale) {
        return switch (table) {
            case "region" -> new RegionGenerator();
            case "nation" -> new NationGenerator();
            case "supplier" -> new SupplierGenerator(scale, 1, 1);
            case "customer" -> new CustomerGenerator(scale, 1, 1);
            case "part" -> new PartGenerator(scale, 1, 1);
            case "partsupp" -> new PartSupplierGenerator(scale, 1, 1);
            case "orders" -> new OrderGenerator(scale, 1, 1);
            default -> new LineItemGenerator(scale, 1, 1);
        };
    }
}
