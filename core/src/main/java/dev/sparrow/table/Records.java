/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table;

import dev.sparrow.column.Field;
import dev.sparrow.column.JavaForm;
import dev.sparrow.column.Schema;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.Step;
import dev.sparrow.operator.OperatorCall;
import dev.sparrow.table.expression.Casting;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.plan.Relation;
import dev.sparrow.table.step.TableStep;

import java.util.ArrayList;

/// Rows as records.
final class Records {
    private Records() {}

    /// The node that makes records of a class of the rows of a table.
    static Lineage of(Table table, Class<? extends Record> record, OperatorCall call) {
        var wanted = JavaForm.schemaOf(record);
        var scope = Scope.rows(table.schema());
        var columns = new ArrayList<Expression>();
        var fields = new ArrayList<Field>();
        for (var field : wanted.fields()) {
            var column = scope.column(field.name());
            var isDecimal = column.type() instanceof dev.sparrow.column.ColumnType.Decimal;
            var keeps = isDecimal && field.type().equals(JavaForm.DECIMAL);
            var cast = keeps ? column : Casting.cast(column, field.type(), false);
            call.require(
                    field.nullable() || !cast.nullable(),
                    "the component "
                            + field.name()
                            + " of "
                            + record.getSimpleName()
                            + " is a "
                            + field.type()
                            + " that cannot be null, and the column may have missing values. Declare the component as an"
                            + " object, or fill or drop missing values before.");
            columns.add(cast);
            fields.add(new Field(field.name(), cast.type(), cast.nullable()));
        }
        var names = fields.stream().map(Field::name).toList();
        var rows = table.derived(new Relation.Project(table.relation(), columns, names));
        return call.step(rows.lineage(call), new Step.Relational(new TableStep.ToRecords(record, new Schema(fields))));
    }
}
