/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import static dev.sparrow.table.Columns.col;
import static dev.sparrow.table.Columns.count;
import static dev.sparrow.table.Columns.sum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.column.Row;
import dev.sparrow.table.TableFiles;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

class ParquetTableTest {
    @TempDir private Path folder;

    private final Sparrow sc = new Sparrow(new SparrowConf().setMaster("local[2]").setAppName("tables"));

    /// Columns of all forms.
    public record Trip(
            int id,
            Long more,
            Double fare,
            String city,
            Boolean paid,
            LocalDate day,
            LocalDateTime at,
            BigDecimal price) {}

    @AfterEach
    void close() {
        sc.close();
    }

    private List<Trip> trips() {
        var trips = new ArrayList<Trip>();
        for (var id = 0; id < 5_000; id++) {
            var isMissing = id % 7 == 0;
            trips.add(
                    new Trip(
                            id,
                            isMissing ? null : id * 1_000_000_007L,
                            isMissing ? null : id / 4.0,
                            isMissing ? null : "city " + id % 13,
                            isMissing ? null : id % 2 == 0,
                            isMissing ? null : LocalDate.ofEpochDay(id),
                            isMissing ? null : LocalDateTime.of(2024, 1, 1, 0, 0).plusSeconds(id),
                            isMissing ? null : BigDecimal.valueOf(id, 18)));
        }
        return trips;
    }

    private String written() {
        var path = folder.resolve("trips.parquet").toString();
        Parquet.write(sc.parallelize(trips(), 3), Trip.class).to(path);
        return path;
    }

    @Test
    void rows_areThoseThatWereWritten() {
        var table = TableFiles.open(sc, written());
        assertThat(table.as(Trip.class).collect()).isEqualTo(trips());
        assertThat(table.count()).isEqualTo(5_000);
    }

    @Test
    void groupsOfAFile_areThoseOfItsRecords() {
        var table = Parquet.table(sc, written());
        assertThat(
                        table.where(col("city").isNotNull().and(col("id").lt(30)))
                                .groupBy("city")
                                .agg(count(), sum("id"))
                                .orderBy("city")
                                .limit(2)
                                .collect())
                .containsExactly(Row.of("city 0", 2L, 39L), Row.of("city 1", 2L, 28L));
    }

    @Test
    void otherFiles_areRefusedByName() {
        assertThatThrownBy(() -> TableFiles.open(sc, "trips.xyz"))
                .hasMessageContaining("Nothing on the class path reads 'trips.xyz' as a table");
    }
}
