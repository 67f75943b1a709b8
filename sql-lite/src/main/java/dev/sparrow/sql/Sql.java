/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql;

import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.column.Row;
import dev.sparrow.column.Schema;
import dev.sparrow.sql.bind.Binder;
import dev.sparrow.sql.bind.Catalog;
import dev.sparrow.sql.bind.Runner;
import dev.sparrow.sql.parser.Parser;
import dev.sparrow.sql.syntax.Name;
import dev.sparrow.sql.syntax.Span;
import dev.sparrow.table.Table;
import dev.sparrow.table.TableFiles;
import dev.sparrow.table.Tables;
import dev.sparrow.table.plan.Relation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// SQL over tables and datasets that have names.
///
/// ```java
/// var sql = Sql.on(sc).register("trips", trips);
/// sql.sql("select city, count(*) as n from trips where km > ? group by all order by n desc", 10).show();
/// ```
///
/// A query is a [Table] like others: nothing runs before its rows are asked for. The dialect and what it means are
/// DuckDB's. Not thread-safe.
public final class Sql {
    private static final int ROWS_OF_PARTITION = 100_000;

    private final Sparrow sc;
    private Catalog catalog;

    /// Tables whose relations are known here: what is cached of them stays as long as somebody holds them.
    private final List<Table> held = new ArrayList<>();

    /// A row without meaning.
    public record One(int one) {}

    private Sql(Sparrow sc) {
        this.sc = sc;
        this.catalog =
                Catalog.empty(
                                held(Tables.of(sc, List.of(new One(1)), One.class)).relation(),
                                path -> held(TableFiles.open(sc, path)).relation())
                        .with(new Rounds(sc));
    }

    /// Runs what has to be known before the rest of a query is bound.
    private record Rounds(Sparrow sc) implements Runner {
        @Override
        public List<Row> rows(Relation relation) {
            return Table.of(sc, relation).collect();
        }

        @Override
        public Relation relation(List<Row> rows, Schema schema) {
            return Tables.of(sc.parallelize(rows, 1 + rows.size() / ROWS_OF_PARTITION), schema).relation();
        }
    }

    /// Without tables so far.
    public static Sql on(Sparrow sc) {
        return new Sql(sc);
    }

    private Table held(Table table) {
        held.add(table);
        return table;
    }

    /// A table under a name, in place of one of the same name in whatever case.
    public Sql register(String name, Table table) {
        catalog = catalog.with(new Name(new Span(0, 0), name), held(table).relation());
        return this;
    }

    /// The records of a dataset as a table under a name, with a column for each component.
    public <T extends Record> Sql register(String name, Rdd<T> records, Class<T> type) {
        return register(name, Tables.of(records, type));
    }

    /// What a query selects.
    ///
    /// @param values of `?` and `$1` in their order
    /// @throws dev.sparrow.error.SparrowException `INVALID_SQL` if it cannot be read, names what is not there, or
    ///   cannot be computed yet: with the place, and what was perhaps meant
    public Table sql(String query, Object... values) {
        var byNumber = new LinkedHashMap<String, Object>();
        for (var i = 0; i < values.length; i++) {
            byNumber.put(String.valueOf(i + 1), values[i]);
        }
        return Table.of(sc, Binder.bind(query, Parser.statement(query), catalog, byNumber));
    }
}
