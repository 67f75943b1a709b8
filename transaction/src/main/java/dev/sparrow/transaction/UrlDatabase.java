/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.transaction;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.logging.Logger;

import javax.sql.DataSource;

/// The database of a JDBC URL. Its driver is on the class path, or in a jar of the program.
record UrlDatabase(String url, Map<String, String> properties) implements DataSource {
    @Override
    public Connection getConnection() throws SQLException {
        var given = new Properties();
        given.putAll(properties);
        // That of a jar is known to the program's class loader, and not to the manager.
        for (var driver : ServiceLoader.load(Driver.class, Thread.currentThread().getContextClassLoader())) {
            var connection = driver.acceptsURL(url) ? driver.connect(url, given) : null;
            if (connection != null) {
                return connection;
            }
        }
        return DriverManager.getConnection(url, given);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("There is no " + type + " behind a URL.");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
