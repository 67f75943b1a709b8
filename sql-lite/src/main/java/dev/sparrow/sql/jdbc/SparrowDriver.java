/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.jdbc;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.error.SparrowException;
import dev.sparrow.sql.Sql;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;

/// The driver for `jdbc:sparrow:` and `jdbc:sparrow:?master=local[4]&sparrow.app.name=report`: each connection opens a
/// context in this process, and closes it with itself.
///
/// What stands behind `?`, and properties whose names begin with `sparrow.`, are settings of the context; `master` is
/// short for `sparrow.master`. A user and a password are not asked for.
public final class SparrowDriver implements Driver {
    static final String PREFIX = "jdbc:sparrow:";

    private static final String SETTING = "sparrow.";
    private static final String MASTER = "sparrow.master";

    static {
        try {
            DriverManager.registerDriver(new SparrowDriver());
        } catch (SQLException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /// Made by [DriverManager].
    public SparrowDriver() {}

    @Override
    public boolean acceptsURL(String url) {
        return url != null && url.startsWith(PREFIX);
    }

    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
        if (!acceptsURL(url)) {
            return null;
        }
        try {
            var conf = new SparrowConf().setAppName("jdbc").setAll(settings(url, properties));
            return SparrowConnection.of(Sql.on(new Sparrow(conf.setIfMissing(MASTER, "local[*]"))), url);
        } catch (SparrowException e) {
            throw new SQLException(e.getMessage(), "08001", e);
        }
    }

    private static Map<String, String> settings(String url, Properties properties) throws SQLException {
        var settings = new LinkedHashMap<String, String>();
        for (var name : properties.stringPropertyNames()) {
            if (name.startsWith(SETTING) || name.equals("master")) {
                settings.put(full(name), properties.getProperty(name));
            }
        }
        var rest = url.substring(PREFIX.length());
        if (rest.isEmpty()) {
            return settings;
        }
        if (!rest.startsWith("?")) {
            throw new SQLException(
                    "Behind " + PREFIX + " come settings, such as ?master=local[4], and not '" + rest + "'.", "08001");
        }
        for (var setting : rest.substring(1).split("&", -1)) {
            var middle = setting.indexOf('=');
            if (middle < 0) {
                throw new SQLException("'" + setting + "' in " + url + " is no setting: write name=value.", "08001");
            }
            settings.put(full(decoded(setting.substring(0, middle))), decoded(setting.substring(middle + 1)));
        }
        return settings;
    }

    private static String full(String name) {
        return name.equals("master") ? MASTER : name;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
        var master = new DriverPropertyInfo("master", properties.getProperty("master", "local[*]"));
        master.description = "Where jobs run.";
        return new DriverPropertyInfo[] {master};
    }

    @Override
    public int getMajorVersion() {
        return 0;
    }

    @Override
    public int getMinorVersion() {
        return 1;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("Sparrow does not log by java.util.logging.");
    }
}
