/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.jdbc;

import dev.sparrow.error.SparrowException;

import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLSyntaxErrorException;

/// Failures in the words of JDBC.
final class Failures {
    private static final String INVALID_SQL = "42000";
    private static final String CANCELLED = "57014";
    private static final String GENERAL = "HY000";

    private Failures() {}

    /// What a method of JDBC throws.
    static Throwable of(Throwable failure) {
        if (!(failure instanceof SparrowException own)) {
            return failure;
        }
        return switch (own.code().name()) {
            case "INVALID_SQL" -> new SQLSyntaxErrorException(own.getMessage(), INVALID_SQL, own);
            case "CANCELLED" -> new SQLException(own.getMessage(), CANCELLED, own);
            default -> new SQLException(own.getMessage(), GENERAL, own);
        };
    }

    static SQLFeatureNotSupportedException noTransactions() {
        return new SQLFeatureNotSupportedException(
                "Sparrow has no transactions: each statement takes effect by itself.");
    }

    static SQLException closed(String what) {
        return new SQLException("The " + what + " is closed.", "08003");
    }
}
