/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.column.Schema;
import dev.sparrow.sql.syntax.Name;
import dev.sparrow.sql.syntax.ProblemCode;
import dev.sparrow.sql.syntax.QualifiedName;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Expression.Input;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The columns that names may mean at one place of a query, and the query around it.
///
/// @param outer null for the outermost query
record Scope(List<Entry> entries, Scope outer) {
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
    }

    Scope {
        entries = List.copyOf(entries);
    }

    static Scope of(Schema schema, Name table, List<Name> names, Scope outer) {
        var entries = new ArrayList<Entry>();
        for (var i = 0; i < schema.fields().size(); i++) {
            var name = i < names.size() ? names.get(i).text() : schema.fields().get(i).name();
            entries.add(new Entry(table, name, Places.column(schema, i), false));
        }
        return new Scope(entries, outer);
    }

    /// The column that a name means here or in the query around; nothing if there is none.
    Optional<Expression> find(Binding binding, QualifiedName name) {
        var found = here(binding, name);
        if (found.isPresent() || outer == null) {
            return found.map(input -> input);
        }
        return outer.here(binding, name).map(Places::outer);
    }

    private Optional<Input> here(Binding binding, QualifiedName name) {
        var last = name.last();
        var qualified = name.parts().size() > 1;
        var table = qualified ? name.parts().get(name.parts().size() - 2) : null;
        var matching =
                entries.stream()
                        .filter(entry -> entry.isNamed(last) && (qualified ? entry.isOf(table) : !entry.hidden))
                        .toList();
        if (matching.size() > 1) {
            var tables =
                    matching.stream()
                            .map(entry -> (entry.table == null ? "" : entry.table.text() + ".") + entry.name)
                            .distinct()
                            .collect(Collectors.joining(" and "));
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
