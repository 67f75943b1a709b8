/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.queries;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What an engine in another process has made of a query.
///
/// @param failure what it said if it failed; else empty
/// @param millis the median
public record QueryResult(String query, String failure, double millis, QueryAnswer answer) {
    private static final int NULL = 0;
    private static final int EXACT = 1;
    private static final int DOUBLE = 2;
    private static final int TEXT = 3;

    /// Leaves results in a file.
    public static void write(Path file, List<QueryResult> results) throws IOException {
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(results.size());
            for (var result : results) {
                out.writeUTF(result.query);
                out.writeUTF(result.failure);
                out.writeDouble(result.millis);
                out.writeInt(result.answer.rows().size());
                for (var row : result.answer.rows()) {
                    write(out, row);
                }
            }
        }
    }

    private static void write(DataOutputStream out, List<Object> row) throws IOException {
        out.writeInt(row.size());
        for (var cell : row) {
            out.writeByte(kind(cell));
            if (cell != null) {
                out.writeUTF(cell.toString());
            }
        }
    }

    private static int kind(Object cell) {
        return switch (cell) {
            case null -> NULL;
            case BigDecimal _ -> EXACT;
            case Double _ -> DOUBLE;
            case Object _ -> TEXT;
        };
    }

    /// Those that were left in a file.
    public static List<QueryResult> read(Path file) throws IOException {
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            var results = new ArrayList<QueryResult>();
            for (var left = in.readInt(); left > 0; left--) {
                results.add(new QueryResult(in.readUTF(), in.readUTF(), in.readDouble(), answer(in)));
            }
            return results;
        }
    }

    private static QueryAnswer answer(DataInputStream in) throws IOException {
        var rows = new ArrayList<List<Object>>();
        for (var left = in.readInt(); left > 0; left--) {
            var row = new ArrayList<>();
            for (var cells = in.readInt(); cells > 0; cells--) {
                row.add(cell(in));
            }
            rows.add(row);
        }
        return new QueryAnswer(rows);
    }

    private static Object cell(DataInputStream in) throws IOException {
        var kind = in.readByte();
        if (kind == NULL) {
            return null;
        }
        var text = in.readUTF();
        return switch (kind) {
            case EXACT -> new BigDecimal(text);
            case DOUBLE -> Double.valueOf(text);
            default -> text;
        };
    }
}
