/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.record;

import dev.sparrow.error.ErrorValues;

import java.util.List;
import java.util.function.Function;

/// A record, or a value of it, is not as it should be. It has no stack trace, and its reason is put into words only for
/// those who read it: there may be millions.
public final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    private final String column;
    private final transient Function<ErrorValues, String> reason;

    /// @param column empty if it is the record as a whole
    /// @param reason tells no values
    public Unfit(String column, String reason) {
        this(column, _ -> reason);
    }

    /// @param column empty if it is the record as a whole
    public Unfit(String column, Function<ErrorValues, String> reason) {
        super(null, null, false, false);
        this.column = column;
        this.reason = reason;
    }

    /// A value that the type does not have: `'far' is not a double.`
    public static Unfit value(String column, Object value, Class<?> type) {
        return new Unfit(column, values -> values.show(value) + " is not " + withArticle(type) + ".");
    }

    /// A primitive component without a column.
    ///
    /// @param columns their names, which may be values if the first row was taken for a header
    public static Unfit missing(RecordShape.Component component, Class<?> record, List<String> columns) {
        return new Unfit(
                component.name(),
                values ->
                        "there is no such column, and the "
                                + component.type()
                                + " of "
                                + record.getSimpleName()
                                + " cannot be null. The columns are "
                                + values.show(String.join(", ", columns))
                                + ".");
    }

    /// A type with its article: `an int`, `a LocalDate`.
    public static String withArticle(Class<?> type) {
        var name = type.getSimpleName();
        return (name.matches("[AEIOaeio].*") ? "an " : "a ") + name;
    }

    public String column() {
        return column;
    }

    /// What is wrong, as far as messages may tell it.
    public String reason(ErrorValues values) {
        return reason.apply(values);
    }

    /// The reason with the column before it, for messages: `column amount: …`.
    public String description(ErrorValues values) {
        return (column.isEmpty() ? "" : "column " + column + ": ") + reason(values);
    }

    @Override
    public String getMessage() {
        return description(ErrorValues.TYPE);
    }
}
