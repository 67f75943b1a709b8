/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.record;

/// A record, or a value of it, is not as it should be. Without a stack trace: there may be millions.
public final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    private final String column;

    /// @param column empty if it is the record as a whole
    public Unfit(String column, String reason) {
        super(reason, null, false, false);
        this.column = column;
    }

    /// A type with its article: `an int`, `a LocalDate`.
    public static String withArticle(Class<?> type) {
        var name = type.getSimpleName();
        return (name.matches("[AEIOaeio].*") ? "an " : "a ") + name;
    }

    public String column() {
        return column;
    }

    /// For messages: `column amount: …`.
    public String description() {
        return (column.isEmpty() ? "" : "column " + column + ": ") + getMessage();
    }
}
