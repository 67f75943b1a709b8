/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.tpch;

import io.trino.tpch.CustomerGenerator;
import io.trino.tpch.Distributions;
import io.trino.tpch.LineItemGenerator;
import io.trino.tpch.NationGenerator;
import io.trino.tpch.OrderGenerator;
import io.trino.tpch.PartGenerator;
import io.trino.tpch.PartSupplierGenerator;
import io.trino.tpch.RegionGenerator;
import io.trino.tpch.SupplierGenerator;
import io.trino.tpch.TextPool;
import io.trino.tpch.TpchEntity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The tables of TPC-H, as files of values with `|` between them.
///
/// Their comments are cut out of a text of 2 MiB, and not of 300 as the benchmark's rules say: making that takes ten
/// seconds. So answers that look into comments (Q9, Q13, Q16, Q20) are not those of the benchmark's papers; those of
/// all engines are compared with each other.
public final class TpchTables {
    private static final int TEXT_BYTES = 2 << 20;

    /// A table of the schema.
    ///
    /// @param columns names and types
    public record Table(String name, String columns) {}

    public static final List<Table> ALL =
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

    private TpchTables() {}

    /// Writes all tables into a folder, each as `name.csv`.
    ///
    /// @param scale 1 for 6 million lines of orders
    public static void write(Path folder, double scale) throws IOException {
        var words = Distributions.getDefaultDistributions();
        var text = new TextPool(TEXT_BYTES, words);
        write(folder, "region", new RegionGenerator(words, text));
        write(folder, "nation", new NationGenerator(words, text));
        write(folder, "supplier", new SupplierGenerator(scale, 1, 1, words, text));
        write(folder, "customer", new CustomerGenerator(scale, 1, 1, words, text));
        write(folder, "part", new PartGenerator(scale, 1, 1, words, text));
        write(folder, "partsupp", new PartSupplierGenerator(scale, 1, 1, text));
        write(folder, "orders", new OrderGenerator(scale, 1, 1, words, text));
        write(folder, "lineitem", new LineItemGenerator(scale, 1, 1, words, text));
    }

    private static void write(Path folder, String name, Iterable<? extends TpchEntity> rows) throws IOException {
        var lines = new ArrayList<String>();
        rows.forEach(row -> lines.add(withoutEnd(row.toLine())));
        Files.write(folder.resolve(name + ".csv"), lines);
    }

    /// Lines end with a separator.
    private static String withoutEnd(String line) {
        return line.endsWith("|") ? line.substring(0, line.length() - 1) : line;
    }

    /// Statements that make the tables in DuckDB of the files.
    public static List<String> statements(Path folder) {
        var statements = new ArrayList<String>();
        for (var table : ALL) {
            var file = folder.resolve(table.name + ".csv");
            statements.add("create table " + table.name + " (" + table.columns + ")");
            statements.add("copy " + table.name + " from '" + file + "' (delimiter '|', header false)");
        }
        return statements;
    }
}
