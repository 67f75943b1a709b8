/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.column.Schema;
import dev.sparrow.sql.syntax.Name;
import dev.sparrow.sql.syntax.ProblemCode;
import dev.sparrow.sql.syntax.QualifiedName;
import dev.sparrow.sql.unnest.Places;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Expression.Input;
import dev.sparrow.table.expression.Nested;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The columns that names may mean at one place of a query, and the query around it.
///
/// @param outer null for the outermost query
/// @param parameters of the lambdas around, which hide columns
record Scope(List<Entry> entries, Scope outer, List<Parameter> parameters) {
    private static final int SCHEMA_PARTS_MAX = 3;

    /// A column.
    ///
    /// @param table the alias or name of its table; null if it has none
    /// @param hidden whether it is meant only with the table's name: the second of two that a join made equal
    record Entry(Name table, String name, Input column, boolean hidden) {
        boolean isOf(Name other) {
            return table != null && table.isSameAs(other);
        }

        boolean isNamed(Name other) {
            return name.equalsIgnoreCase(other.text());
        }

        Entry moved(int by) {
            var input = new Input(column.column() + by, column.type(), column.nullable(), column.name());
            return new Entry(table, name, input, hidden);
        }

        Entry nullable() {
            return new Entry(table, name, new Input(column.column(), column.type(), true, column.name()), hidden);
        }

        Entry asHidden() {
            return new Entry(table, name, column, true);
        }

        /// As it is written in messages.
        String text() {
            return (table == null ? "" : table.text() + ".") + name;
        }
    }

    /// A parameter of a lambda.
    record Parameter(Name name, Input input) {}

    Scope {
        entries = List.copyOf(entries);
        parameters = List.copyOf(parameters);
    }

    Scope(List<Entry> entries, Scope outer) {
        this(entries, outer, List.of());
    }

    static Scope of(Schema schema, Name table, List<Name> names, Scope outer) {
        var entries = new ArrayList<Entry>();
        for (var i = 0; i < schema.fields().size(); i++) {
            var name = i < names.size() ? names.get(i).text() : schema.fields().get(i).name();
            entries.add(new Entry(table, name, Places.column(schema, i), false));
        }
        return new Scope(entries, outer);
    }

    /// With the parameters of one more lambda.
    Scope with(List<Parameter> more) {
        var all = new ArrayList<>(more);
        all.addAll(parameters);
        return new Scope(entries, outer, all);
    }

    /// How many queries are around.
    static int depth(Scope scope) {
        return scope == null ? 0 : 1 + depth(scope.outer);
    }

    /// The column, parameter or field that a name means here or in the queries around; nothing if there is none.
    Optional<Expression> find(Binding binding, QualifiedName name) {
        var parts = name.parts();
        for (var parameter : parameters) {
            if (parameter.name.isSameAs(parts.getFirst())) {
                return fields(parameter.input, parts.subList(1, parts.size()));
            }
        }
        var found = here(binding, name);
        return found.isPresent() || outer == null
                ? found
                : outer.find(binding, name).map(each -> Places.inputs(each, Places::outer));
    }

    /// A column behind its table, perhaps with fields behind it; else a column without a table.
    private Optional<Expression> here(Binding binding, QualifiedName name) {
        var parts = name.parts();
        for (var place = 1; place < Math.min(parts.size(), SCHEMA_PARTS_MAX + 1); place++) {
            var found = column(binding, name, parts.get(place - 1), parts.get(place));
            if (found.isPresent()) {
                return fields(found.get(), parts.subList(place + 1, parts.size()));
            }
        }
        var found = column(binding, name, null, parts.getFirst());
        return found.flatMap(column -> fields(column, parts.subList(1, parts.size())));
    }

    private static Optional<Expression> fields(Expression value, List<Name> names) {
        var found = Optional.of(value);
        for (var name : names) {
            found = found.flatMap(struct -> Nested.field(struct, name.text()));
        }
        return found;
    }

    /// @param table null for none
    private Optional<Expression> column(Binding binding, QualifiedName name, Name table, Name column) {
        var matching =
                entries.stream()
                        .filter(entry -> entry.isNamed(column) && (table != null ? entry.isOf(table) : !entry.hidden))
                        .toList();
        if (matching.size() > 1) {
            var tables = matching.stream().map(Entry::text).distinct().collect(Collectors.joining(" and "));
            throw binding.problem(
                    ProblemCode.AMBIGUOUS_COLUMN,
                    name.at(),
                    "'" + name.text() + "' may be " + tables + ". Write which.");
        }
        return matching.stream().findFirst().map(Entry::column);
    }

    /// What a name was perhaps meant to be.
    Optional<String> meant(QualifiedName name) {
        var names = new ArrayList<String>();
        for (var scope = this; scope != null; scope = scope.outer) {
            scope.entries.forEach(entry -> names.add(entry.name));
        }
        return Binding.meant(name.last().text(), names);
    }

    List<String> tables() {
        return entries.stream()
                .filter(entry -> entry.table != null)
                .map(entry -> entry.table.text())
                .distinct()
                .toList();
    }
}
