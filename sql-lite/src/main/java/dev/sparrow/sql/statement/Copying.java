/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.statement;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.LocalPath;
import dev.sparrow.file.TemporaryFolder;
import dev.sparrow.sql.syntax.ProblemCode;
import dev.sparrow.sql.syntax.Statement;
import dev.sparrow.table.TableFiles;
import dev.sparrow.table.plan.Relation;
import dev.sparrow.value.SaveMode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/// Writes the rows of a query into files, which appear at once.
///
/// A path that ends as files of a format do is one file, which one task writes; any other is a folder with a file for
/// each task, and so is every path with `per_thread_output`.
final class Copying {
    private final Session session;
    private final Failure failure;
    private final Map<String, Object> values;

    Copying(Session session, Failure failure, Map<String, Object> values) {
        this.session = session;
        this.failure = failure;
        this.values = values;
    }

    /// Returns how many rows were written.
    long copy(Statement.CopyTo copy) {
        var options = new Options(failure, copy.options());
        var format =
                options.take("format")
                        .map(TableFiles::named)
                        .or(() -> TableFiles.ofName(copy.path()))
                        .orElseThrow(() ->
                                failure.of(
                                        ProblemCode.BAD_VALUE,
                                        copy.at(),
                                        "The name '"
                                                + copy.path()
                                                + "' says no format: end it with .parquet, .csv, .json or .arrow, or write"
                                                + " (FORMAT parquet)."));
        var keys = options.names("partition_by");
        var isFolder = options.isOn("per_thread_output") || TableFiles.ofName(copy.path()).isEmpty();
        var replaces = isOn(options, "overwrite", "overwrite_or_ignore");
        var appends = options.isOn("append");
        var mode = appends ? SaveMode.APPEND : replaces ? SaveMode.OVERWRITE : SaveMode.ERROR;
        var others = options.others();
        var rows = Storing.typed(session.bound(failure.text(), copy.query(), values));
        return failure.at(
                copy.at(),
                ProblemCode.BAD_VALUE,
                () -> {
                    if (!keys.isEmpty()) {
                        return new PartitionFolders(session, failure, keys)
                                .write(rows, format, copy.path(), others, mode);
                    }
                    return isFolder || Files.isDirectory(LocalPath.of(copy.path()))
                            ? format.write(session.table(rows), copy.path(), others, mode)
                            : file(rows, format, copy.path(), others);
                });
    }

    /// Takes both.
    private static boolean isOn(Options options, String one, String other) {
        var first = options.isOn(one);
        return options.isOn(other) || first;
    }

    /// One file, in place of one that is there.
    private long file(Relation rows, TableFiles format, String path, Map<String, String> options) {
        var target = LocalPath.of(path).toAbsolutePath();
        try (var folder = TemporaryFolder.create(target.getParent(), ".sparrow-copy-")) {
            var parts = folder.path().resolve("parts");
            var together = new Relation.Limit(rows, 0, -1);
            var count = format.write(session.table(together), parts.toString(), options, SaveMode.ERROR);
            Files.move(only(parts), target, StandardCopyOption.ATOMIC_MOVE);
            return count;
        } catch (IOException e) {
            throw new SparrowException(
                    ErrorCode.OUTPUT_FAILED, "COPY cannot write " + target + ": " + e + ". Nothing was changed.", e);
        }
    }

    private static Path only(Path parts) throws IOException {
        try (var files = Files.list(parts)) {
            return files.filter(file -> file.getFileName().toString().startsWith("part-")).findFirst().orElseThrow();
        }
    }
}
