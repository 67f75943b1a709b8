/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;

/// The limits of a statement, and the hints and kinds of results that JDBC asks about, which are always the same here.
class StatementSettings {
    /// 0 for all.
    private long rowsMax;

    /// 0 for no limit.
    private int seconds;

    final long rowsMax() {
        return rowsMax;
    }

    public int getMaxRows() {
        return (int) rowsMax;
    }

    /// As [Statement#setMaxRows(int)].
    public void setMaxRows(int rows) {
        rowsMax = rows;
    }

    /// As [Statement#setLargeMaxRows(long)].
    public void setLargeMaxRows(long rows) {
        rowsMax = rows;
    }

    public int getQueryTimeout() {
        return seconds;
    }

    /// As [Statement#setQueryTimeout(int)].
    public void setQueryTimeout(int limit) throws SQLException {
        if (limit < 0) {
            throw new SQLException("A limit of " + limit + " s is below 0.");
        }
        seconds = limit;
    }

    public int getFetchSize() {
        return 0;
    }

    /// As [Statement#setFetchSize(int)], a hint: results are in memory.
    public void setFetchSize(int rows) {}

    public int getFetchDirection() {
        return ResultSet.FETCH_FORWARD;
    }

    /// As [Statement#setFetchDirection(int)], a hint.
    public void setFetchDirection(int direction) {}

    public int getMaxFieldSize() {
        return 0;
    }

    /// As [Statement#setEscapeProcessing(boolean)]: there are no escapes.
    public void setEscapeProcessing(boolean on) {}

    public int getResultSetType() {
        return ResultSet.TYPE_FORWARD_ONLY;
    }

    public int getResultSetConcurrency() {
        return ResultSet.CONCUR_READ_ONLY;
    }

    public int getResultSetHoldability() {
        return ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    public boolean isPoolable() {
        return false;
    }

    /// As [Statement#setPoolable(boolean)], a hint.
    public void setPoolable(boolean on) {}

    /// As [Statement#getWarnings()]: there are none.
    public SQLWarning getWarnings() {
        return null;
    }

    /// As [Statement#clearWarnings()].
    public void clearWarnings() {}
}
