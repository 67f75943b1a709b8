/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation.segment;

import dev.sparrow.column.ColumnType;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.step.State;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What a loop over rows does with each: rows for which the condition is not true are passed over, the others go to the
/// end. The columns that expressions read are those of `uses`.
///
/// @param condition null for none
public record SegmentSpec(Expression condition, End end, List<Use> uses) {

    /// A column that is read.
    ///
    /// @param side the rows that it belongs to
    /// @param column among those of the side
    public record Use(int side, int column) {}

    /// What is done with rows that pass.
    public sealed interface End {

        /// What is computed of them.
        List<Expression> expressions();
    }

    /// Values go to vectors, and the numbers of the rows to a list.
    ///
    /// @param selects whether the numbers are wanted
    public record Write(List<Output> outputs, boolean selects) implements End {
        @Override
        public List<Expression> expressions() {
            return outputs.stream().map(Output::value).toList();
        }
    }

    /// A value that is computed of a row, and kept.
    ///
    /// @param form of the arrays that values are put into
    public record Output(Expression value, Form form) {}

    /// The forms of arrays.
    public enum Form {
        /// As a column of the type.
        COLUMN,
        /// As a part of a key: longs, or objects that are not kept. Missing ones are marked.
        KEY
    }

    /// Values are folded into the states of groups.
    public record Fold(List<State> states, Grouping grouping) implements End {
        @Override
        public List<Expression> expressions() {
            return Stream.concat(grouping.keys().stream(), states.stream().flatMap(state -> state.values().stream()))
                    .toList();
        }
    }

    /// How a loop knows the group of a row.
    public sealed interface Grouping {

        /// The columns that it reads for that.
        default List<Expression> keys() {
            return List.of();
        }
    }

    /// All rows are one group.
    public record OneGroup() implements Grouping {}

    /// Each row was given the number of its group.
    public record GivenGroups() implements Grouping {}

    /// The texts of its keys, which are never missing, have places in dictionaries; see [Places].
    public record PlacedGroups(List<Expression> keys) implements Grouping {}

    /// Over the columns of some sides.
    ///
    /// @param condition over base columns, which are numbered through all sides; null for none
    /// @param bases where each base column is
    public static SegmentSpec of(Expression condition, End end, List<Use> bases) {
        var places = new LinkedHashMap<Integer, Integer>();
        var renumbered = condition == null ? null : renumber(condition, places);
        var ended =
                switch (end) {
                    case Write(var outputs, var selects) -> {
                        var changed = new ArrayList<Output>();
                        for (var output : outputs) {
                            changed.add(new Output(renumber(output.value(), places), output.form()));
                        }
                        yield new Write(List.copyOf(changed), selects);
                    }
                    case Fold(var states, var grouping) -> {
                        var changed = new ArrayList<State>();
                        for (var state : states) {
                            var values = state.values().stream().map(value -> renumber(value, places)).toList();
                            changed.add(new State(state.fold(), values, state.field(), state.aggregate()));
                        }
                        var renamed = renumber(grouping, places);
                        yield new Fold(List.copyOf(changed), renamed);
                    }
                };
        return new SegmentSpec(renumbered, ended, places.keySet().stream().map(bases::get).toList());
    }

    private static Grouping renumber(Grouping grouping, Map<Integer, Integer> places) {
        return grouping instanceof PlacedGroups(var keys)
                ? new PlacedGroups(keys.stream().map(key -> renumber(key, places)).toList())
                : grouping;
    }

    private static Expression renumber(Expression expression, Map<Integer, Integer> places) {
        return expression.rewritten(part ->
                part instanceof Expression.Input(var column, var type, var nullable, var name)
                        ? new Expression.Input(places.computeIfAbsent(column, _ -> places.size()), type, nullable, name)
                        : part);
    }

    /// The same value, by an expression that says of itself that it may be missing.
    public static Expression nullable(Expression value) {
        return new Expression.Case(
                List.of(new Expression.Branch(new Expression.Literal(true, ColumnType.Plain.BOOLEAN), value)),
                new Expression.Literal(null, value.type()));
    }

    /// The types of the arrays that values of an output go to, in order.
    public static List<ColumnData.Storage> arrays(Output output) {
        var storage = ColumnData.storage(output.value().type());
        return switch (output.form()) {
            case COLUMN -> List.of(storage);
            case KEY ->
                    switch (storage) {
                        case BOOLEAN, BYTE, SHORT, INT, LONG, FLOAT, DOUBLE -> List.of(ColumnData.Storage.LONG);
                        case WIDE, TEXT, OBJECT -> List.of(ColumnData.Storage.OBJECT);
                    };
        };
    }

    /// Whether an output has an array that says which values are there.
    public static boolean hasValidity(Output output) {
        var storage = ColumnData.storage(output.value().type());
        var isObject = storage == ColumnData.Storage.TEXT || storage == ColumnData.Storage.OBJECT;
        return output.value().nullable() && (output.form() == Form.KEY || !isObject);
    }

    public static boolean isWide(ColumnType type) {
        return ColumnData.storage(type) == ColumnData.Storage.WIDE;
    }
}
