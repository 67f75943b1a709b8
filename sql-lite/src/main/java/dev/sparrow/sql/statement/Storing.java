/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.statement;

import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.Field;
import dev.sparrow.column.Schema;
import dev.sparrow.sql.bind.Binder;
import dev.sparrow.sql.catalog.NamedTable;
import dev.sparrow.sql.catalog.NamedTables;
import dev.sparrow.sql.syntax.Name;
import dev.sparrow.sql.syntax.ProblemCode;
import dev.sparrow.sql.syntax.QualifiedName;
import dev.sparrow.sql.syntax.Span;
import dev.sparrow.sql.syntax.Statement;
import dev.sparrow.table.TableFiles;
import dev.sparrow.table.expression.Casting;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.plan.Relation;
import dev.sparrow.value.StorageLevel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Puts rows into tables of the context. They are cached in columns, in its memory as long as there is room, and then
/// on disk.
final class Storing {
    private final Session session;
    private final Failure failure;
    private final Map<String, Object> values;

    Storing(Session session, Failure failure, Map<String, Object> values) {
        this.session = session;
        this.failure = failure;
        this.values = values;
    }

    /// Whether there is a table already that is to stay.
    static boolean isThere(Session session, Failure failure, QualifiedName name, Statement.Creation creation) {
        var known = session.tables().find(name.last().text());
        if (known.isEmpty() || creation.replace()) {
            return false;
        }
        if (creation.ifNotExists()) {
            return true;
        }
        throw failure.of(
                ProblemCode.NAME_IS_TAKEN,
                name.at(),
                "There is a "
                        + (known.get() instanceof NamedTable.View ? "view" : "table")
                        + " '"
                        + known.get().name()
                        + "' already. Write CREATE OR REPLACE, or IF NOT EXISTS.");
    }

    /// Returns how many rows the table has.
    long create(Statement.CreateTable create) {
        if (isThere(session, failure, create.name(), create.creation())) {
            return 0;
        }
        var query = typed(session.bound(failure.text(), create.query(), values));
        var relation = create.columns().isEmpty() ? query : NamedTables.renamed(query, create.columns());
        var piece = stored(relation);
        session.tables().put(new NamedTable.Stored(create.name().last().text(), relation.schema(), List.of(piece)));
        return piece.count();
    }

    void create(Statement.CreateEmptyTable create) {
        if (isThere(session, failure, create.name(), create.creation())) {
            return;
        }
        var fields = new ArrayList<Field>();
        for (var column : create.columns()) {
            var type = Binder.type(failure.text(), column.type(), session.tables().catalog());
            fields.add(new Field(column.name().text(), type, true));
        }
        var schema = new Schema(fields);
        var nothing = new NamedTable.Piece(session.rows(schema, List.of()), 0);
        session.tables().put(new NamedTable.Stored(create.name().last().text(), schema, List.of(nothing)));
    }

    /// Returns how many rows came.
    long insert(Statement.Insert insert) {
        var table = target(insert.table());
        if (insert.query().isEmpty()) {
            var nothing = session.bound(failure.text(), Empty.row(insert.at()), Map.of());
            return add(table, fitted(nothing, table, java.util.Collections.nCopies(width(table), -1), insert.at()));
        }
        var query = insert.query().get();
        var relation = session.bound(failure.text(), query, values);
        var places =
                insert.byName()
                        ? byName(relation, table, query.at())
                        : byPlace(relation, table, insert.columns(), query.at());
        return add(table, fitted(relation, table, places, query.at()));
    }

    /// Returns how many rows came.
    long copy(Statement.CopyFrom copy) {
        var table = target(copy.table());
        var options = new Options(failure, copy.options());
        var format = options.take("format").map(TableFiles::named).orElseGet(() -> TableFiles.of(copy.path()));
        var others = options.others();
        var relation =
                failure.at(
                        copy.at(),
                        ProblemCode.BAD_VALUE,
                        () -> format.table(session.sc(), copy.path(), others).relation());
        return add(table, fitted(relation, table, byPlace(relation, table, copy.columns(), copy.at()), copy.at()));
    }

    private static int width(NamedTable.Stored table) {
        return table.schema().fields().size();
    }

    private NamedTable.Stored target(QualifiedName name) {
        return switch (session.tables().find(name.last().text()).orElse(null)) {
            case null -> throw failure.unknownTable(name.last().text(), name.at(), session.tables().names());
            case NamedTable.Stored stored -> stored;
            case NamedTable.View view ->
                    throw failure.of(
                            ProblemCode.NOT_SUPPORTED,
                            name.at(),
                            "'" + view.name() + "' is a view, which has no rows of its own: insert into a table.");
            case NamedTable.Given given ->
                    throw failure.of(
                            ProblemCode.NOT_SUPPORTED,
                            name.at(),
                            "'"
                                    + given.name()
                                    + "' belongs to the program, which registered it. Write CREATE TABLE … AS FROM "
                                    + given.name()
                                    + " for a table that rows can be added to.");
        };
    }

    private List<Integer> byName(Relation relation, NamedTable.Stored table, Span at) {
        var places = new ArrayList<Integer>();
        table.schema().fields().forEach(field -> places.add(relation.schema().find(field.name())));
        for (var field : relation.schema().fields()) {
            if (table.schema().find(field.name()) < 0) {
                throw failure.of(
                        ProblemCode.UNKNOWN_COLUMN,
                        at,
                        "'" + table.name() + "' has no column '" + field.name() + "' for that of the query.");
            }
        }
        return places;
    }

    /// For each column of the table the place of its values; -1 for none.
    private List<Integer> byPlace(Relation relation, NamedTable.Stored table, List<Name> columns, Span at) {
        var wanted = new ArrayList<Integer>();
        for (var column : columns) {
            var place = table.schema().find(column.text());
            if (place < 0) {
                throw failure.of(
                        ProblemCode.UNKNOWN_COLUMN,
                        column.at(),
                        "'"
                                + table.name()
                                + "' has no column '"
                                + column.text()
                                + "'. There are "
                                + String.join(", ", table.schema().names())
                                + ".");
            }
            wanted.add(place);
        }
        var expected = columns.isEmpty() ? width(table) : columns.size();
        var given = relation.schema().fields().size();
        if (given != expected) {
            throw failure.of(
                    ProblemCode.WRONG_TYPE,
                    at,
                    "Here are " + given + " columns, and '" + table.name() + "' takes " + expected + ".");
        }
        var places = new ArrayList<Integer>();
        for (var i = 0; i < width(table); i++) {
            places.add(columns.isEmpty() ? (Integer) i : (Integer) wanted.indexOf(i));
        }
        return places;
    }

    private Relation fitted(Relation relation, NamedTable.Stored table, List<Integer> places, Span at) {
        var columns = new ArrayList<Expression>();
        for (var i = 0; i < width(table); i++) {
            var type = table.schema().fields().get(i).type();
            var place = places.get(i);
            if (place < 0) {
                columns.add(new Expression.Literal(null, type));
            } else {
                var field = relation.schema().fields().get(place);
                var input = new Expression.Input(place, field.type(), field.nullable(), field.name());
                columns.add(failure.at(at, ProblemCode.WRONG_TYPE, () -> Casting.cast(input, type, false)));
            }
        }
        return new Relation.Project(relation, columns, table.schema().names());
    }

    private long add(NamedTable.Stored table, Relation rows) {
        var piece = stored(rows);
        var longer = table.with(piece);
        session.tables().put(longer.isFragmented() ? together(longer) : longer);
        return piece.count();
    }

    /// The rows of small pieces in one. The order of rows is nobody's promise.
    private NamedTable.Stored together(NamedTable.Stored table) {
        var small = table.pieces().stream().filter(NamedTable.Piece::isSmall).toList();
        var pieces = new ArrayList<>(table.pieces());
        pieces.removeAll(small);
        var union = new Relation.Union(small.stream().map(piece -> piece.rows().relation()).toList());
        pieces.add(stored(new Relation.Limit(union, 0, -1)));
        return new NamedTable.Stored(table.name(), table.schema(), pieces);
    }

    private NamedTable.Piece stored(Relation relation) {
        var rows = session.table(relation).persist(StorageLevel.MEMORY_AND_DISK);
        var statistics = Statistics.of(rows);
        return new NamedTable.Piece(rows.with(statistics), statistics.rows().orElseThrow());
    }

    /// A column of nothing but nulls has a type, so that something can be added to it.
    static Relation typed(Relation relation) {
        var fields = relation.schema().fields();
        if (fields.stream().noneMatch(field -> field.type() == Plain.NULL)) {
            return relation;
        }
        var columns = new ArrayList<Expression>();
        for (var i = 0; i < fields.size(); i++) {
            var field = fields.get(i);
            var input = new Expression.Input(i, field.type(), field.nullable(), field.name());
            columns.add(field.type() == Plain.NULL ? new Expression.Literal(null, Plain.INT) : input);
        }
        return new Relation.Project(relation, columns, relation.schema().names());
    }
}
