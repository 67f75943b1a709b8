/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.error.SparrowException;
import dev.sparrow.formats.json.Json;
import dev.sparrow.table.Table;
import dev.sparrow.table.TableFiles;
import dev.sparrow.table.Tables;
import dev.sparrow.value.SaveMode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

class TableFilesTest {
    public record Trip(int id, Double fare, String city, LocalDate day, Boolean paid, BigDecimal price) {}

    private static Sparrow sc;

    @TempDir private Path folder;

    @BeforeAll
    static void start() {
        sc = new Sparrow(new SparrowConf().setMaster("local[2]").setAppName("table files"));
    }

    @AfterAll
    static void stop() {
        sc.close();
    }

    private Table trips() {
        return Tables.of(
                sc.parallelize(
                        List.of(
                                new Trip(1, 2.5, "Oslo", LocalDate.of(2024, 2, 29), true, new BigDecimal("1.25")),
                                new Trip(2, null, "a, \"b\"", null, null, null),
                                new Trip(3, -1.0, null, LocalDate.of(1969, 1, 1), false, new BigDecimal("-7"))),
                        2),
                Trip.class);
    }

    private String file(String name, String content) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return file.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "json", "parquet", "arrow"})
    void whatATableWrites_isReadAsTheSameTable(String format) {
        var path = folder.resolve("trips." + format).toString();

        TableFiles.named(format).write(trips().drop("price"), path, Map.of(), SaveMode.ERROR);

        var read = TableFiles.open(sc, path);
        assertThat(read.collect().toString()).isEqualTo(trips().drop("price").collect().toString());
        assertThat(read.select("day", "id").collect().toString())
                .isEqualTo("[[2024-02-29, 1], [null, 2], [1969-01-01, 3]]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "arrow"})
    void decimals_keepTheDigitsOfTheirColumn(String format) {
        var path = folder.resolve("prices").toString();
        var prices = trips().select(dev.sparrow.table.Columns.col("price").cast("decimal(9,2)").as("price"));

        TableFiles.named(format).write(prices, path, Map.of(), SaveMode.ERROR);

        var read = TableFiles.open(sc, path); // by the names of the files in it
        assertThat(read.schema().toString()).isEqualTo("price: decimal(9,2)");
        assertThat(read.collect()).isEqualTo(prices.collect());
    }

    @Test
    void csv_isUnderstoodByItsFirstRows() throws IOException {
        var path = file("a.csv", "city;km;day\nOslo;12;2024-01-02\nRome;;2024-01-03\n");

        var table = TableFiles.open(sc, path);

        assertThat(table.schema().toString()).isEqualTo("city: text, km: bigint, day: date");
        assertThat(table.collect().toString()).isEqualTo("[[Oslo, 12, 2024-01-02], [Rome, null, 2024-01-03]]");
    }

    @Test
    void csvWithoutHeader_hasColumnsByTheirPlaces() throws IOException {
        var path = file("a.csv", "Oslo,12\nRome,7.5\n");

        assertThat(TableFiles.open(sc, path).schema().toString()).isEqualTo("column0: text, column1: double");
        assertThat(TableFiles.named("csv").table(sc, path, Map.of("header", "true")).schema().names())
                .containsExactly("Oslo", "12");
    }

    @Test
    void jsonValues_sayTypes() throws IOException {
        var path =
                file(
                        "a.json",
                        """
                        {"a": 1, "b": [1, 2], "c": {"x": 1}, "d": "2024-01-02", "e": null}
                        {"a": 2.5, "b": [], "c": {"y": "z"}, "d": "2024-01-03", "f": true}
                        """);

        var table = Json.table(sc, path);

        assertThat(table.schema().toString())
                .isEqualTo("a: double, b: list<bigint>, c: struct<x: bigint, y: text>, d: date, e: text, f: boolean");
        assertThat(table.select("a", "b", "c", "d").collect().toString())
                .isEqualTo("[[1.0, [1, 2], {x=1, y=null}, 2024-01-02], [2.5, [], {x=null, y=z}, 2024-01-03]]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "json"})
    void folders_sayColumns(String format) throws IOException {
        file("all/year=2023/a." + format, format.equals("csv") ? "km\n1\n" : "{\"km\": 1}\n");
        file("all/year=2024/a." + format, format.equals("csv") ? "km\n2\n" : "{\"km\": 2}\n");

        var table = TableFiles.open(sc, folder.resolve("all").toString());

        assertThat(table.schema().toString()).isEqualTo("km: bigint, year: bigint");
        assertThat(table.orderBy("year").collect().toString()).isEqualTo("[[1, 2023], [2, 2024]]");
        assertThat(table.select("year").orderBy("year").collect().toString()).isEqualTo("[[2023], [2024]]");
    }

    @Test
    void aLaterRowThatDoesNotFit_isToldWithItsLine() throws IOException {
        var path = file("a.csv", "km\n" + "1\n".repeat(20_001) + "far\n");

        assertThatThrownBy(() -> TableFiles.open(sc, path).count())
                .isInstanceOf(SparrowException.class)
                .hasMessageContaining("line 20003, column km: 'far' is not a Long.");
    }

    @Test
    void whatFilesDoNotHold_isRefused() throws IOException {
        var lists = Json.table(sc, file("a.json", "{\"a\": [1]}\n"));

        assertThatThrownBy(() -> TableFiles.named("parquet").write(lists, folder + "/out", Map.of(), SaveMode.ERROR))
                .hasMessage(
                        "parquet does not write the column 'a' of type list<bigint>. Cast it to text, take its parts as"
                                + " columns, or write JSON.");
        assertThatThrownBy(() ->
                        TableFiles.named("csv").write(trips(), folder + "/out", Map.of("heder", "1"), SaveMode.ERROR))
                .hasMessageStartingWith("csv has no option 'heder'. It has header, delimiter,");
        assertThatThrownBy(() -> TableFiles.named("xlsx"))
                .hasMessage("There is no format 'xlsx' on the class path. There are arrow, csv, json, parquet.");
    }
}
