/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.json;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.ColumnType.Decimal;
import dev.sparrow.column.ColumnType.EnumOf;
import dev.sparrow.column.ColumnType.ListOf;
import dev.sparrow.column.ColumnType.MapOf;
import dev.sparrow.column.ColumnType.Opaque;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.ColumnType.StructOf;
import dev.sparrow.formats.record.TextForm;

import java.math.BigInteger;

/// The form of each type in JSON.
enum JsonForm {
    /// What JSON has itself, or the library writes as is: truth values, numbers, text, arrays, objects, bytes in
    /// Base64.
    OWN,
    /// Text by [TextForm].
    TEXT;

    static JsonForm of(ColumnType type) {
        return switch (type) {
            case Plain.NULL, Plain.BOOLEAN -> OWN;
            case Plain.TINYINT, Plain.SMALLINT, Plain.INT, Plain.BIGINT, Plain.FLOAT, Plain.DOUBLE -> OWN;
            case Plain.TEXT, Plain.BYTES -> OWN;
            case Plain.DATE, Plain.TIME, Plain.TIMESTAMP, Plain.INSTANT, Plain.DURATION, Plain.UUID -> TEXT;
            case Decimal _, EnumOf _, ListOf _, StructOf _, MapOf _ -> OWN;
            // A number, though no column has room for all of them.
            case Opaque(var className) when className.equals(BigInteger.class.getName()) -> OWN;
            case Opaque _ -> TEXT;
        };
    }
}
