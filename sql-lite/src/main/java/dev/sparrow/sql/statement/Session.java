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
import dev.sparrow.sql.bind.Binder;
import dev.sparrow.sql.bind.Catalog;
import dev.sparrow.sql.bind.Runner;
import dev.sparrow.sql.catalog.JdbcTables;
import dev.sparrow.sql.catalog.NamedTables;
import dev.sparrow.sql.catalog.Plans;
import dev.sparrow.sql.syntax.Query;
import dev.sparrow.sql.syntax.Statement;
import dev.sparrow.table.Table;
import dev.sparrow.table.TableFiles;
import dev.sparrow.table.Tables;
import dev.sparrow.table.plan.Relation;

import java.util.List;
import java.util.Map;

/// What the statements of one [dev.sparrow.sql.Sql] share.
final class Session {
    private static final int ROWS_OF_PARTITION = 100_000;

    private final Sparrow sc;
    private final NamedTables tables;
    private final JdbcTables databases;
    private final Plans plans = new Plans();

    /// A row without meaning. Held, as long as queries select from it.
    private final Table oneRow;

    /// A row without meaning.
    public record One(int one) {}

    Session(Sparrow sc) {
        this.sc = sc;
        this.oneRow = Tables.of(sc, List.of(new One(1)), One.class);
        this.databases = new JdbcTables(sc);
        this.tables =
                new NamedTables(
                        new Catalog.World(
                                oneRow.relation(),
                                this::file,
                                new Runner() {
                                    @Override
                                    public List<Row> rows(Relation relation) {
                                        return table(relation).collect();
                                    }

                                    @Override
                                    public Relation relation(List<Row> rows, Schema schema) {
                                        return Session.this.rows(schema, rows).relation();
                                    }
                                },
                                Map.of()));
    }

    private Relation file(String path) {
        plans.fileOpened();
        return TableFiles.open(sc, path).relation();
    }

    Sparrow sc() {
        return sc;
    }

    NamedTables tables() {
        return tables;
    }

    JdbcTables databases() {
        return databases;
    }

    Plans plans() {
        return plans;
    }

    Table table(Relation relation) {
        return Table.of(sc, relation);
    }

    /// Rows that are known.
    Table rows(Schema schema, List<Row> rows) {
        return Tables.of(sc.parallelize(rows, 1 + rows.size() / ROWS_OF_PARTITION), schema);
    }

    /// How many rows a statement was about.
    Table count(long rows) {
        return rows(Schema.of(new Field("Count", Plain.BIGINT, false)), List.of(Row.of(rows)));
    }

    /// The answer of a statement that is about no rows.
    Table done() {
        return rows(Schema.of(new Field("Success", Plain.BOOLEAN, false)), List.of());
    }

    /// The rows of a query, as they will be computed.
    Relation bound(String text, Query query, Map<String, Object> values) {
        return databases.asked(Binder.bind(text, new Statement.Run(query.at(), query), tables.catalog(), values));
    }
}
