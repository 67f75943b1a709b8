/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.json;

import dev.sparrow.Rdd;
import dev.sparrow.closure.DriverOnly;
import dev.sparrow.formats.record.BadRecord;
import dev.sparrow.formats.record.FolderColumns;
import dev.sparrow.formats.record.InputPath;
import dev.sparrow.formats.record.Outcome.Wanted;
import dev.sparrow.formats.record.ParseMode;
import dev.sparrow.formats.record.RecordShape;

import java.util.Map;

/// A reader of JSON lines that is being configured; nothing is read before it becomes a dataset. Each method returns a
/// new one; [#as] and [#maps] make datasets.
///
/// Blank lines are no records. A line is *bad* if it is not one JSON object, names a member twice, is nested deeper
/// than 500 levels, or has a value that is not exactly one of its component; see [#mode].
public final class JsonInput implements DriverOnly {
    private final InputPath files;
    private final ParseMode mode;

    JsonInput(InputPath files, ParseMode mode) {
        this.files = files;
        this.mode = mode;
    }

    /// What to do with bad lines; else [ParseMode#PERMISSIVE].
    public JsonInput mode(ParseMode chosen) {
        return new JsonInput(files, chosen);
    }

    /// Objects as records: each component takes the member of its name, exactly or but for capitals (of several the
    /// last, and only exactly where components differ in nothing else); records, lists and maps may nest. Members
    /// without a component are left out. A component without a member is null; a primitive one cannot be, and that is
    /// an error.
    public <T> Rdd<T> as(Class<T> type) {
        var _ = RecordShape.of(type);
        return read(type, Wanted.of(mode));
    }

    /// Objects as maps of their members, in their order: numbers as `Integer`, `Long`, `BigInteger` or `Double`, or as
    /// `BigDecimal` where a `Double` were infinite or zero; arrays as lists, objects as maps.
    public Rdd<Map<String, Object>> maps() {
        return read(Map.class, Wanted.of(mode));
    }

    /// The lines that are bad when read as records: exactly those that [#mode] is about, wherever they are.
    public Rdd<BadRecord> badRecords(Class<?> type) {
        var _ = RecordShape.of(type);
        return read(type, Wanted.BAD_RECORDS);
    }

    /// The lines that are bad when read as maps.
    public Rdd<BadRecord> badRecords() {
        return read(Map.class, Wanted.BAD_RECORDS);
    }

    private <T> Rdd<T> read(Class<?> type, Wanted wanted) {
        return files.read(listed ->
                new JsonSource<T>(listed.splits(), FolderColumns.of(listed), listed.textRules(), type, wanted));
    }
}
