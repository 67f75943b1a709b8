/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.statement;

import dev.sparrow.column.Row;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.LocalPath;
import dev.sparrow.file.TemporaryFolder;
import dev.sparrow.sql.syntax.Name;
import dev.sparrow.sql.syntax.ProblemCode;
import dev.sparrow.table.TableFiles;
import dev.sparrow.table.expression.Calls;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.plan.Relation;
import dev.sparrow.value.SaveMode;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Writes rows into folders such as `year=2024/month=5`, one for each combination of some columns, which are in the
/// names alone. All of them appear at once.
///
/// The rows are computed once and cached, and each folder is written by a job of its own: with many folders that takes
/// longer than to sort the rows by folder would.
final class PartitionFolders {
    private static final int FOLDERS_MAX = 1_000;
    private static final String NULL = "__HIVE_DEFAULT_PARTITION__";

    private final Session session;
    private final Failure failure;
    private final List<Name> names;

    PartitionFolders(Session session, Failure failure, List<Name> names) {
        this.session = session;
        this.failure = failure;
        this.names = names;
    }

    /// Returns how many rows were written.
    long write(Relation rows, TableFiles format, String path, Map<String, String> options, SaveMode mode) {
        var target = LocalPath.of(path).toAbsolutePath();
        if (mode == SaveMode.APPEND || (mode == SaveMode.ERROR && Files.exists(target))) {
            throw SparrowException.invalidArgument(
                    mode == SaveMode.APPEND
                            ? "Folders by columns are not added to: copy to another folder, or write OVERWRITE."
                            : target + " is there already. Copy to another folder, or write OVERWRITE.");
        }
        var shared = new Relation.Shared(rows);
        var keys = keys(shared);
        try (var folder = TemporaryFolder.create(target.getParent(), ".sparrow-copy-")) {
            var whole = Files.createDirectory(folder.path().resolve("whole"));
            var count = 0L;
            for (var key : combinations(shared, keys)) {
                var part = session.table(others(selected(shared, keys, key), keys));
                count += format.write(part, folder(whole, keys, key).toString(), options, SaveMode.ERROR);
            }
            replace(whole, target, folder.path().resolve("old"));
            return count;
        } catch (IOException e) {
            throw new SparrowException(
                    ErrorCode.OUTPUT_FAILED, "COPY cannot write " + target + ": " + e + ". Nothing was changed.", e);
        }
    }

    private static void replace(Path whole, Path target, Path old) throws IOException {
        if (Files.exists(target)) {
            Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private List<Expression.Input> keys(Relation rows) {
        var keys = new ArrayList<Expression.Input>();
        for (var name : names) {
            var place = rows.schema().find(name.text());
            if (place < 0) {
                throw failure.of(
                        ProblemCode.UNKNOWN_COLUMN,
                        name.at(),
                        "There is no column '"
                                + name.text()
                                + "' to make folders by. There are "
                                + String.join(", ", rows.schema().names())
                                + ".");
            }
            var field = rows.schema().fields().get(place);
            keys.add(new Expression.Input(place, field.type(), field.nullable(), field.name()));
        }
        if (keys.size() == rows.schema().fields().size()) {
            throw failure.of(
                    ProblemCode.BAD_VALUE, names.getFirst().at(), "All columns are in the names: no file has one.");
        }
        return keys;
    }

    private List<Row> combinations(Relation rows, List<Expression.Input> keys) {
        var found =
                session.table(
                                new Relation.Limit(
                                        new Relation.Aggregate(rows, List.copyOf(keys), List.of(), columns(keys)),
                                        0,
                                        FOLDERS_MAX + 1))
                        .collect();
        if (found.size() > FOLDERS_MAX) {
            throw failure.of(
                    ProblemCode.BAD_VALUE,
                    names.getFirst().at(),
                    "There would be more than " + FOLDERS_MAX + " folders. Choose columns of fewer values.");
        }
        return found;
    }

    private static List<String> columns(List<Expression.Input> keys) {
        return keys.stream().map(Expression.Input::name).toList();
    }

    private static Relation selected(Relation rows, List<Expression.Input> keys, Row key) {
        var conditions = new ArrayList<Expression>();
        for (var i = 0; i < keys.size(); i++) {
            var value = Calls.literal(key.get(i), keys.get(i).type());
            conditions.add(
                    key.get(i) == null
                            ? Calls.isNull(keys.get(i))
                            : Calls.compare(Expression.Comparison.EQUAL, keys.get(i), value));
        }
        return new Relation.Filter(rows, Calls.and(conditions));
    }

    /// The columns that are in the files.
    private static Relation others(Relation rows, List<Expression.Input> keys) {
        var columns = new ArrayList<Expression>();
        var names = new ArrayList<String>();
        for (var i = 0; i < rows.schema().fields().size(); i++) {
            var place = i;
            var field = rows.schema().fields().get(i);
            if (keys.stream().noneMatch(key -> key.column() == place)) {
                columns.add(new Expression.Input(i, field.type(), field.nullable(), field.name()));
                names.add(field.name());
            }
        }
        return new Relation.Project(rows, columns, names);
    }

    private static Path folder(Path whole, List<Expression.Input> keys, Row key) {
        var folder = whole;
        for (var i = 0; i < keys.size(); i++) {
            var value = key.get(i) == null ? NULL : encoded(key.get(i).toString());
            folder = folder.resolve(encoded(keys.get(i).name()) + "=" + value);
        }
        return folder;
    }

    /// As in URLs, but for the space, which is `%20`.
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
