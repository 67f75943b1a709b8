/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.Rdd;
import dev.sparrow.formats.csv.Csv;
import dev.sparrow.formats.json.Json;
import dev.sparrow.formats.parquet.Parquet;
import dev.sparrow.formats.record.BadRecord;
import dev.sparrow.formats.record.ParseMode;
import dev.sparrow.value.Compression;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The program of docs/files.md.
class FilesPageTest extends FormatTest {
    record Trip(String city, Integer passengers, double distance) {}

    @Test
    void programOfThePage_doesWhatThePageSays() throws IOException {
        var path = file("trips.csv", "city,passengers,distance\nKöln,2,1.5\nUlm,,3\nRom,1,far\n");

        Rdd<Trip> trips = Csv.read(sc, folder + "/trips.csv").header(true).mode(ParseMode.DROPMALFORMED).as(Trip.class);
        Rdd<BadRecord> bad = Csv.read(sc, folder + "/trips.csv").header(true).badRecords(Trip.class);

        bad.foreach(System.out::println);

        Parquet.write(trips, Trip.class).to(folder + "/parquet");
        Json.write(trips).compression(Compression.ZSTD).to(folder + "/json");

        Rdd<Trip> again = Parquet.read(sc, folder + "/parquet").as(Trip.class);
        Rdd<Map<String, Object>> maps = Json.read(sc, folder + "/json").maps();

        assertThat(again.collect()).containsExactly(new Trip("Köln", 2, 1.5), new Trip("Ulm", null, 3));
        assertThat(maps.first()).isEqualTo(Map.of("city", "Köln", "passengers", 2, "distance", 1.5));
        assertThat(bad.map(BadRecord::toString).collect())
                .containsExactly(path + ":4, column distance: 'far' is not a double.");
    }

    /// Every line of the page's program but the comments is one of this file.
    @Test
    void programOfThePage_isTheOneAbove() throws IOException {
        var root = Path.of("").toAbsolutePath().endsWith("formats") ? Path.of("..") : Path.of("");
        var page = Files.readString(root.resolve("docs/files.md"));
        var here = Files.readString(root.resolve("formats/src/test/java/dev/sparrow/formats/FilesPageTest.java"));
        var begin = page.indexOf("```java\n") + "```java\n".length();

        assertThat(page.substring(begin, page.indexOf("```", begin)).lines())
                .filteredOn(line -> !line.isBlank())
                .allSatisfy(line -> assertThat(here).contains(line.replaceFirst(" // .*", "")));
    }
}
