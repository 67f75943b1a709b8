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
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// The tables of TPC-H as Parquet files that DuckDB has written, made once.
///
/// @param folder has a file for each table
public record TpchFiles(Path folder) {
    private static final List<Table> TABLES =
            List.of(
                    new Table("region", "r_regionkey integer, r_name varchar, r_comment varchar"),
                    new Table("nation", "n_nationkey integer, n_name varchar, n_regionkey integer, n_comment varchar"),
                    new Table(
                            "supplier",
                            "s_suppkey bigint, s_name varchar, s_address varchar, s_nationkey integer, s_phone varchar,"
                                    + " s_acctbal decimal(15, 2), s_comment varchar"),
                    new Table(
                            "customer",
                            "c_custkey bigint, c_name varchar, c_address varchar, c_nationkey integer, c_phone varchar,"
                                    + " c_acctbal decimal(15, 2), c_mktsegment varchar, c_comment varchar"),
                    new Table(
                            "part",
                            "p_partkey bigint, p_name varchar, p_mfgr varchar, p_brand varchar, p_type varchar,"
                                    + " p_size integer, p_container varchar, p_retailprice decimal(15, 2),"
                                    + " p_comment varchar"),
                    new Table(
                            "partsupp",
                            "ps_partkey bigint, ps_suppkey bigint, ps_availqty integer, ps_supplycost decimal(15, 2),"
                                    + " ps_comment varchar"),
                    new Table(
                            "orders",
                            "o_orderkey bigint, o_custkey bigint, o_orderstatus varchar, o_totalprice decimal(15, 2),"
                                    + " o_orderdate date, o_orderpriority varchar, o_clerk varchar,"
                                    + " o_shippriority integer, o_comment varchar"),
                    new Table(
                            "lineitem",
                            "l_orderkey bigint, l_partkey bigint, l_suppkey bigint, l_linenumber integer,"
                                    + " l_quantity decimal(15, 2), l_extendedprice decimal(15, 2),"
                                    + " l_discount decimal(15, 2), l_tax decimal(15, 2), l_returnflag varchar,"
                                    + " l_linestatus varchar, l_shipdate date, l_commitdate date, l_receiptdate date,"
                                    + " l_shipinstruct varchar, l_shipmode varchar, l_comment varchar"));

    private record Table(String name, String columns) {}

    /// Those of a scale, which are made if they are not there.
    ///
    /// @param parent gets a folder for each scale
    /// @param scale 1 for 6 million items of 1.5 million orders
    /// @param duckdb of a database in memory
    public static TpchFiles make(Path parent, double scale, Statement duckdb) throws IOException, SQLException {
        var files = new TpchFiles(Files.createDirectories(parent.resolve("tpch-" + scale)));
        for (var table : TABLES) {
            if (!Files.exists(files.of(table.name))) {
                System.err.println("Making table " + table.name + " at scale " + scale);
                files.make(table, scale, duckdb);
            }
        }
        return files;
    }

    /// The names of the tables.
    public static List<String> names() {
        return TABLES.stream().map(Table::name).toList();
    }

    /// The file of a table.
    public Path of(String table) {
        return folder.resolve(table + ".parquet");
    }

    private void make(Table table, double scale, Statement duckdb) throws IOException, SQLException {
        var lines = folder.resolve(table.name + ".lines");
        try (var out = Files.newBufferedWriter(lines)) {
            for (var row : rows(table.name, scale)) {
                out.write(row.toLine());
                out.newLine();
            }
        }
        var unfinished = folder.resolve(table.name + ".unfinished");
        duckdb.execute("create or replace table made (" + table.columns + ", line_end varchar)");
        duckdb.execute("copy made from '" + lines + "' (delimiter '|', header false)");
        duckdb.execute("copy (from made select * exclude (line_end)) to '" + unfinished + "' (format parquet)");
        duckdb.execute("drop table made");
        Files.delete(lines);
        Files.move(unfinished, of(table.name), StandardCopyOption.ATOMIC_MOVE);
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
            case "lineitem" -> new LineItemGenerator(scale, 1, 1);
            default -> throw new IllegalArgumentException("TPC-H has no table " + table);
        };
    }
}
