/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.sparrow.formats.arrow.ArrowFiles;
import dev.sparrow.formats.csv.Csv;
import dev.sparrow.formats.json.Json;
import dev.sparrow.formats.parquet.Parquet;

import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;

/// The forms of types in files that we write, to the letter: other programs and later versions read them.
class FormsTest extends FormatTest {
    enum Color {
        RED
    }

    record Written(
            boolean flag,
            byte tiny,
            short small,
            int number,
            long large,
            float half,
            double whole,
            BigDecimal price,
            char letter,
            String text,
            Color color,
            UUID id,
            LocalDate day,
            LocalTime time,
            LocalDateTime at,
            Instant moment,
            Duration length) {}

    private static final Written ROW =
            new Written(
                    true,
                    (byte) -1,
                    (short) 2,
                    3,
                    4L,
                    0.5f,
                    -0.25,
                    new BigDecimal("1.50"),
                    'ä',
                    "a,b",
                    Color.RED,
                    new UUID(1, 2),
                    LocalDate.of(2024, 2, 29),
                    LocalTime.of(10, 0),
                    LocalDateTime.of(2024, 2, 29, 10, 0, 0, 1_000),
                    Instant.ofEpochSecond(0),
                    Duration.ofMinutes(90));

    private String file(String extension) {
        return target("out") + "/part-00000" + extension;
    }

    @Test
    void csv() throws IOException {
        Csv.write(sc.parallelize(List.of(ROW), 1)).to(target("out"));

        assertThat(Files.readString(Path.of(file(".csv"))))
                .isEqualTo(
                        "true,-1,2,3,4,0.5,-0.25,1.50,ä,\"a,b\",RED,00000000-0000-0001-0000-000000000002,2024-02-29,"
                                + "10:00,2024-02-29T10:00:00.000001,1970-01-01T00:00:00Z,PT1H30M\n");
    }

    @Test
    void json() throws IOException {
        Json.write(sc.parallelize(List.of(ROW), 1)).to(target("out"));

        assertThat(Files.readString(Path.of(file(".json"))))
                .isEqualTo(
                        """
                        {"flag":true,"tiny":-1,"small":2,"number":3,"large":4,"half":0.5,"whole":-0.25,"price":1.50,\
                        "letter":"ä","text":"a,b","color":"RED","id":"00000000-0000-0001-0000-000000000002",\
                        "day":"2024-02-29","time":"10:00","at":"2024-02-29T10:00:00.000001",\
                        "moment":"1970-01-01T00:00:00Z","length":"PT1H30M"}
                        """);
    }

    @Test
    void parquet() throws IOException {
        Parquet.write(sc.parallelize(List.of(ROW), 1), Written.class).to(target("out"));

        try (var reader = ParquetFileReader.open(InputFile.of(Path.of(file(".parquet"))))) {
            assertThat(
                            reader.getFileSchema().getColumns().stream()
                                    .map(column ->
                                            column.name()
                                                    + " "
                                                    + column.type()
                                                    + (column.logicalType() == null ? "" : " " + column.logicalType()))
                                    .toList())
                    .containsExactly(
                            "flag BOOLEAN",
                            "tiny INT32 INT_8",
                            "small INT32 INT_16",
                            "number INT32",
                            "large INT64",
                            "half FLOAT",
                            "whole DOUBLE",
                            "price FIXED_LEN_BYTE_ARRAY DECIMAL(38, 18)",
                            "letter BYTE_ARRAY STRING",
                            "text BYTE_ARRAY STRING",
                            "color BYTE_ARRAY STRING",
                            "id BYTE_ARRAY STRING",
                            "day INT32 DATE",
                            "time INT64 TIME(MICROS, local)",
                            "at INT64 TIMESTAMP(MICROS, local)",
                            "moment INT64 TIMESTAMP(MICROS, UTC)",
                            "length BYTE_ARRAY STRING");
        }
    }

    @Test
    void arrow() throws IOException {
        ArrowFiles.write(sc.parallelize(List.of(ROW), 1), Written.class).to(target("out"));

        try (var memory = new RootAllocator();
                var reader = new ArrowFileReader(FileChannel.open(Path.of(file(".arrow"))), memory)) {
            assertThat(
                            reader.getVectorSchemaRoot().getSchema().getFields().stream()
                                    .map(field -> field.getName() + " " + field.getType())
                                    .toList())
                    .containsExactly(
                            "flag Bool",
                            "tiny Int(8, true)",
                            "small Int(16, true)",
                            "number Int(32, true)",
                            "large Int(64, true)",
                            "half FloatingPoint(SINGLE)",
                            "whole FloatingPoint(DOUBLE)",
                            "price Decimal(38, 18, 128)",
                            "letter Utf8",
                            "text Utf8",
                            "color Utf8",
                            "id Utf8",
                            "day Date(DAY)",
                            "time Time(MICROSECOND, 64)",
                            "at Timestamp(MICROSECOND, null)",
                            "moment Timestamp(MICROSECOND, UTC)",
                            "length Duration(MICROSECOND)");
        }
    }
}
