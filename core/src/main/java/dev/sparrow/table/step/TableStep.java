/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.step;

import dev.sparrow.column.Schema;
import dev.sparrow.table.expression.Expression;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/// Makes rows of the rows of a partition. Runs of them, and the lookups between, are one loop each as far as they go.
public sealed interface TableStep extends Serializable {

    /// The columns of the rows that it makes.
    Schema schema();

    /// The elements of a dataset as rows: records of a class, or rows.
    ///
    /// @param record null for rows
    record OfElements(Class<?> record, Schema schema) implements TableStep {
        @Override
        public String toString() {
            return "rows of " + (record == null ? "rows" : record.getSimpleName());
        }
    }

    /// The rows as records of a class whose components are its columns.
    record ToRecords(Class<?> record, Schema schema) implements TableStep {
        @Override
        public String toString() {
            return "as " + record.getSimpleName();
        }
    }

    /// The rows for which a condition is true.
    record Filter(Expression condition, Schema schema) implements TableStep {
        @Override
        public String toString() {
            return "where " + condition;
        }
    }

    /// Rows of other columns, one for each.
    record Project(List<Expression> columns, Schema schema) implements TableStep {
        @Override
        public String toString() {
            return "select " + columns;
        }
    }

    /// A row for each group: its keys, then its states. Without keys all rows are one group, also if there are none.
    ///
    /// @param partial whether a group may have several rows, which somebody puts together
    record Aggregate(List<Expression> keys, List<State> states, boolean partial, Schema schema) implements TableStep {

        /// Puts the rows together that this makes of parts of the rows.
        public Aggregate merging() {
            var keysMade = new ArrayList<Expression>();
            for (var i = 0; i < keys.size(); i++) {
                keysMade.add(input(i));
            }
            var merged = new ArrayList<State>();
            for (var state : states) {
                var value = input(keys.size() + merged.size());
                merged.add(new State(state.fold().merging(), List.of(value), state.field(), state.aggregate()));
            }
            return new Aggregate(keysMade, merged, false, schema);
        }

        private Expression input(int place) {
            var field = schema.fields().get(place);
            return new Expression.Input(place, field.type(), field.nullable(), field.name());
        }

        @Override
        public String toString() {
            return "aggregate "
                    + states.stream().map(state -> state.fold() + "" + state.values()).toList()
                    + " by "
                    + keys;
        }
    }

    /// The first rows in an order, in it.
    ///
    /// @param count how many; below 0 for all
    record Sort(List<SortKey> order, long count, Schema schema) implements TableStep {
        @Override
        public String toString() {
            return (count < 0 ? "sort by " : "first " + count + " by ") + order;
        }
    }

    /// The pairs of a key, whose natural order is that of the sort keys, and the row.
    record KeyedBy(List<SortKey> order, Schema schema) implements TableStep {
        @Override
        public String toString() {
            return "keyed by " + order;
        }
    }

    /// The rows after the first `offset`, at most `count`.
    ///
    /// @param count below 0 for all
    record Limit(long offset, long count, Schema schema) implements TableStep {
        @Override
        public String toString() {
            return "limit " + count + (offset > 0 ? " offset " + offset : "");
        }
    }

    /// A row for each element of the list: the columns of the row, then the element.
    ///
    /// @param outer whether a row whose list is missing or empty stays, with a missing element
    record Unnest(Expression list, boolean outer, Schema schema) implements TableStep {
        @Override
        public String toString() {
            return "unnest " + list;
        }
    }

    /// The columns of the row, then the values of functions over the rows around it, which all have its partition keys.
    /// Rows come in the order of the partition keys and then the order.
    record Windows(List<Expression> partitionBy, List<SortKey> order, List<WindowCall> calls, Schema schema)
            implements TableStep {
        @Override
        public String toString() {
            return calls + " over (partition by " + partitionBy + " order by " + order + ")";
        }
    }

    /// A part of the rows, by chance.
    record Sample(double fraction, long seed, Schema schema) implements TableStep {
        @Override
        public String toString() {
            return "sample " + fraction;
        }
    }
}
