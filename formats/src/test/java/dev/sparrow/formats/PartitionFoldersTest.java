/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.Rdd;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.formats.arrow.ArrowFiles;
import dev.sparrow.formats.csv.Csv;
import dev.sparrow.formats.json.Json;
import dev.sparrow.formats.parquet.Parquet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Folders such as `year=2020`, which are columns of the files in them.
class PartitionFoldersTest extends FormatTest {
    record Sale(String city, Integer amount) {}

    record Dated(String city, int year, String month, Integer amount) {}

    enum Format {
        CSV {
            @Override
            void write(Rdd<?> rows, Class<?> type, String path) {
                Csv.write(rows).header(true).to(path);
            }

            @Override
            Rdd<Map<String, Object>> maps(FormatTest test, String path) {
                return Csv.read(test.sc, path).header(true).inferSchema(true).maps();
            }

            @Override
            <T> Rdd<T> as(FormatTest test, String path, Class<T> type) {
                return Csv.read(test.sc, path).header(true).as(type);
            }
        },
        JSON {
            @Override
            void write(Rdd<?> rows, Class<?> type, String path) {
                Json.write(rows).to(path);
            }

            @Override
            Rdd<Map<String, Object>> maps(FormatTest test, String path) {
                return Json.read(test.sc, path).maps();
            }

            @Override
            <T> Rdd<T> as(FormatTest test, String path, Class<T> type) {
                return Json.read(test.sc, path).as(type);
            }
        },
        PARQUET {
            @Override
            @SuppressWarnings("unchecked")
            void write(Rdd<?> rows, Class<?> type, String path) {
                Parquet.write((Rdd<Object>) rows, (Class<Object>) type).to(path);
            }

            @Override
            Rdd<Map<String, Object>> maps(FormatTest test, String path) {
                return Parquet.read(test.sc, path).maps();
            }

            @Override
            <T> Rdd<T> as(FormatTest test, String path, Class<T> type) {
                return Parquet.read(test.sc, path).as(type);
            }
        },
        ARROW {
            @Override
            @SuppressWarnings("unchecked")
            void write(Rdd<?> rows, Class<?> type, String path) {
                ArrowFiles.write((Rdd<Object>) rows, (Class<Object>) type).to(path);
            }

            @Override
            Rdd<Map<String, Object>> maps(FormatTest test, String path) {
                return ArrowFiles.read(test.sc, path).maps();
            }

            @Override
            <T> Rdd<T> as(FormatTest test, String path, Class<T> type) {
                return ArrowFiles.read(test.sc, path).as(type);
            }
        };

        abstract void write(Rdd<?> rows, Class<?> type, String path);

        abstract Rdd<Map<String, Object>> maps(FormatTest test, String path);

        abstract <T> Rdd<T> as(FormatTest test, String path, Class<T> type);
    }

    private void write(Format format, String folder, Sale... sales) throws IOException {
        Files.createDirectories(Path.of(target(folder)).getParent());
        format.write(sc.parallelize(List.of(sales), 1), Sale.class, target(folder));
    }

    private static Map<String, Object> row(Object city, Object year, Object month) {
        var row = new LinkedHashMap<String, Object>();
        row.put("city", city);
        row.put("year", year);
        row.put("month", month);
        return row;
    }

    private static Map<String, Object> without(Map<String, Object> row, String column) {
        var rest = new LinkedHashMap<>(row);
        rest.remove(column);
        return rest;
    }

    private void writeSales(Format format) throws IOException {
        write(format, "sales/year=2020/month=01", new Sale("Bern", 1));
        write(format, "sales/year=2021/month=a%2Fb%20c", new Sale("Basel", 2));
        write(format, "sales/year=2021/month=__HIVE_DEFAULT_PARTITION__", new Sale("Chur", 3));
    }

    @ParameterizedTest
    @EnumSource
    void folders_areColumns(Format format) throws IOException {
        writeSales(format);
        for (var path : List.of("sales", "sales/**", "sales/year=*", "sales/year=*/*", "sales/year={2020,2021}/*")) {
            assertThat(format.maps(this, target(path)).map(row -> without(row, "amount")).collect())
                    .as(path)
                    .containsExactlyInAnyOrder(
                            row("Bern", 2020L, "01"), row("Basel", 2021L, "a/b c"), row("Chur", 2021L, null));
            assertThat(format.as(this, target(path), Dated.class).collect())
                    .as(path)
                    .containsExactlyInAnyOrder(
                            new Dated("Bern", 2020, "01", 1),
                            new Dated("Basel", 2021, "a/b c", 2),
                            new Dated("Chur", 2021, null, 3));
        }
        assertThat(format.as(this, target("sales"), Sale.class).count()).isEqualTo(3);
    }

    /// As in Spark: who names the folder knows what it says.
    @ParameterizedTest
    @EnumSource
    void foldersThatThePathNames_areNoColumns(Format format) throws IOException {
        writeSales(format);
        assertThat(format.maps(this, target("sales/year=2021")).first()).doesNotContainKey("year").containsKey("month");
        assertThat(format.maps(this, target("sales/year=2020/month=01")).first()).containsOnlyKeys("city", "amount");
        fails(ErrorCode.MALFORMED_INPUT, () -> format.as(this, target("sales/year=2021"), Dated.class).collect())
                .hasMessageContaining("column year");
    }

    record Amount(String city, long amount) {}

    @ParameterizedTest
    @EnumSource
    void folder_isRightWhereTheFileSaysOtherwise(Format format) throws IOException {
        write(format, "sales/amount=7", new Sale("Bern", 1));

        assertThat(format.maps(this, target("sales")).first())
                .containsEntry("city", "Bern")
                .containsEntry("amount", 7L);
        assertThat(format.as(this, target("sales"), Amount.class).collect()).containsExactly(new Amount("Bern", 7));
    }

    record Day(String city, LocalDate day) {}

    @ParameterizedTest
    @EnumSource
    void columns_areOfTheTypeThatHoldsAllFolders(Format format) throws IOException {
        write(format, "days/day=2020-02-29", new Sale("Bern", 1));
        assertThat(format.maps(this, target("days")).first()).containsEntry("day", LocalDate.of(2020, 2, 29));
        assertThat(format.as(this, target("days"), Day.class).first())
                .isEqualTo(new Day("Bern", LocalDate.of(2020, 2, 29)));
        write(format, "days/day=unknown", new Sale("Basel", 1));

        assertThat(format.maps(this, target("days")).map(row -> row.get("day")).collect())
                .containsExactly("2020-02-29", "unknown");
        fails(ErrorCode.MALFORMED_INPUT, () -> format.as(this, target("days"), Day.class).collect())
                .hasMessageContaining("day=unknown")
                .hasMessageContaining("column day");
    }

    @Test
    void columnsOfCsv_withoutAHeader_areThoseOfTheFileInTheirOrder() throws IOException {
        file("plain/year=2020/a.csv", "Bern,1\n");
        record Mixed(int year, String city, int amount) {}

        assertThat(Csv.read(sc, target("plain")).as(Mixed.class).collect()).containsExactly(new Mixed(2020, "Bern", 1));
        assertThat(Csv.read(sc, target("plain")).maps().first())
                .isEqualTo(Map.of("_c0", "Bern", "_c1", "1", "year", 2020L));
        assertThat(Csv.read(sc, target("plain")).rows().first()).containsExactly("Bern", "1");
        assertThat(Csv.read(sc, target("plain")).schema())
                .isEqualTo(Map.of("_c0", String.class, "_c1", Long.class, "year", Long.class));
    }

    @Test
    void linesOfText_areReadFromThem() throws IOException {
        file("log/day=1/a.txt", "one\n");
        file("log/day=2/a.txt", "two\n");

        assertThat(sc.textFile(target("log")).collect()).containsExactly("one", "two");
    }

    @Test
    void otherFolders_areStillNoFiles() throws IOException {
        file("log/day=1/a.txt", "one\n");
        file("log/other/a.txt", "two\n");

        fails(ErrorCode.INPUT_UNREADABLE, () -> sc.textFile(target("log")))
                .hasMessageContaining("the folder contains folders (other)");
    }
}
