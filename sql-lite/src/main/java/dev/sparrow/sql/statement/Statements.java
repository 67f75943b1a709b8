/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.statement;

import dev.sparrow.Sparrow;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.Field;
import dev.sparrow.column.Row;
import dev.sparrow.column.Schema;
import dev.sparrow.sql.catalog.JdbcTables;
import dev.sparrow.sql.catalog.NamedTable;
import dev.sparrow.sql.catalog.NamedTables;
import dev.sparrow.sql.parser.Parser;
import dev.sparrow.sql.syntax.ProblemCode;
import dev.sparrow.sql.syntax.Query;
import dev.sparrow.sql.syntax.Statement;
import dev.sparrow.table.Table;
import dev.sparrow.table.plan.RelationText;

import java.util.List;
import java.util.Map;

/// Runs the statements of a context.
public final class Statements {
    private static final String SETTINGS = "sparrow.";

    private final Session session;

    public Statements(Sparrow sc) {
        this.session = new Session(sc);
    }

    /// What names mean.
    public NamedTables tables() {
        return session.tables();
    }

    /// Tables of databases.
    public JdbcTables databases() {
        return session.databases();
    }

    /// How many plans are kept for queries that are asked again.
    public int plans() {
        return session.plans().size();
    }

    /// The rows of a query, or of others the answer.
    ///
    /// @param values of parameters, by number and name
    public Table run(String text, Map<String, Object> values) {
        // A plan that is there needs no parser.
        return session.plans()
                .find(text, values, session.tables().version())
                .map(session::table)
                .orElseGet(() -> run(text, Parser.statement(text), values));
    }

    private Table run(String text, Statement statement, Map<String, Object> values) {
        var failure = new Failure(text);
        return switch (statement) {
            case Statement.Run(var _, Query.Summarize(var _, var query)) ->
                    Summary.of(session, session.bound(text, query, values));
            case Statement.Run(var _, var query) ->
                    session.table(
                            session.plans()
                                    .kept(
                                            text,
                                            values,
                                            session.tables().version(),
                                            () -> session.bound(text, query, values)));
            case Statement.CreateTable create -> session.count(new Storing(session, failure, values).create(create));
            case Statement.CreateEmptyTable create -> {
                new Storing(session, failure, values).create(create);
                yield session.done();
            }
            case Statement.CreateView create -> {
                view(failure, create);
                yield session.done();
            }
            case Statement.Insert insert -> session.count(new Storing(session, failure, values).insert(insert));
            case Statement.Drop drop -> {
                drop(failure, drop);
                yield session.done();
            }
            case Statement.CopyTo copy -> session.count(new Copying(session, failure, values).copy(copy));
            case Statement.CopyFrom copy -> session.count(new Storing(session, failure, values).copy(copy));
            case Statement.Explain explain -> explained(text, explain, values);
            case Statement.Set set -> {
                set(failure, set);
                yield session.done();
            }
        };
    }

    private void view(Failure failure, Statement.CreateView create) {
        var name = create.name().last().text();
        if (Storing.isThere(session, failure, create.name(), create.creation())) {
            return;
        }
        var view = new NamedTable.View(name, failure.text(), create);
        // Refused now and not where it is read: what is not there, and a view of itself.
        var _ = NamedTables.view(view, session.tables().catalog().without(create.name().last()));
        session.tables().put(view);
    }

    private void drop(Failure failure, Statement.Drop drop) {
        for (var name : drop.names()) {
            var found = session.tables().find(name.last().text());
            if (found.isEmpty()) {
                if (!drop.ifExists()) {
                    throw failure.unknownTable(name.last().text(), name.at(), session.tables().names());
                }
                continue;
            }
            var isView = found.get() instanceof NamedTable.View;
            if (isView != (drop.kind() == Statement.Kind.VIEW)) {
                throw failure.of(
                        ProblemCode.UNKNOWN_TABLE,
                        name.at(),
                        "'"
                                + name.text()
                                + (isView ? "' is a view: write DROP VIEW." : "' is a table: write DROP TABLE."));
            }
            session.tables().drop(name.last().text());
        }
    }

    private Table explained(String text, Statement.Explain explain, Map<String, Object> values) {
        if (!(explain.statement() instanceof Statement.Run(var _, var query))) {
            throw new Failure(text)
                    .of(
                            ProblemCode.NOT_SUPPORTED,
                            explain.statement().at(),
                            "Queries alone are explained: write EXPLAIN SELECT ….");
        }
        var relation = session.bound(text, query, values);
        var table = session.table(relation);
        var schema =
                Schema.of(new Field("explain_key", Plain.TEXT, false), new Field("explain_value", Plain.TEXT, false));
        return session.rows(
                schema,
                explain.analyze()
                        ? List.of(Row.of("analyzed_plan", table.explainAnalyze()))
                        : List.of(
                                Row.of("logical_plan", RelationText.optimized(relation)),
                                Row.of("physical_plan", table.explain())));
    }

    /// Jobs of this thread have it from now on.
    private void set(Failure failure, Statement.Set set) {
        var name = set.setting().text();
        if (!name.startsWith(SETTINGS)) {
            throw failure.of(
                    ProblemCode.NOT_SUPPORTED,
                    set.setting().at(),
                    "'"
                            + name
                            + "' is no setting of queries: SET gives jobs a property such as sparrow.scheduler.pool. What"
                            + " holds for a context, such as its memory, is said when it starts: --master, --conf.");
        }
        session.sc()
                .setLocalProperty(name, set.values().isEmpty() ? null : Options.text(failure, set.values().getFirst()));
    }
}
