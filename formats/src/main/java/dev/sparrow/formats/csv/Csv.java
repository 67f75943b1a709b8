/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.csv;

import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.formats.record.InputPath;
import dev.sparrow.value.SaveMode;

/// Comma-separated values (RFC 4180): the way in.
///
/// ```java
/// Rdd<Trip> trips = Csv.read(sc, "trips/*.csv").header(true).as(Trip.class);
/// Csv.write(trips).header(true).to("out");
/// ```
public final class Csv {
    private Csv() {}

    /// How files are to be read; nothing is read yet.
    ///
    /// @param path as for `textFile`
    public static CsvInput read(Sparrow sc, String path) {
        return new CsvInput(new InputPath(sc, "csv", path), CsvOptions.DEFAULT);
    }

    /// How a dataset of records, maps or lists is to be written; nothing is written yet.
    public static CsvOutput write(Rdd<?> rows) {
        return new CsvOutput(rows, CsvOptions.DEFAULT, SaveMode.ERROR);
    }
}
