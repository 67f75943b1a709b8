/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.Sparrow;
import dev.sparrow.sql.Sql;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class StatementsTest {
    public record Trip(int id, String city, int km) {}

    private static Sparrow sc;

    private Sql sql;

    @TempDir private Path folder;

    @BeforeAll
    static void start() {
        sc = Sparrow.local();
    }

    @AfterAll
    static void stop() {
        sc.close();
    }

    @BeforeEach
    void register() {
        var trips = List.of(new Trip(1, "Oslo", 12), new Trip(2, "Rome", 7), new Trip(3, "Oslo", 3));
        sql = Sql.on(sc).register("trips", sc.parallelize(trips, 2), Trip.class);
    }

    private String rows(String query) {
        return sql.sql(query).collect().toString();
    }

    private void fails(String statement, String message) {
        assertThatThrownBy(() -> sql.sql(statement)).satisfies(e -> assertThat(e.getMessage()).startsWith(message));
    }

    // ---- Tables

    @Test
    void aTable_hasTheRowsOfItsQuery_untilItIsReplacedOrDropped() {
        assertThat(rows("create table t as select * from trips where city = 'Oslo'")).isEqualTo("[[2]]");
        assertThat(rows("select * exclude (city) from t order by id")).isEqualTo("[[1, 12], [3, 3]]");
        assertThat(rows("create table if not exists t as select 1")).isEqualTo("[[0]]");
        fails(
                "create table T as select 1",
                "SQL, line 1, column 14: There is a table 't' already. Write CREATE OR REPLACE");
        assertThat(rows("create or replace table t (n) as select 7")).isEqualTo("[[1]]");
        assertThat(rows("from t")).isEqualTo("[[7]]");
        assertThat(rows("drop table t")).isEqualTo("[]");
        assertThat(rows("drop table if exists t")).isEqualTo("[]");
        fails("from t", "SQL, line 1, column 6: There is no table 't'. There are trips.");
        fails(
                "drop table trip",
                "SQL, line 1, column 12: There is no table 'trip'. There are trips. Did you mean trips?");
    }

    @Test
    void rows_areInserted_castToTheColumns() {
        sql.sql("create table t (id bigint, name text, price decimal(9,2), day date)");

        assertThat(rows("insert into t values (1, 'a', 2.5, '2024-02-29'), (2, null, null, null)")).isEqualTo("[[2]]");
        assertThat(rows("insert into t (day, id) select date '2024-03-01', id from trips where id = 3"))
                .isEqualTo("[[1]]");
        assertThat(rows("insert into t by name select 'b' as name")).isEqualTo("[[1]]");
        assertThat(rows("insert into t default values")).isEqualTo("[[1]]");
        assertThat(rows("from t order by id, name"))
                .isEqualTo(
                        "[[1, a, 2.50, 2024-02-29], [2, null, null, null], [3, null, null, 2024-03-01],"
                                + " [null, b, null, null], [null, null, null, null]]");
        fails("insert into t values (1, 'a')", "SQL, line 1, column 15: Here are 2 columns, and 't' takes 4.");
        fails("insert into t (ida) values (1)", "SQL, line 1, column 16: 't' has no column 'ida'. There are id, name,");
        fails("insert into t by name select 1 as x", "SQL, line 1, column 23: 't' has no column 'x'");
        fails("insert into trips values (1, 'a', 2)", "SQL, line 1, column 13: 'trips' belongs to the program");
    }

    @Test
    void manyInserts_areFewPieces() {
        sql.sql("create table t (n int)");
        for (var i = 0; i < 80; i++) {
            sql.sql("insert into t values (?)", i);
        }

        assertThat(rows("select count(*), sum(n) from t")).isEqualTo("[[80, 3160]]");
        assertThat(sql.sql("from t").rdd().getNumPartitions()).isLessThan(120);
    }

    @Test
    void aTable_staysWhatItWas_whenWhatItWasMadeOfChanges() throws IOException {
        var file = folder.resolve("a.csv");
        Files.writeString(file, "n\n1\n2\n");
        sql.sql("create table t as from '" + file + "'");
        Files.writeString(file, "n\n1\n2\n3\n");

        assertThat(rows("select count(*) from t")).isEqualTo("[[2]]");
        assertThat(rows("select count(*) from '" + file + "'")).isEqualTo("[[3]]");
        Files.writeString(file, "n\n1\n2\n3\n4\n");
        assertThat(rows("select count(*) from '" + file + "'")).isEqualTo("[[4]]");
    }

    // ---- Views

    @Test
    void aView_isItsQueryAsTheTablesAreThen() {
        sql.sql("create table t as select 1 as n");
        sql.sql("create view v (m) as select n + 1 from t");
        assertThat(rows("from v")).isEqualTo("[[2]]");

        sql.sql("create or replace table t as select 10 as n");
        assertThat(rows("from v")).isEqualTo("[[11]]");
        assertThat(rows("with t as (select 5 as n) select m, n from v, t")).isEqualTo("[[11, 5]]");

        fails("drop table v", "SQL, line 1, column 12: 'v' is a view: write DROP VIEW.");
        fails("insert into v values (1)", "SQL, line 1, column 13: 'v' is a view");
        fails("create or replace view v as from v", "SQL, line 1, column 34: There is no table 'v'.");
        sql.sql("drop view v");
        fails("from v", "SQL, line 1, column 6: There is no table 'v'.");
    }

    // ---- Plans

    @Test
    void plans_areOfATextAndTheTablesOfThatTime() {
        sql.sql("create table t as select 1 as n");
        var first = sql.sql("from t").relation();
        assertThat(sql.sql("from t").relation()).isSameAs(first);
        assertThat(sql.sql("select ? from t", 1).collect().toString()).isEqualTo("[[1]]");
        assertThat(sql.sql("select ? from t", 2).collect().toString()).isEqualTo("[[2]]");

        sql.sql("insert into t values (2)");
        assertThat(sql.sql("from t").relation()).isNotSameAs(first);
        assertThat(rows("select sum(n) from t")).isEqualTo("[[3]]");
    }

    // ---- Files

    @ParameterizedTest
    @CsvSource({"csv", "json", "parquet", "arrow"})
    void aCopy_isAFileThatIsReadAgain(String format) {
        var file = folder.resolve("out." + format);

        assertThat(rows("copy trips to '" + file + "'")).isEqualTo("[[3]]");
        assertThat(file).isRegularFile();
        assertThat(rows("copy (from trips where km > 5 order by km) to '" + file + "'")).isEqualTo("[[2]]");
        assertThat(rows("select id, city, km from '" + file + "'")).isEqualTo("[[2, Rome, 7], [1, Oslo, 12]]");
        assertThat(folder).isDirectoryNotContaining("glob:**copy**");

        sql.sql("create table t (id int, city text, km int)");
        assertThat(rows("copy t from '" + file + "'")).isEqualTo("[[2]]");
        assertThat(rows("select sum(km) from t")).isEqualTo("[[19]]");
    }

    @Test
    void aFolder_hasAFileOfEachTask_andFoldersByColumns() {
        var parts = folder.resolve("parts");
        assertThat(rows("copy trips to '" + parts + "' (format csv, delimiter ';')")).isEqualTo("[[3]]");
        assertThat(parts.resolve("part-00001.csv")).hasContent("id;city;km\n2;Rome;7\n3;Oslo;3\n");
        fails("copy trips to '" + parts + "' (format csv)", "Cannot save to " + parts + ": it exists already.");

        var cities = folder.resolve("cities");
        assertThat(rows("copy trips to '" + cities + "' (format parquet, partition_by (city))")).isEqualTo("[[3]]");
        assertThat(cities.resolve("city=Oslo")).isDirectory();
        assertThat(rows("select city, sum(km) from '" + cities + "' group by all order by all"))
                .isEqualTo("[[Oslo, 15], [Rome, 7]]");
        assertThat(rows("select id from '" + cities + "/*/*.parquet' where city = 'Rome'")).isEqualTo("[[2]]");
        assertThat(
                        rows(
                                "copy (from trips where id = 1) to '"
                                        + cities
                                        + "' (format parquet, partition_by city, overwrite)"))
                .isEqualTo("[[1]]");
        assertThat(rows("select city, id from '" + cities + "'")).isEqualTo("[[Oslo, 1]]");
    }

    @Test
    void whatACopyCannotDo_isToldWithItsPlace() {
        fails("copy trips to 'a.xyz'", "SQL, line 1, column 1: The name 'a.xyz' says no format: end it with .parquet");
        fails(
                "copy trips to '" + folder + "/a.csv' (heder true)",
                "SQL, line 1, column 1: csv has no option 'heder'. It has header, delimiter");
        fails(
                "copy trips to '" + folder + "/a' (format csv, partition_by (town))",
                "SQL, line 1, column "
                        + (47 + folder.toString().length())
                        + ": There is no column 'town' to make folders by.");
    }

    // ---- Others

    @Test
    void tablesAreDescribed() {
        sql.sql("create view long as select city, km / 2 as half from trips");
        assertThat(rows("describe long")).isEqualTo("[[city, text, YES], [half, double, NO]]");
        assertThat(rows("select column_name from (describe select 1 as a, 2 as b)")).isEqualTo("[[a], [b]]");
        assertThat(rows("show tables")).isEqualTo("[[long], [trips]]");
        assertThat(rows("show all tables"))
                .isEqualTo("[[long, city text, half double], [trips, id int, city text, km int]]");
        assertThat(rows("summarize select km, city from trips"))
                .isEqualTo(
                        "[[km, int, 3, 12, 3, 7.333333333333333, 4.509249752822894, 3, 0.0],"
                                + " [city, text, Oslo, Rome, 2, null, null, 3, 0.0]]");
    }

    @Test
    void plansAreExplained() {
        assertThat(rows("explain select count(*) from trips"))
                .startsWith("[[logical_plan, aggregate [count] by []  ~1")
                .contains("physical_plan", "stage");
        assertThat(rows("explain analyze select count(*) from trips")).startsWith("[[analyzed_plan, ");
        fails("explain drop table trips", "SQL, line 1, column 9: Queries alone are explained");
    }

    @Test
    void settings_arePropertiesOfJobs() {
        sql.sql("set sparrow.scheduler.pool = 'fast'");
        assertThat(sc.getLocalProperty("sparrow.scheduler.pool")).isEqualTo("fast");
        sc.setLocalProperty("sparrow.scheduler.pool", null);
        fails("set threads = 4", "SQL, line 1, column 5: 'threads' is no setting of queries");
    }

    @Test
    void functionsOfTheProgram_areCalledByName() {
        sql.function("twice", Integer.class, Integer.class, n -> n == null ? null : 2 * n)
                .function("joined", String.class, Long.class, String.class, (text, n) -> text + n)
                .aggregate(
                        "longest",
                        String.class,
                        String.class,
                        () -> "",
                        (longest, text) -> text.length() > longest.length() ? text : longest,
                        (one, other) -> one.length() >= other.length() ? one : other,
                        longest -> longest + "!");

        assertThat(rows("select twice(km), Joined(city, id) from trips where twice(id) = 4"))
                .isEqualTo("[[14, Rome2]]");
        assertThat(rows("select longest(city || km) from trips")).isEqualTo("[[Oslo12!]]");
        assertThat(rows("select city, longest(city || km) filter (where km < 10) from trips group by all order by all"))
                .isEqualTo("[[Oslo, Oslo3!], [Rome, Rome7!]]");
        fails("select twice(1, 2)", "SQL, line 1, column 8: twice takes 1 argument(s), and not 2.");
        fails("select twic(1)", "SQL, line 1, column 8: There is no function 'twic'. Did you mean twice?");
    }
}
