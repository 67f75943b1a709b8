/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.plan;

import dev.sparrow.column.Field;
import dev.sparrow.column.Schema;
import dev.sparrow.column.TableStatistics;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.table.expression.AggregateCall;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.step.Lookup;
import dev.sparrow.table.step.SortKey;
import dev.sparrow.table.step.WindowCall;

import java.util.ArrayList;
import java.util.List;

/// Rows of known columns, and how they are made of others. Expressions name the columns of the input by their places;
/// of a join those of the left input come first.
public sealed interface Relation {

    /// The columns of the rows.
    Schema schema();

    List<Relation> inputs();

    /// The elements of a dataset.
    ///
    /// @param record the class of the elements; null for rows
    /// @param statistics what is known of them
    record Dataset(Lineage lineage, Class<?> record, Schema schema, String name, TableStatistics statistics)
            implements Relation {
        @Override
        public List<Relation> inputs() {
            return List.of();
        }
    }

    /// The rows for which a condition is true.
    record Filter(Relation input, Expression condition) implements Relation {
        @Override
        public Schema schema() {
            return input.schema();
        }

        @Override
        public List<Relation> inputs() {
            return List.of(input);
        }
    }

    /// Rows of other columns, one for each.
    record Project(Relation input, List<Expression> columns, List<String> names) implements Relation {
        public Project {
            columns = List.copyOf(columns);
            names = List.copyOf(names);
        }

        @Override
        public Schema schema() {
            var fields = new ArrayList<Field>();
            for (var i = 0; i < columns.size(); i++) {
                fields.add(new Field(names.get(i), columns.get(i).type(), columns.get(i).nullable()));
            }
            return new Schema(fields);
        }

        @Override
        public List<Relation> inputs() {
            return List.of(input);
        }
    }

    /// A row for each group: its keys, then the aggregates. Without keys all rows are one group, also if there are
    /// none.
    record Aggregate(Relation input, List<Expression> keys, List<AggregateCall> calls, List<String> names)
            implements Relation {
        public Aggregate {
            keys = List.copyOf(keys);
            calls = List.copyOf(calls);
            names = List.copyOf(names);
        }

        @Override
        public Schema schema() {
            var fields = new ArrayList<Field>();
            for (var key : keys) {
                fields.add(new Field(names.get(fields.size()), key.type(), key.nullable()));
            }
            for (var call : calls) {
                fields.add(new Field(names.get(fields.size()), call.type(), call.nullable()));
            }
            return new Schema(fields);
        }

        @Override
        public List<Relation> inputs() {
            return List.of(input);
        }
    }

    /// Pairs of rows with equal keys that fulfil a condition, or what the kind makes of them.
    ///
    /// @param condition of the columns of both; null for none
    record Join(
            Lookup.Kind kind,
            Relation left,
            Relation right,
            List<Expression> leftKeys,
            List<Expression> rightKeys,
            Expression condition)
            implements Relation {
        public Join {
            leftKeys = List.copyOf(leftKeys);
            rightKeys = List.copyOf(rightKeys);
        }

        @Override
        public Schema schema() {
            var fields = new ArrayList<Field>();
            for (var field : left.schema().fields()) {
                var nullable = field.nullable() || kind == Lookup.Kind.FULL;
                fields.add(new Field(field.name(), field.type(), nullable));
            }
            if (kind == Lookup.Kind.MARK) {
                fields.add(new Field("mark", dev.sparrow.column.ColumnType.Plain.BOOLEAN, true));
            } else if (kind.showsRight()) {
                for (var field : right.schema().fields()) {
                    var nullable = field.nullable() || kind != Lookup.Kind.INNER;
                    fields.add(new Field(field.name(), field.type(), nullable));
                }
            }
            return new Schema(fields);
        }

        @Override
        public List<Relation> inputs() {
            return List.of(left, right);
        }
    }

    /// The rows in an order over all of them.
    record Sort(Relation input, List<SortKey> order) implements Relation {
        public Sort {
            order = List.copyOf(order);
        }

        @Override
        public Schema schema() {
            return input.schema();
        }

        @Override
        public List<Relation> inputs() {
            return List.of(input);
        }
    }

    /// The rows after the first `offset`, at most `count`.
    ///
    /// @param count below 0 for all
    record Limit(Relation input, long offset, long count) implements Relation {
        @Override
        public Schema schema() {
            return input.schema();
        }

        @Override
        public List<Relation> inputs() {
            return List.of(input);
        }
    }

    /// All rows of several relations whose columns have the same types.
    record Union(List<Relation> inputs) implements Relation {
        public Union {
            inputs = List.copyOf(inputs);
        }

        @Override
        public Schema schema() {
            var fields = new ArrayList<Field>();
            for (var i = 0; i < inputs.getFirst().schema().fields().size(); i++) {
                var place = i;
                var first = inputs.getFirst().schema().fields().get(i);
                var nullable = inputs.stream().anyMatch(input -> input.schema().fields().get(place).nullable());
                fields.add(new Field(first.name(), first.type(), nullable));
            }
            return new Schema(fields);
        }
    }

    /// The columns of the rows, and an element of a list for each row of it.
    ///
    /// @param outer whether rows whose list is missing or empty stay
    record Unnest(Relation input, Expression list, boolean outer, String name) implements Relation {
        @Override
        public Schema schema() {
            var fields = new ArrayList<>(input.schema().fields());
            var element =
                    list.type() instanceof dev.sparrow.column.ColumnType.ListOf(var type, _)
                            ? type
                            : dev.sparrow.column.ColumnType.Plain.NULL;
            fields.add(new Field(name, element, true));
            return new Schema(fields);
        }

        @Override
        public List<Relation> inputs() {
            return List.of(input);
        }
    }

    /// The columns of the rows, and values of functions over the rows around each.
    record Windows(Relation input, List<Expression> partitionBy, List<SortKey> order, List<WindowCall> calls)
            implements Relation {
        @Override
        public Schema schema() {
            var fields = new ArrayList<>(input.schema().fields());
            calls.forEach(call -> fields.add(call.field()));
            return new Schema(fields);
        }

        @Override
        public List<Relation> inputs() {
            return List.of(input);
        }
    }

    /// A part of the rows, by chance.
    record Sample(Relation input, double fraction, long seed) implements Relation {
        @Override
        public Schema schema() {
            return input.schema();
        }

        @Override
        public List<Relation> inputs() {
            return List.of(input);
        }
    }

    /// Rows that several others are made of, or that a program keeps: made once and then cached.
    final class Shared implements Relation {
        private final Relation input;

        /// The dataset of the rows, once it was made; null before.
        private volatile Lineage made;

        public Shared(Relation input) {
            this.input = input;
        }

        public Relation input() {
            return input;
        }

        public Lineage made() {
            return made;
        }

        public void made(Lineage lineage) {
            made = lineage;
        }

        @Override
        public Schema schema() {
            return input.schema();
        }

        @Override
        public List<Relation> inputs() {
            return List.of(input);
        }

        @Override
        public String toString() {
            return "Shared[" + input + "]";
        }
    }

    /// The same of other inputs, which have the same columns.
    default Relation with(List<Relation> inputs) {
        return switch (this) {
            case Dataset _, Shared _ -> this;
            case Filter(_, var condition) -> new Filter(inputs.getFirst(), condition);
            case Project(_, var columns, var names) -> new Project(inputs.getFirst(), columns, names);
            case Aggregate(_, var keys, var calls, var names) -> new Aggregate(inputs.getFirst(), keys, calls, names);
            case Join(var kind, _, _, var leftKeys, var rightKeys, var condition) ->
                    new Join(kind, inputs.getFirst(), inputs.getLast(), leftKeys, rightKeys, condition);
            case Sort(_, var order) -> new Sort(inputs.getFirst(), order);
            case Limit(_, var offset, var count) -> new Limit(inputs.getFirst(), offset, count);
            case Union _ -> new Union(inputs);
            case Unnest(_, var list, var outer, var name) -> new Unnest(inputs.getFirst(), list, outer, name);
            case Windows(_, var partitionBy, var order, var calls) ->
                    new Windows(inputs.getFirst(), partitionBy, order, calls);
            case Sample(_, var fraction, var seed) -> new Sample(inputs.getFirst(), fraction, seed);
        };
    }
}
