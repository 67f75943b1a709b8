/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.csv;

import dev.sparrow.Sparrow;
import dev.sparrow.column.ColumnType;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.Field;
import dev.sparrow.column.Schema;
import dev.sparrow.error.SparrowException;
import dev.sparrow.formats.record.Inference;
import dev.sparrow.formats.record.InputPath;
import dev.sparrow.formats.record.ParseMode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// What the first rows of CSV files say of all: what stands between fields, whether there is a header, and the names
/// and types of the columns.
///
/// @param options to read all files by
/// @param schema the columns that are in the files
record CsvLook(CsvOptions options, Schema schema) {
    /// Enough to see a type that is rare, and read in a moment.
    private static final int ROWS = 20_000;

    private static final int LINES = 20;

    private static final List<Character> DELIMITERS = List.of(',', '\t', ';', '|');

    /// Looks at files.
    ///
    /// @param given what the program knows
    /// @param delimiter nothing if it is to be found
    /// @param header nothing if it is to be found
    static CsvLook at(
            Sparrow sc, String path, CsvOptions given, Optional<Character> delimiter, Optional<Boolean> header) {
        var options =
                given.withDelimiter(delimiter.orElseGet(() -> delimiter(sc.textFile(path).take(LINES), given.quote())))
                        .withMode(ParseMode.FAILFAST);
        var rows = new CsvInput(new InputPath(sc, "csv", path), options.withHeader(false)).rows().take(ROWS);
        if (rows.isEmpty()) {
            throw SparrowException.invalidArgument(
                    "csv cannot tell the columns of " + path + ": there is no row. Leave it out, or write a header.");
        }
        var first = rows.getFirst();
        var named = header.orElseGet(() -> isHeader(first));
        // Each file has a header of its own.
        var others = rows.subList(1, rows.size()).stream().filter(row -> !named || !row.equals(first)).toList();
        var types = types(others, first.size());
        var fields = new ArrayList<Field>();
        var names = new ArrayList<String>();
        for (var i = 0; i < first.size(); i++) {
            names.add(named ? name(first.get(i), i) : "column" + i);
            var type = named ? types.get(i) : Inference.common(types.get(i), Inference.of(first.get(i)));
            fields.add(new Field(names.getLast(), Inference.settled(type), true));
        }
        var all = named ? options.withHeader(true) : options.withHeader(false).withColumns(names);
        return new CsvLook(all, new Schema(fields));
    }

    private static String name(String text, int column) {
        return text == null || text.isBlank() ? RowMapper.nameOf(column) : text.strip();
    }

    /// The one that is most often in the first line, and not more rarely in another.
    private static char delimiter(List<String> lines, char quote) {
        var best = DELIMITERS.getFirst();
        var most = 0L;
        for (var candidate : DELIMITERS) {
            var least =
                    lines.stream()
                            .filter(line -> !line.isBlank())
                            .mapToLong(line -> count(line, candidate, quote))
                            .min()
                            .orElse(0);
            if (least > most) {
                best = candidate;
                most = least;
            }
        }
        return best;
    }

    private static long count(String line, char wanted, char quote) {
        var count = 0L;
        var isQuoted = false;
        for (var i = 0; i < line.length(); i++) {
            isQuoted ^= line.charAt(i) == quote;
            count += !isQuoted && line.charAt(i) == wanted ? 1 : 0;
        }
        return count;
    }

    private static List<ColumnType> types(List<List<String>> rows, int columns) {
        var types = new ArrayList<ColumnType>();
        for (var i = 0; i < columns; i++) {
            ColumnType type = Plain.NULL;
            for (var row : rows) {
                if (i < row.size() && type != Plain.TEXT) {
                    type = Inference.common(type, Inference.of(row.get(i)));
                }
            }
            types.add(type);
        }
        return types;
    }

    /// Whether the first row names the columns: it has different texts, and neither numbers nor times. Where all rows
    /// have texts alone there is no telling, and most files have a header.
    private static boolean isHeader(List<String> first) {
        var names = new HashSet<String>();
        for (var field : first) {
            if (field == null || field.isBlank() || !names.add(field) || Inference.of(field) != Plain.TEXT) {
                return false;
            }
        }
        return true;
    }
}
