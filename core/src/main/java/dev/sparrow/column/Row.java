/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.column;

import dev.sparrow.error.SparrowException;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// A row of a table: a value for each column, null where one is missing. Values are of the classes of
/// [JavaForm#classOf]. Immutable.
///
/// Rows are equal if their values are; what the columns are called does not count.
public final class Row implements Serializable {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // of classes that are
    private final Object[] values;

    private final Schema schema;

    private Row(Object[] values, Schema schema) {
        this.values = values;
        this.schema = schema;
    }

    /// A row whose columns have no names.
    public static Row of(Object... values) {
        return new Row(values.clone(), null);
    }

    /// A row over an array that nobody writes any more.
    public static Row over(Object... values) {
        return new Row(values, null);
    }

    /// The same values under the names of a schema.
    public Row named(Schema names) {
        return new Row(values, names);
    }

    /// How many columns it has.
    public int size() {
        return values.length;
    }

    /// The value of a column by its place, from 0.
    public Object get(int column) {
        if (column < 0 || column >= values.length) {
            throw SparrowException.invalidArgument(
                    "There is no column " + column + " in a row of " + values.length + "; columns count from 0.");
        }
        return values[column];
    }

    /// The value of a column by its name, in whatever case.
    ///
    /// @throws SparrowException `INVALID_ARGUMENT` if there is none
    public Object get(String column) {
        return values[place(column)];
    }

    private int place(String column) {
        var found = schema == null ? -1 : schema.find(column);
        if (found < 0) {
            throw SparrowException.invalidArgument(
                    schema == null
                            ? "The columns of this row have no names; ask for '" + column + "' by its place."
                            : "There is no column '"
                                    + column
                                    + "'; there are "
                                    + String.join(", ", schema.names())
                                    + ".");
        }
        return found;
    }

    /// Whether the value of a column is missing.
    public boolean isNull(String column) {
        return get(column) == null;
    }

    /// A whole number of any width.
    public long getLong(String column) {
        return number(column).longValue();
    }

    public int getInt(String column) {
        return Math.toIntExact(number(column).longValue());
    }

    /// A number of any type.
    public double getDouble(String column) {
        return number(column).doubleValue();
    }

    private Number number(String column) {
        return as(Number.class, column);
    }

    public boolean getBoolean(String column) {
        return as(Boolean.class, column);
    }

    /// A text; null if it is missing.
    public String getString(String column) {
        return get(column) == null ? null : as(String.class, column);
    }

    public BigDecimal getDecimal(String column) {
        return as(BigDecimal.class, column);
    }

    public LocalDate getDate(String column) {
        return as(LocalDate.class, column);
    }

    public LocalDateTime getTimestamp(String column) {
        return as(LocalDateTime.class, column);
    }

    private <T> T as(Class<T> type, String column) {
        var value = get(column);
        if (!type.isInstance(value)) {
            throw SparrowException.invalidArgument(
                    "The column '"
                            + column
                            + "' of this row is "
                            + (value == null ? "null" : "a " + value.getClass().getSimpleName())
                            + ", and no "
                            + type.getSimpleName()
                            + ". Use get, which returns whatever is there.");
        }
        return type.cast(value);
    }

    /// The names of the columns, if they have any.
    public List<String> names() {
        return schema == null ? List.of() : schema.names();
    }

    public List<Object> values() {
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Row row && Arrays.deepEquals(values, row.values);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.deepToString(values);
    }
}
