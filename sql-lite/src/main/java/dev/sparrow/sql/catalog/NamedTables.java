/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.catalog;

import dev.sparrow.sql.bind.Binder;
import dev.sparrow.sql.bind.Catalog;
import dev.sparrow.sql.bind.UserFunction;
import dev.sparrow.sql.syntax.Name;
import dev.sparrow.sql.syntax.Span;
import dev.sparrow.sql.syntax.Statement;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.plan.Relation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The tables, views and functions of a context by their names. Each change raises the version.
public final class NamedTables {
    private final Catalog.World world;
    private final Map<String, NamedTable> tables = new LinkedHashMap<>();
    private final Map<String, UserFunction> functions = new LinkedHashMap<>();
    private long version;

    /// What binders see; null after a change.
    private Catalog catalog;

    public NamedTables(Catalog.World world) {
        this.world = world;
    }

    public long version() {
        return version;
    }

    public Optional<NamedTable> find(String name) {
        return Optional.ofNullable(tables.get(key(name)));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /// In place of one of the same name in whatever case.
    public void put(NamedTable table) {
        tables.put(key(table.name()), table);
        changed();
    }

    public void drop(String name) {
        tables.remove(key(name));
        changed();
    }

    public void put(UserFunction function) {
        functions.put(key(function.name()), function);
        changed();
    }

    private void changed() {
        version++;
        catalog = null;
    }

    /// In the order in which they came.
    public List<String> names() {
        return tables.values().stream().map(NamedTable::name).toList();
    }

    /// Of the program.
    public List<String> functions() {
        return functions.values().stream().map(UserFunction::name).toList();
    }

    /// As it is now, for binders.
    public Catalog catalog() {
        if (catalog == null) {
            var all = Catalog.empty(new Catalog.World(world.oneRow(), world.files(), world.runner(), functions));
            for (var table : tables.values()) {
                all = all.named(new Name(new Span(0, 0), table.name()), seen -> relation(table, seen));
            }
            catalog = all;
        }
        return catalog;
    }

    private static Relation relation(NamedTable table, Catalog seen) {
        return switch (table) {
            case NamedTable.Given given -> given.table().relation();
            case NamedTable.Stored stored -> stored.relation();
            case NamedTable.View view -> view(view, seen);
        };
    }

    /// The rows of a view.
    public static Relation view(NamedTable.View view, Catalog seen) {
        var statement = view.statement();
        var run = new Statement.Run(statement.at(), statement.query());
        var relation = Binder.bind(view.text(), run, seen, Map.of());
        return statement.columns().isEmpty() ? relation : renamed(relation, statement.columns());
    }

    /// With other names for the first columns.
    public static Relation renamed(Relation relation, List<Name> names) {
        var columns = new ArrayList<Expression>();
        var all = new ArrayList<String>();
        for (var i = 0; i < relation.schema().fields().size(); i++) {
            var field = relation.schema().fields().get(i);
            columns.add(new Expression.Input(i, field.type(), field.nullable(), field.name()));
            all.add(i < names.size() ? names.get(i).text() : field.name());
        }
        return new Relation.Project(relation, columns, all);
    }
}
