/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import static dev.sparrow.table.Columns.col;
import static dev.sparrow.table.Columns.lit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.column.Row;
import dev.sparrow.format.ColumnBounds;
import dev.sparrow.format.ScanFilter;
import dev.sparrow.formats.ColumnReading;
import dev.sparrow.formats.FormatTest;
import dev.sparrow.formats.record.FirstLook;
import dev.sparrow.formats.record.FolderColumns;
import dev.sparrow.table.Column;
import dev.sparrow.table.Table;
import dev.sparrow.table.Tables;

import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;

/// What conditions leave out of files, and that it is nothing that somebody wants.
class PrunedRowsTest extends FormatTest {
    private static final String SCHEMA =
            """
            message m {
              required int32 id;
              optional int64 number;
              optional double part;
              optional binary name (STRING);
              optional int32 day (DATE);
              optional int64 at (TIMESTAMP(MICROS,false));
              optional int64 price (DECIMAL(15,2));
              optional fixed_len_byte_array(9) wide (DECIMAL(20,1));
              optional boolean flag;
              optional int32 few (INTEGER(8,true));
              optional int32 unsigned (INTEGER(32,false));
              optional group tags (LIST) { repeated group list { optional int32 element; } }
            }
            """;

    private final long firstSeed = Long.getLong("seed", 1);
    private final int seeds = Integer.getInteger("seeds", 3);

    // ---- Files

    private static Consumer<Group> row(int id, SplittableRandom random, int missing) {
        var near = id + random.nextInt(60);
        var shown = new boolean[12];
        for (var i = 0; i < shown.length; i++) {
            shown[i] = random.nextInt(100) >= missing;
        }
        var nan = random.nextInt(900) == 0;
        return group -> {
            group.append("id", id);
            add(shown[1], () -> group.append("number", near * 1_000_000_007L - 500_000_000_000L));
            add(shown[2], () -> group.append("part", nan ? Double.NaN : near / 8.0 - 100));
            add(shown[3], () -> group.append("name", "n" + (char) ('a' + near / 150) + "ä" + near));
            add(shown[4], () -> group.append("day", near - 900));
            add(shown[5], () -> group.append("at", near * 86_400_000_000L));
            add(shown[6], () -> group.append("price", near * 25L - 20_000));
            add(shown[7], () -> group.append("wide", fixed(near * 7L - 5_000)));
            add(shown[8], () -> group.append("flag", id > 1_500 && near % 2 == 0));
            add(shown[9], () -> group.append("few", near / 40 - 30));
            add(shown[10], () -> group.append("unsigned", Integer.MAX_VALUE - 1_000 + near));
            add(shown[11], () -> group.addGroup("tags").addGroup("list").append("element", id));
        };
    }

    private static org.apache.parquet.io.api.Binary fixed(long number) {
        var bytes = new byte[9];
        bytes[0] = (byte) (number < 0 ? -1 : 0);
        java.nio.ByteBuffer.wrap(bytes, 1, Long.BYTES).putLong(number);
        return org.apache.parquet.io.api.Binary.fromConstantByteArray(bytes);
    }

    private static void add(boolean isShown, Runnable value) {
        if (isShown) {
            value.run();
        }
    }

    /// A file whose columns are in order, more or less, so that its groups and pages have bounds that tell something.
    private Path written(SplittableRandom random) throws IOException {
        var rows = new ArrayList<Consumer<Group>>();
        var missing = List.of(0, 10, 60).get(random.nextInt(3));
        for (var id = 0; id < 3_000; id++) {
            // Where all are missing for a while, groups and pages have no bounds.
            rows.add(row(id, random, id > 1_000 && id < 1_600 ? 100 : missing));
        }
        var version = random.nextBoolean() ? WriterVersion.PARQUET_1_0 : WriterVersion.PARQUET_2_0;
        var form = random.nextInt(4);
        var file =
                ForeignParquet.writeIndexed(
                        folder.resolve("rows.parquet"),
                        SCHEMA,
                        rows,
                        options ->
                                options.withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                                        .withWriterVersion(version)
                                        .withDictionaryEncoding(random.nextBoolean())
                                        .withMinRowCountForPageSizeCheck(20)
                                        .withPageRowCountLimit(random.nextInt(20, 500))
                                        .withColumnIndexTruncateLength(random.nextInt(2, 9))
                                        .withStatisticsTruncateLength(random.nextInt(2, 9))
                                        .withRowGroupSize((long) random.nextInt(15_000, 200_000)));
        return switch (form) {
            case 0 -> ForeignParquet.change(file, PrunedRowsTest::makeSilent);
            case 1 -> ForeignParquet.change(file, PrunedRowsTest::makeOld);
            default -> file;
        };
    }

    /// No index, and no bounds of some columns.
    private static void makeSilent(FileMetaData footer) {
        ForeignParquet.dropIndexes(footer);
        for (var group : footer.getRow_groups()) {
            for (var column : List.of("id", "day", "name")) {
                group.getColumns().stream()
                        .filter(chunk -> chunk.getMeta_data().getPath_in_schema().equals(List.of(column)))
                        .forEach(chunk -> chunk.getMeta_data().unsetStatistics());
            }
        }
    }

    /// Bounds as they were written before there was an order for each type.
    private static void makeOld(FileMetaData footer) {
        ForeignParquet.dropIndexes(footer);
        footer.unsetColumn_orders();
        for (var group : footer.getRow_groups()) {
            for (var column : group.getColumns()) {
                var statistics = column.getMeta_data().getStatistics();
                if (statistics != null && statistics.isSetMin_value()) {
                    statistics.setMin(statistics.getMin_value());
                    statistics.setMax(statistics.getMax_value());
                    statistics.unsetMin_value();
                    statistics.unsetMax_value();
                }
            }
        }
    }

    // ---- Conditions

    private static Column condition(SplittableRandom random, int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 7)) {
            case 0, 1, 2 -> comparison(random);
            case 3 -> other(random);
            case 4 -> condition(random, depth - 1).or(condition(random, depth - 1));
            case 5 -> condition(random, depth - 1).and(condition(random, depth - 1));
            default -> condition(random, depth - 1).not();
        };
    }

    private static Column comparison(SplittableRandom random) {
        var near = random.nextInt(3_100);
        var column =
                switch (random.nextInt(11)) {
                    case 0 -> new Column[] {col("id"), lit(near)};
                    case 1 -> new Column[] {col("number"), lit(near * 1_000_000_007L - 500_000_000_000L)};
                    case 2 -> new Column[] {col("part"), lit(near == 0 ? Double.NaN : near / 8.0 - 100)};
                    case 3 -> new Column[] {col("name"), lit("n" + (char) ('a' + near / 150) + "ä" + near)};
                    case 4 -> new Column[] {col("day"), lit(LocalDate.ofEpochDay(near - 900L))};
                    case 5 -> new Column[] {col("at"), lit(LocalDateTime.of(1970, 1, 1, 0, 0).plusDays(near))};
                    case 6 -> new Column[] {col("price"), lit(new BigDecimal(near * 25L - 20_000).movePointLeft(2))};
                    case 7 -> new Column[] {col("wide"), lit(near - 500)};
                    case 8 -> new Column[] {col("few").cast("double"), lit(near / 40.0 - 30)};
                    case 9 -> new Column[] {col("unsigned"), lit(Integer.MAX_VALUE - 1_000L + near)};
                    default ->
                            new Column[] {col("id").cast("bigint"), col("unsigned").minus(Integer.MAX_VALUE - 1_500)};
                };
        return switch (random.nextInt(6)) {
            case 0 -> column[0].eq(column[1]);
            case 1 -> column[0].ne(column[1]);
            case 2 -> column[0].lt(column[1]);
            case 3 -> column[0].le(column[1]);
            case 4 -> column[1].lt(column[0]);
            default -> column[0].ge(column[1]);
        };
    }

    private static Column other(SplittableRandom random) {
        var near = random.nextInt(3_000);
        return switch (random.nextInt(6)) {
            case 0 -> col("id").in(near, near + 1_000, null);
            case 1 -> col("name").like("n" + (char) ('a' + near / 150) + "%");
            case 2 -> col("name").isNull();
            case 3 -> col("day").isNotNull();
            case 4 -> col("flag");
            default -> col("price").in(new BigDecimal(near), new BigDecimal("0.25"));
        };
    }

    @Test
    void rowsThatAreLeft_areAllThatFulfilTheCondition() throws IOException {
        for (var seed = firstSeed; seed < firstSeed + seeds; seed++) {
            var random = new SplittableRandom(seed);
            var file = written(random).toString();
            var table = Parquet.table(sc, file);
            var expected = Tables.of(sc.parallelize(table.collect(), 1), table.schema());
            for (var query = 0; query < 20; query++) {
                var condition = condition(random, 2);
                var columns =
                        random.nextBoolean()
                                ? new Object[] {"number", "part", "tags"}
                                : new Object[] {"name", "price", "at"};
                Function<Table, Table> asked = rows -> rows.where(condition).select("id", columns);
                assertThat(texts(asked.apply(table).collect()))
                        .as("seed %d, query %d: %s", seed, query, asked.apply(table).relation())
                        .isEqualTo(texts(asked.apply(expected).collect()));
            }
        }
    }

    private static List<String> texts(List<Row> rows) {
        return rows.stream().map(Row::toString).toList();
    }

    // ---- How much is read

    /// Rows whose `id` may be in a range.
    private record Between(int least, int greatest) implements ScanFilter {
        @Override
        public List<String> columns() {
            return List.of("id");
        }

        @Override
        public boolean mayHold(Function<String, ColumnBounds> bounds) {
            var id = bounds.apply("id");
            return (int) id.least() <= greatest && (int) id.greatest() >= least;
        }
    }

    private Path clustered(boolean isIndexed) throws IOException {
        var rows = new ArrayList<Consumer<Group>>();
        for (var i = 0; i < 10_000; i++) {
            var id = i;
            rows.add(group -> group.append("id", id).append("text", "text " + id % 7));
        }
        var file =
                ForeignParquet.writeIndexed(
                        folder.resolve("clustered.parquet"),
                        "message m { required int32 id; required binary text (STRING); }",
                        rows,
                        options ->
                                options.withDictionaryEncoding(false)
                                        .withMinRowCountForPageSizeCheck(100)
                                        .withPageRowCountLimit(100)
                                        .withRowGroupSize(50_000L));
        return isIndexed ? file : ForeignParquet.change(file, ForeignParquet::dropIndexes);
    }

    private static WantedRows wanted(Path path, ScanFilter filter) throws IOException {
        var files = ColumnReading.files(path.toString());
        try (var look = new FirstLook("parquet");
                var file = new ParquetFile(files.whole().getFirst(), look)) {
            var rows = file.wanted(filter, FolderColumns.of(files).at(files.whole().getFirst()));
            assertThat(rows.groups(file.groups())).as("groups").hasSizeLessThanOrEqualTo(2);
            assertThat(file.groups().chosen()).hasSizeGreaterThan(2);
            return rows;
        }
    }

    @Test
    void pagesWithoutWantedRows_areNotRead() throws IOException {
        assertThat(wanted(clustered(true), new Between(450, 650)).count()).isEqualTo(300);
        assertThat(wanted(clustered(true), new Between(-5, -1)).count()).isZero();
        assertThat(wanted(clustered(false), new Between(450, 650)).count()).isBetween(300L, 6_000L);
    }

    @Test
    void rowsThatAreLeftOut_areNotCountedAsRead() throws IOException {
        var table = Parquet.table(sc, clustered(true).toString()).where(col("id").between(450, 650));
        assertThat(table.explain()).contains("groups and pages of rows only where ((id >= 450) and (id <= 650))");
        assertThat(table.explainAnalyze()).contains("300 records");
        assertThat(table.count()).isEqualTo(201);
    }

    @Test
    void foldersWithoutWantedRows_areNotOpened() throws IOException {
        for (var year = 2020; year < 2024; year++) {
            var made = folder.resolve("trips/year=" + year);
            java.nio.file.Files.createDirectories(made);
            ForeignParquet.write(
                    made.resolve("part.parquet"),
                    "message m { required int32 id; }",
                    List.of(group -> group.append("id", 7)));
        }
        var trips = Parquet.table(sc, target("trips"));
        // What is damaged after the schema was read is not noticed, unless it is opened.
        java.nio.file.Files.writeString(folder.resolve("trips/year=2022/part.parquet"), "damaged");

        var some = trips.where(col("year").gt(2022).or(col("year").lt(2021)));
        assertThat(some.explain()).contains("2 file(s) in 2 split(s)");
        assertThat(some.orderBy("year").collect()).containsExactly(Row.of(7, 2020L), Row.of(7, 2023L));
        assertThat(trips.where(col("year").eq(1999)).count()).isZero();
    }
}
