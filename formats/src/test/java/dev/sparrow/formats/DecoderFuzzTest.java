/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;

import dev.sparrow.FormatSupport;
import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.error.Blame;
import dev.sparrow.error.SparrowException;
import dev.sparrow.formats.arrow.ArrowFiles;
import dev.sparrow.formats.arrow.ForeignArrow;
import dev.sparrow.formats.csv.Csv;
import dev.sparrow.formats.json.Json;
import dev.sparrow.formats.parquet.ForeignParquet;
import dev.sparrow.formats.parquet.Parquet;
import dev.sparrow.value.Compression;

import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/// Damaged files: each is read, or is an error that names it; nothing crashes, hangs, or asks for much more memory than
/// the whole file needs.
///
/// A build tries the same files each time. `-Dfuzz.seconds=60` searches among others, and longer, for each decoder;
/// `-Dfuzz.seed=…` repeats a failure.
@Tag("fuzz")
class DecoderFuzzTest extends FormatTest {
    private static final String SEARCHED = System.getProperty("fuzz.seconds");
    private static final int ROUNDS = 60;
    private static final long SEED = Long.getLong("fuzz.seed", SEARCHED == null ? 1 : System.nanoTime());

    /// For one damaged file, of a few kilobytes.
    private static final Duration HANGS = Duration.ofSeconds(60);

    private static final long ALLOCATED_MAX = 256 << 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /// A bit of everything.
    public record Row(int number, Long boxed, String text, Double value, boolean flag) {}

    private static final List<String> COLUMNS = List.of("number", "boxed", "text", "value", "flag");

    enum Decoder {
        CSV {
            @Override
            void write(Rdd<Row> rows, String path) {
                Csv.write(rows).header(true).to(path);
            }

            @Override
            Rdd<?> read(Sparrow sc, String path) {
                return Csv.read(sc, path).header(true).as(Row.class);
            }
        },
        CSV_MULTI_LINE {
            @Override
            void write(Rdd<Row> rows, String path) {
                Csv.write(rows).header(true).to(path);
            }

            @Override
            Rdd<?> read(Sparrow sc, String path) {
                return Csv.read(sc, path).header(true).multiLine(true).maps();
            }
        },
        JSON {
            @Override
            void write(Rdd<Row> rows, String path) {
                Json.write(rows).to(path);
            }

            @Override
            Rdd<?> read(Sparrow sc, String path) {
                return Json.read(sc, path).as(Row.class);
            }
        },
        GZIP {
            @Override
            void write(Rdd<Row> rows, String path) {
                rows.saveAsTextFile(path, Compression.GZIP);
            }

            @Override
            Rdd<?> read(Sparrow sc, String path) {
                return sc.textFile(path);
            }
        },
        ZSTD {
            @Override
            void write(Rdd<Row> rows, String path) {
                rows.saveAsTextFile(path, Compression.ZSTD);
            }

            @Override
            Rdd<?> read(Sparrow sc, String path) {
                return sc.textFile(path);
            }
        },
        LZ4 {
            @Override
            void write(Rdd<Row> rows, String path) {
                rows.saveAsTextFile(path, Compression.LZ4);
            }

            @Override
            Rdd<?> read(Sparrow sc, String path) {
                return sc.textFile(path);
            }
        },
        OBJECTS {
            @Override
            void write(Rdd<Row> rows, String path) {
                rows.saveAsObjectFile(path);
            }

            @Override
            Rdd<?> read(Sparrow sc, String path) {
                return sc.objectFile(path);
            }
        },
        ARROW {
            @Override
            void write(Rdd<Row> rows, String path) {
                ArrowFiles.write(rows, Row.class).to(path);
            }

            @Override
            Rdd<?> read(Sparrow sc, String path) {
                return ArrowFiles.read(sc, path).as(Row.class);
            }
        },
        PARQUET {
            @Override
            void write(Rdd<Row> rows, String path) {
                Parquet.write(rows, Row.class).to(path);
            }

            @Override
            Rdd<?> read(Sparrow sc, String path) {
                return Parquet.read(sc, path).as(Row.class);
            }
        },
        ARROW_COLUMNS {
            @Override
            void write(Rdd<Row> rows, String path) {
                ArrowFiles.write(rows, Row.class).to(path);
            }

            @Override
            Rdd<?> read(Sparrow sc, String path) {
                return FormatSupport.read(
                        sc, "arrow", path, files -> new ColumnReading.Rows(ArrowFiles.source(files), COLUMNS));
            }
        },
        PARQUET_COLUMNS {
            @Override
            void write(Rdd<Row> rows, String path) {
                Parquet.write(rows, Row.class).to(path);
            }

            @Override
            Rdd<?> read(Sparrow sc, String path) {
                return FormatSupport.read(
                        sc, "parquet", path, files -> new ColumnReading.Rows(Parquet.source(files), COLUMNS));
            }
        },
        PARQUET_PLAIN {
            @Override
            void write(Rdd<Row> rows, String path) {
                Parquet.write(rows, Row.class).compression(Compression.NONE).to(path);
            }

            @Override
            Rdd<?> read(Sparrow sc, String path) {
                return Parquet.read(sc, path).maps();
            }
        },
        /// Of another program: no index of pages, dictionaries.
        PARQUET_FOREIGN {
            @Override
            void write(Rdd<Row> rows, String path) throws IOException {
                foreignParquet(rows, path, options -> options);
            }

            @Override
            Rdd<?> read(Sparrow sc, String path) {
                return Parquet.read(sc, path).maps();
            }
        },
        /// Of another program: pages of the second version, their own encodings, packed.
        PARQUET_FOREIGN_V2 {
            @Override
            void write(Rdd<Row> rows, String path) throws IOException {
                foreignParquet(
                        rows,
                        path,
                        options ->
                                options.withWriterVersion(ParquetProperties.WriterVersion.PARQUET_2_0)
                                        .withDictionaryEncoding(false)
                                        .withCompressionCodec(CompressionCodecName.GZIP));
            }

            @Override
            Rdd<?> read(Sparrow sc, String path) {
                return Parquet.read(sc, path).maps();
            }
        },
        /// Of another program: dictionaries in lists.
        ARROW_FOREIGN {
            @Override
            void write(Rdd<Row> rows, String path) throws IOException {
                ForeignArrow.write(part(path, ".arrow"), rows.map(Row::text).collect(), false);
            }

            @Override
            Rdd<?> read(Sparrow sc, String path) {
                return ArrowFiles.read(sc, path).maps();
            }
        },
        /// As pandas writes it if nobody tells it otherwise: packed.
        FEATHER {
            @Override
            void write(Rdd<Row> rows, String path) throws IOException {
                ForeignArrow.write(part(path, ".feather"), rows.map(Row::text).collect(), true);
            }

            @Override
            Rdd<?> read(Sparrow sc, String path) {
                return ArrowFiles.read(sc, path).maps();
            }
        },
        /// Several members, as programs write that append.
        GZIP_MEMBERS {
            @Override
            void write(Rdd<Row> rows, String path) throws IOException {
                var members = new ByteArrayOutputStream();
                for (var row : rows.take(20)) {
                    try (var member = new GZIPOutputStream(members)) {
                        member.write((row + "\n").getBytes(StandardCharsets.UTF_8));
                    }
                }
                Files.write(part(path, ".gz"), members.toByteArray());
            }

            @Override
            Rdd<?> read(Sparrow sc, String path) {
                return sc.textFile(path);
            }
        };

        private static void foreignParquet(
                Rdd<Row> rows, String path, UnaryOperator<ExampleParquetWriter.Builder> options) throws IOException {
            var schema =
                    """
                    message foreign {
                        required int32 number; optional int64 boxed; required binary text (STRING);
                        required double value; required boolean flag;
                        optional group tags (LIST) { repeated group list { optional binary element (STRING); } }
                    }\
                    """;
            ForeignParquet.write(
                    part(path, ".parquet"), schema, rows.collect().stream().map(Decoder::group).toList(), options);
        }

        private static Consumer<Group> group(Row row) {
            return group -> {
                group.append("number", row.number()).append("text", row.text());
                group.append("value", row.value()).append("flag", row.flag());
                if (row.boxed() != null) {
                    group.append("boxed", row.boxed());
                    group.addGroup("tags").addGroup("list").append("element", row.text());
                }
            };
        }

        private static Path part(String path, String extension) throws IOException {
            return Files.createDirectories(Path.of(path)).resolve("part-00000" + extension);
        }

        abstract void write(Rdd<Row> rows, String path) throws IOException;

        abstract Rdd<?> read(Sparrow sc, String path);
    }

    @ParameterizedTest
    @EnumSource
    void damagedFile_isReadOrNamed(Decoder decoder) throws IOException {
        var rows =
                IntStream.range(0, 300)
                        .mapToObj(i -> new Row(i, i % 3 == 0 ? null : (long) i, "t\"€" + i % 20, i / 3.0, i % 2 == 0))
                        .toList();
        decoder.write(sc.parallelize(rows, 1), target("seed"));
        var seed = seedFile();
        var whole = Files.readAllBytes(seed);
        var random = new Random(SEED);
        var file = folder.resolve("damaged" + seed.getFileName().toString().substring("part-00000".length()));
        var end = System.nanoTime() + (long) (Double.parseDouble(SEARCHED == null ? "0" : SEARCHED) * 1e9);
        for (var round = 0; SEARCHED == null ? round < ROUNDS : round == 0 || System.nanoTime() < end; round++) {
            var bytes = round == 0 ? whole : damaged(whole, random);
            Files.write(file, bytes);
            try {
                assertTimeoutPreemptively(HANGS, () -> check(decoder, file));
            } catch (AssertionError e) {
                throw new AssertionError(
                        decoder + ", -Dfuzz.seed=" + SEED + ", round " + round + ": " + e.getMessage(), e);
            }
        }
    }

    private Path seedFile() throws IOException {
        try (var files = Files.list(Path.of(target("seed")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("part")).findFirst().orElseThrow();
        }
    }

    private void check(Decoder decoder, Path file) {
        var before = THREADS.getTotalThreadAllocatedBytes();
        try {
            assertThat(decoder.read(sc, file.toString()).count()).isNotNegative();
        } catch (SparrowException e) {
            assertThat(e.code().blame()).as(e.toString()).isIn(Blame.INPUT, Blame.RESOURCES);
            assertThat(e).hasMessageContaining(file.toString());
        }
        assertThat(THREADS.getTotalThreadAllocatedBytes() - before).as("allocated bytes").isLessThan(ALLOCATED_MAX);
    }

    private static byte[] damaged(byte[] whole, Random random) {
        var bytes = whole.clone();
        for (var changes = 1 + random.nextInt(3); changes > 0 && bytes.length > 0; changes--) {
            var at = random.nextInt(bytes.length);
            switch (random.nextInt(6)) {
                case 0 -> bytes = Arrays.copyOf(bytes, at);
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes[at] = List.of((byte) 0, (byte) -1, (byte) 0x7F, (byte) 0x80).get(random.nextInt(4));
                case 3 ->
                        Arrays.fill(
                                bytes, at, Math.min(bytes.length, at + random.nextInt(16)), (byte) random.nextInt());
                case 4 -> {
                    var from = random.nextInt(bytes.length);
                    var length = Math.min(random.nextInt(64), bytes.length - Math.max(from, at));
                    System.arraycopy(bytes, from, bytes, at, length);
                }
                default -> {
                    // The ends of files hold what leads to all the rest.
                    var near = Math.max(0, bytes.length - 1 - random.nextInt(64));
                    bytes[near] = (byte) random.nextInt();
                }
            }
        }
        return bytes;
    }
}
