/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.column.Row;
import dev.sparrow.table.expression.Carrier;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Expression.Literal;
import dev.sparrow.table.plan.Relation;

import java.util.ArrayList;
import java.util.List;

/// Rows that are written out.
final class ValueRows {
    private ValueRows() {}

    /// Constants are a dataset; others are computed of one row each.
    static Relation of(Binding binding, List<List<Expression>> rows, List<String> names) {
        var oneRow = binding.catalog().oneRow();
        var relations = rows.stream().map(row -> (Relation) new Relation.Project(oneRow, row, names)).toList();
        if (relations.size() == 1) {
            return relations.getFirst();
        }
        var same = Unions.same(relations);
        var constants = new ArrayList<Row>();
        for (var relation : same) {
            var columns = ((Relation.Project) relation).columns();
            var values = new Object[columns.size()];
            for (var i = 0; i < values.length; i++) {
                // over the columns of the row below, which are constants themselves
                if (!(columns.get(i).rewritten(part -> constant(part, relation))
                        instanceof Literal(var value, var type))) {
                    return new Relation.Union(same);
                }
                values[i] = Carrier.toJava(value, type);
            }
            constants.add(Row.over(values));
        }
        return binding.catalog().runner().relation(constants, new Relation.Union(same).schema());
    }

    private static Expression constant(Expression part, Relation relation) {
        return part instanceof Expression.Input input
                        && relation.inputs().getFirst() instanceof Relation.Project(var _, var columns, var _)
                ? columns.get(input.column())
                : dev.sparrow.table.expression.Folding.fold(part);
    }
}
