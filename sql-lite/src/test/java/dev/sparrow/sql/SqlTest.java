/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.Sparrow;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.table.Table;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

class SqlTest {
    public record Station(int id, String name, String city, Integer docks, LocalDate opened) {}

    public record Rider(int id, String name, Integer age) {}

    public record Trip(int id, int station, Integer rider, int minutes, BigDecimal price) {}

    private static Sparrow sc;
    private static Sql sql;

    @BeforeAll
    static void start() {
        sc = Sparrow.local();
        sql =
                Sql.on(sc)
                        .register(
                                "stations",
                                sc.parallelize(
                                        List.of(
                                                new Station(1, "Harbour", "Hamburg", 20, LocalDate.of(2019, 4, 1)),
                                                new Station(2, "Old Town", "Hamburg", 12, LocalDate.of(2019, 4, 15)),
                                                new Station(3, "Museum", "Bremen", 8, LocalDate.of(2020, 1, 10)),
                                                new Station(4, "Airport", "Bremen", null, null))),
                                Station.class)
                        .register(
                                "riders",
                                sc.parallelize(
                                        List.of(
                                                new Rider(1, "Ada", 34),
                                                new Rider(2, "Ben", 27),
                                                new Rider(3, "Cleo", null))),
                                Rider.class)
                        .register(
                                "trips",
                                sc.parallelize(
                                        List.of(
                                                new Trip(1, 1, 1, 12, new BigDecimal("3.50")),
                                                new Trip(2, 1, 2, 45, new BigDecimal("9.00")),
                                                new Trip(3, 2, 1, 15, new BigDecimal("4.25")),
                                                new Trip(4, 3, null, 30, new BigDecimal("6.75")))),
                                Trip.class);
    }

    @AfterAll
    static void stop() {
        sc.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "select 1 + 1, concat('a', 'b') | [2, ab]",
                "select id, name from riders order by id desc limit 2 | [3, Cleo] [2, Ben]",
                "from riders order by age nulls first limit 1 offset 1 | [2, Ben, 27]",
                "select name as n, age * 2 as twice from riders where twice > 60 | [Ada, 68]",
                "select * exclude (age) replace (upper(name) as name) from riders where id = 1 | [1, ADA]",
                "select city, count(*) as n, sum(docks) from stations group by city order by city | [Bremen, 2, 8] [Hamburg, 2, 32]",
                "select city, count(*) as n from stations group by all having n > 1 order by all | [Bremen, 2] [Hamburg, 2]",
                "select count(*), avg(minutes), max(price) from trips where minutes > 100 | [0, null, null]",
                "select count(distinct rider) from trips | [2]",
                "select count(*) filter (where minutes > 20) from trips | [2]",
                "select distinct city from stations order by city | [Bremen] [Hamburg]",
                "select t.id, r.name from trips t join riders r on t.rider = r.id order by t.id | [1, Ada] [2, Ben] [3, Ada]",
                "select t.id, r.name from trips t left join riders r on t.rider = r.id order by t.id desc limit 1 | [4, null]",
                "select r.name, t.id from trips t right join riders r on t.rider = r.id order by 1, 2 | [Ada, 1] [Ada, 3] [Ben, 2] [Cleo, null]",
                "select count(*) from trips t full join riders r on t.rider = r.id | [5]",
                "select name from riders r semi join trips t on t.rider = r.id order by 1 | [Ada] [Ben]",
                "select name from riders r anti join trips t on t.rider = r.id | [Cleo]",
                "select count(*) from riders, stations | [12]",
                "select s.name, sum(t.price)::decimal(9, 2) as p from stations s, trips t where s.id = t.station group by s.name order by p desc | [Harbour, 12.50] [Museum, 6.75] [Old Town, 4.25]",
                "select id from riders union select id from trips order by id | [1] [2] [3] [4]",
                "select id from trips except select id from riders | [4]",
                "select id from trips intersect select id from riders order by id desc limit 1 | [3]",
                "select name, id from riders where id = 1 union all by name select id from trips where id = 4 order by id | [Ada, 1] [null, 4]",
                "values (1, 'a'), (2, null) order by 1 desc | [2, null] [1, a]",
                "with long as (select * from trips where minutes > 20) select count(*), (select max(minutes) from long) from long | [2, 45]",
                "select name from riders r where exists (select 1 from trips t where t.rider = r.id and t.minutes > 40) | [Ben]",
                "select name from riders r where not exists (from trips t where t.rider = r.id) | [Cleo]",
                "select name from riders where id in (select rider from trips where price > 4) order by 1 | [Ada] [Ben]",
                "select count(*) from riders where id not in (select rider from trips) | [0]",
                "select name from riders where id not in (select rider from trips where rider is not null) | [Cleo]",
                "select name, (select count(*) from trips t where t.rider = r.id) as n from riders r order by id | [Ada, 2] [Ben, 1] [Cleo, 0]",
                "select name from riders r where age > (select avg(age) from riders) | [Ada]",
                "select t.id from trips t where t.price = (select max(price) from trips u where u.rider = t.rider) order by 1 | [2] [3]",
                "select name from riders r where age > 30 or exists (select 1 from trips t where t.rider = r.id and minutes > 40) order by 1 | [Ada] [Ben]",
                "select case when age < 30 then 'young' else 'old' end as c, count(*) from riders where age is not null group by c order by c | [old, 1] [young, 1]",
                "select opened + interval 1 month from stations where id = 1 | [2019-05-01]",
                "select extract(year from opened), date_trunc('month', opened) from stations where id = 2 | [2019, 2019-04-01]",
                "select name from riders where name like '%e%' and name not ilike 'B%' | [Cleo]",
                "select try_cast('x' as integer), '7'::integer + 1, cast(1.5 as decimal(4, 2)) | [null, 8, 1.50]",
                "select x from (values (interval 1 month), (interval 3 day), (interval 40 days)) t(x) order by x | [3 days] [1 month] [40 days]",
                "select id, count(*) over (order by id range between 1 preceding and 1 following) from riders order by 1 | [1, 2] [2, 3] [3, 2]",
                "select age, count(*) over (order by age nulls first range between 10 following and unbounded following) from riders order by 1 | [27, 0] [34, 0] [null, 3]",
                "select (select t.minutes from trips t where t.minutes > r.id * 10 order by t.minutes limit 1) from riders r order by r.id | [12] [30] [45]",
                "select r.id, (select count(*) from trips t where t.minutes < (select sum(s.docks) from stations s where s.id > r.id and s.id >= t.station)) from riders r order by 1 | [1, 2] [2, 0] [3, 0]",
                "select id, list_transform([1, 2], lambda x: x * age + len(list_filter([id, 3], lambda y: y > x))) from riders where age > 30 | [1, [35, 69]]",
                "select count(*) from riders using sample 2 rows | [2]",
                "select count(*) from riders where id > 0 using sample 100% | [3]",
                "select id between 1 and 2, id in (1, 3), age is null from riders order by id limit 1 | [true, true, false]"
            })
    void aQuery_hasTheRowsOfItsMeaning(String query, String rows) {
        assertThat(rows(sql.sql(query))).isEqualTo(rows);
    }

    @Test
    void parameters_takeTheValuesThatAreGiven() {
        assertThat(rows(sql.sql("select name from riders where age > ? and name <> $2", 20, "Ben"))).isEqualTo("[Ada]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "select * from rider | SQL, line 1, column 15: There is no table 'rider'. There are stations, riders, trips. Did you mean riders?",
                "select nme from riders | SQL, line 1, column 8: There is no column 'nme'. The tables here are riders. Did you mean name?",
                "select r.nme from riders r | SQL, line 1, column 8: There is no column 'r.nme'. The tables here are r. Did you mean name?",
                "select uper(name) from riders | SQL, line 1, column 8: There is no function 'uper'. Did you mean upper?",
                "select id from riders, trips | SQL, line 1, column 8: 'id' may be riders.id and trips.id. Write which.",
                "select name, count(*) from riders | SQL, line 1, column 8: 'name' is neither grouped by nor aggregated, so a group has many of it. Add it to GROUP BY, or write any_value(name).",
                "select id from riders where count(*) > 1 | SQL, line 1, column 29: count is an aggregate of many rows, and here is one. Aggregates stand in SELECT, HAVING and ORDER BY.",
                "select 1 union select 1, 2 | SQL, line 1, column 1: The queries have 1 and 2 columns. Select as many of each, or write BY NAME.",
                "select name from riders order by 3 | SQL, line 1, column 34: There is no column 3: the query has 1.",
                "select $1 | SQL, line 1, column 8: There is no value for $1: values were given for nothing.",
                "select name from riders where row_number() over () = 1 | SQL, line 1, column 31: A window function stands in SELECT, QUALIFY or ORDER BY. Write QUALIFY for a condition of it.",
                "select sum(id) over w from riders window v as (order by id) | SQL, line 1, column 21: There is no window 'w'. Write WINDOW w AS (…).",
                "select sum(id) over (order by id, name range 1 preceding) from riders | SQL, line 1, column 40: A range of a distance is one of the only key of ORDER BY, and there are 2. Write ROWS or GROUPS to count rows.",
                "select age, (select count(*) from trips where rider = riders.id) from riders group by age | SQL, line 1, column 14: The query reads 'id' of the query around, where it is neither grouped by nor aggregated. Add it to GROUP BY.",
                "select name from riders where unnest([1]) = 1 | SQL, line 1, column 31: UNNEST makes rows: it stands in SELECT or FROM. Write FROM t, unnest(t.elements) AS u(element).",
                "from rnge(3) | SQL, line 1, column 6: There is no table function 'rnge'; there are range, generate_series, unnest, read_parquet, parquet_scan, read_csv, read_csv_auto, read_json. Did you mean range?",
                "select columns('z') from riders | SQL, line 1, column 8: No column here is meant by this.",
                "from riders r asof join trips t on r.id = t.id | SQL, line 1, column 6: An ASOF join has one inequality, such as a.time >= b.time, and here are 0.",
                "select grouping(id) from riders group by rollup (name) | SQL, line 1, column 17: GROUPING asks of what is grouped by, and this is not. Add it to GROUP BY.",
                "select id from riders where id in (select id, name from riders) | SQL, line 1, column 29: A query in an expression has one column, not 2."
            })
    void whatHasNoMeaning_isToldWithItsPlace(String query, String message) {
        assertThatThrownBy(() -> sql.sql(query))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SQL))
                .satisfies(e -> assertThat(e.getMessage().lines().findFirst()).contains(message));
    }

    @Test
    void queriesInQueries_areBoundOnceEach() {
        var query = "select 1" + " + (select 1".repeat(40) + ")".repeat(40);

        assertThat(rows(sql.sql(query))).isEqualTo("[41]");
    }

    private static String rows(Table table) {
        return String.join(
                " ",
                table.collect().stream()
                        .map(row -> {
                            var cells = new java.util.ArrayList<String>();
                            for (var i = 0; i < table.schema().fields().size(); i++) {
                                cells.add(String.valueOf(row.get(i)));
                            }
                            return cells.toString();
                        })
                        .toList());
    }
}
