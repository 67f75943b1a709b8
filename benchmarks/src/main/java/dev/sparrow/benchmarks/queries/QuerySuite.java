/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.queries;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Queries, and the tables that they read.
///
/// @param title of charts and tables
/// @param tables by name, each a Parquet file
public record QuerySuite(String title, List<NamedQuery> queries, Map<String, Path> tables) {

    /// A statement of SQL.
    ///
    /// @param name short, for rows of tables
    /// @param text ends without a semicolon
    public record NamedQuery(String name, String text) {
        /// Whether the query does not say which of its rows it wants.
        boolean wantsAnyRows() {
            return text.contains("any rows will do");
        }
    }

    /// The files `qNN.sql` of a folder, by name.
    ///
    /// @param names those wanted; all if there are none
    public static List<NamedQuery> queries(Path folder, List<String> names) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("q\\d+\\.sql"))
                    .map(QuerySuite::query)
                    .filter(query -> names.isEmpty() || names.contains(query.name()))
                    .sorted(Comparator.comparing(NamedQuery::name))
                    .toList();
        }
    }

    private static NamedQuery query(Path file) {
        try {
            var text = Files.readString(file).strip();
            var name = file.getFileName().toString().replace(".sql", "");
            return new NamedQuery(name, text.endsWith(";") ? text.substring(0, text.length() - 1) : text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
