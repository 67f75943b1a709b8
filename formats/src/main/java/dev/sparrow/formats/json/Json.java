/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.json;

import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.formats.record.InputPath;
import dev.sparrow.formats.record.ParseMode;
import dev.sparrow.value.Compression;
import dev.sparrow.value.SaveMode;

/// JSON lines: a JSON object on each line. The way in.
///
/// ```java
/// Rdd<Event> events = Json.read(sc, "events/*.json.gz").as(Event.class);
/// Json.write(events).to("out");
/// ```
public final class Json {
    private Json() {}

    /// How files are to be read; nothing is read yet.
    ///
    /// @param path as for `textFile`
    public static JsonInput read(Sparrow sc, String path) {
        return new JsonInput(new InputPath(sc, "json", path), ParseMode.PERMISSIVE);
    }

    /// How a dataset is to be written: each element as Jackson writes it, records with their components.
    public static JsonOutput write(Rdd<?> rows) {
        return new JsonOutput(rows, Compression.NONE, SaveMode.ERROR);
    }
}
