/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.tpch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.Sparrow;
import dev.sparrow.column.ColumnStatistics;
import dev.sparrow.column.Row;
import dev.sparrow.column.Schema;
import dev.sparrow.column.TableStatistics;
import dev.sparrow.sql.Sql;
import dev.sparrow.sql.cases.CaseFile;
import dev.sparrow.table.Tables;
import dev.sparrow.table.plan.RelationText;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/// The plans of the queries of TPC-H at scale 1, as text beside the queries. Nothing is read for them: tables are
/// empty, and statistics say what they would have. `-Dcases=write` writes them anew.
class TpchPlansTest {
    private static final Path FOLDER = Path.of("src/test/resources/tpch");

    private static final Map<String, Long> ROWS =
            Map.of(
                    "region", 5L,
                    "nation", 25L,
                    "supplier", 10_000L,
                    "customer", 150_000L,
                    "part", 200_000L,
                    "partsupp", 800_000L,
                    "orders", 1_500_000L,
                    "lineitem", 6_001_215L);

    /// How many different values there are, where not all of them are different.
    private static final Map<String, Double> DISTINCT =
            Map.ofEntries(
                    Map.entry("n_regionkey", 5.0),
                    Map.entry("s_nationkey", 25.0),
                    Map.entry("c_nationkey", 25.0),
                    Map.entry("c_mktsegment", 5.0),
                    Map.entry("p_mfgr", 5.0),
                    Map.entry("p_brand", 25.0),
                    Map.entry("p_type", 150.0),
                    Map.entry("p_size", 50.0),
                    Map.entry("p_container", 40.0),
                    Map.entry("ps_partkey", 200_000.0),
                    Map.entry("ps_suppkey", 10_000.0),
                    Map.entry("o_custkey", 100_000.0),
                    Map.entry("o_orderstatus", 3.0),
                    Map.entry("o_orderpriority", 5.0),
                    Map.entry("l_orderkey", 1_500_000.0),
                    Map.entry("l_partkey", 200_000.0),
                    Map.entry("l_suppkey", 10_000.0),
                    Map.entry("l_quantity", 50.0),
                    Map.entry("l_discount", 11.0),
                    Map.entry("l_returnflag", 3.0),
                    Map.entry("l_linestatus", 2.0),
                    Map.entry("l_shipinstruct", 4.0),
                    Map.entry("l_shipmode", 7.0));

    /// Days since 1970.
    private static final Map<String, double[]> RANGES =
            Map.of(
                    "o_orderdate", new double[] {8_035, 10_440},
                    "l_shipdate", new double[] {8_036, 10_561},
                    "l_commitdate", new double[] {8_065, 10_530},
                    "l_receiptdate", new double[] {8_037, 10_591},
                    "p_size", new double[] {1, 50},
                    "l_quantity", new double[] {1, 50},
                    "l_discount", new double[] {0, 0.1});

    @Test
    void joinsAreMadeWhereRowsAreLostFirst() throws Exception {
        var soft = new SoftAssertions();
        try (var sc = Sparrow.local()) {
            var sql = Sql.on(sc);
            for (var table : TpchTables.ALL) {
                var schema = SqlTpchTest.schema(table);
                var rows = Tables.of(sc.parallelize(List.<Row>of(), 1), schema);
                sql.register(table.name(), rows.with(statistics(table.name(), schema)));
            }
            for (var number : IntStream.rangeClosed(1, 22).toArray()) {
                var query = Files.readString(FOLDER.resolve("q%02d.sql".formatted(number)));
                var plan =
                        RelationText.optimized(sql.sql(query).relation())
                                .replaceAll("scan rows \\[(\\w+?)_.*?]", "scan $1");
                var file = FOLDER.resolve("q%02d.plan.txt".formatted(number));
                if (CaseFile.isWriting()) {
                    Files.writeString(file, plan);
                }
                soft.assertThat(plan).as("plan of query " + number).isEqualTo(Files.readString(file));
            }
        }
        soft.assertAll();
    }

    private static TableStatistics statistics(String table, Schema schema) {
        var rows = ROWS.get(table);
        var columns = new ArrayList<ColumnStatistics>();
        for (var field : schema.fields()) {
            var range = RANGES.getOrDefault(field.name(), new double[] {Double.NaN, Double.NaN});
            var distinct = DISTINCT.getOrDefault(field.name(), (double) rows);
            columns.add(new ColumnStatistics(range[0], range[1], distinct, 0));
        }
        return new TableStatistics(OptionalLong.of(rows), columns);
    }

    @Test
    void tablesAreReadNoMoreOftenThanByHand() throws Exception {
        assertThat(scansOfLines(15)).isEqualTo(1);
        assertThat(scansOfLines(17)).isEqualTo(2);
        assertThat(scansOfLines(20)).isEqualTo(1);
        assertThat(scansOfLines(21)).isEqualTo(3);
    }

    private static long scansOfLines(int query) throws Exception {
        return Files.readAllLines(FOLDER.resolve("q%02d.plan.txt".formatted(query))).stream()
                .filter(line -> line.strip().startsWith("scan l "))
                .count();
    }
}
