/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.ColumnType.Decimal;
import dev.sparrow.column.ColumnType.EnumOf;
import dev.sparrow.column.ColumnType.ListOf;
import dev.sparrow.column.ColumnType.MapOf;
import dev.sparrow.column.ColumnType.Opaque;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.ColumnType.StructOf;
import dev.sparrow.column.Field;
import dev.sparrow.column.Schema;

import java.util.ArrayList;

/// The kinds of the columns of tables. Unlike those of other elements they are known before any row is.
public final class TableKinds {
    private TableKinds() {}

    /// Of the rows of a table.
    public static Kind.Columns of(Schema schema) {
        var parts = new ArrayList<Kind>();
        for (var field : schema.fields()) {
            parts.add(of(field));
        }
        return new Kind.Columns(java.util.List.copyOf(parts));
    }

    public static Kind of(Field field) {
        var kind = of(field.type());
        return field.nullable() ? Kind.nullable(kind) : kind;
    }

    private static Kind of(ColumnType type) {
        return switch (type) {
            case Plain.BOOLEAN -> Kind.Leaf.BOOLEAN;
            case Plain.TINYINT -> Kind.Leaf.BYTE;
            case Plain.SMALLINT -> Kind.Leaf.SHORT;
            case Plain.INT -> Kind.Leaf.INT;
            case Plain.BIGINT -> Kind.Leaf.LONG;
            case Plain.FLOAT -> Kind.Leaf.FLOAT;
            case Plain.DOUBLE -> Kind.Leaf.DOUBLE;
            case Plain.DATE -> new Kind.Value(ValueForm.Plain.DATE);
            case Plain.TIME -> new Kind.Value(ValueForm.Plain.TIME);
            case Plain.TIMESTAMP -> new Kind.Value(ValueForm.Plain.DATE_TIME);
            case Plain.INSTANT -> new Kind.Value(ValueForm.Plain.INSTANT);
            case Plain.DURATION -> new Kind.Value(ValueForm.Plain.DURATION);
            case Decimal(var precision, var scale) ->
                    new Kind.Value(
                            precision <= ValueForm.LONG_DIGITS
                                    ? new ValueForm.Scaled(scale)
                                    : new ValueForm.LongScaled(scale));
            case Plain _, EnumOf _, ListOf _, StructOf _, MapOf _, Opaque _ -> Kind.Leaf.OBJECT;
        };
    }
}
