/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.jdbc;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.Field;
import dev.sparrow.column.Row;
import dev.sparrow.column.Schema;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What there is: tables, columns, types. Whatever else [DatabaseMetaData] asks is answered by no, 0, or nothing.
public final class DatabaseDescription {
    private static final List<ColumnType> TYPES =
            List.of(
                    Plain.BOOLEAN,
                    Plain.TINYINT,
                    Plain.SMALLINT,
                    Plain.INT,
                    Plain.BIGINT,
                    Plain.FLOAT,
                    Plain.DOUBLE,
                    new ColumnType.Decimal(38, 0),
                    Plain.TEXT,
                    Plain.BYTES,
                    Plain.DATE,
                    Plain.TIME,
                    Plain.TIMESTAMP,
                    Plain.INSTANT,
                    Plain.UUID);

    private final SparrowConnection connection;

    DatabaseDescription(SparrowConnection connection) {
        this.connection = connection;
    }

    private static ResultSet rows(String columns, List<Row> rows) {
        var fields = new ArrayList<Field>();
        for (var column : columns.split(", ", -1)) {
            var isNumber = column.endsWith("#");
            var name = isNumber ? column.substring(0, column.length() - 1) : column;
            fields.add(new Field(name, isNumber ? Plain.INT : Plain.TEXT, true));
        }
        return Refusing.of(ResultSet.class, new Rows(null, new Schema(fields), rows));
    }

    // ---- Names

    public Connection getConnection() {
        return connection.self();
    }

    public String getURL() {
        return connection.url();
    }

    public String getUserName() {
        return connection.sql().context().sparrowUser();
    }

    public String getDatabaseProductName() {
        return "Sparrow";
    }

    public String getDatabaseProductVersion() {
        return connection.sql().context().version();
    }

    public String getDriverName() {
        return "Sparrow";
    }

    public String getDriverVersion() {
        return connection.sql().context().version();
    }

    public int getDriverMinorVersion() {
        return 1;
    }

    public int getDatabaseMinorVersion() {
        return 1;
    }

    public int getJDBCMajorVersion() {
        return 4;
    }

    public int getJDBCMinorVersion() {
        return 3;
    }

    public String getIdentifierQuoteString() {
        return "\"";
    }

    public String getSearchStringEscape() {
        return "\\";
    }

    public String getCatalogTerm() {
        return "catalog";
    }

    public String getSchemaTerm() {
        return "schema";
    }

    public String getCatalogSeparator() {
        return ".";
    }

    public String getSQLKeywords() {
        return "qualify,semi,anti,exclude,replace,pivot,unpivot,summarize,describe";
    }

    // ---- What is true

    public boolean allTablesAreSelectable() {
        return true;
    }

    public boolean nullsAreSortedAtEnd() {
        return true;
    }

    public boolean storesMixedCaseIdentifiers() {
        return true;
    }

    public boolean storesMixedCaseQuotedIdentifiers() {
        return true;
    }

    public boolean supportsColumnAliasing() {
        return true;
    }

    public boolean supportsGroupBy() {
        return true;
    }

    public boolean supportsGroupByUnrelated() {
        return true;
    }

    public boolean supportsOrderByUnrelated() {
        return true;
    }

    public boolean supportsUnion() {
        return true;
    }

    public boolean supportsUnionAll() {
        return true;
    }

    public boolean supportsOuterJoins() {
        return true;
    }

    public boolean supportsFullOuterJoins() {
        return true;
    }

    public boolean supportsLimitedOuterJoins() {
        return true;
    }

    public boolean supportsSubqueriesInComparisons() {
        return true;
    }

    public boolean supportsSubqueriesInExists() {
        return true;
    }

    public boolean supportsSubqueriesInIns() {
        return true;
    }

    public boolean supportsCorrelatedSubqueries() {
        return true;
    }

    public boolean supportsNonNullableColumns() {
        return false;
    }

    public boolean supportsBatchUpdates() {
        return true;
    }

    /// As [DatabaseMetaData#supportsResultSetType(int)].
    public boolean supportsResultSetType(int type) {
        return type == ResultSet.TYPE_FORWARD_ONLY;
    }

    /// As [DatabaseMetaData#supportsResultSetConcurrency(int, int)].
    public boolean supportsResultSetConcurrency(int type, int concurrency) {
        return supportsResultSetType(type) && concurrency == ResultSet.CONCUR_READ_ONLY;
    }

    public int getResultSetHoldability() {
        return ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    public int getDefaultTransactionIsolation() {
        return Connection.TRANSACTION_NONE;
    }

    /// As [DatabaseMetaData#supportsTransactionIsolationLevel(int)].
    public boolean supportsTransactionIsolationLevel(int level) {
        return level == Connection.TRANSACTION_NONE;
    }

    public int getSQLStateType() {
        return DatabaseMetaData.sqlStateSQL;
    }

    public RowIdLifetime getRowIdLifetime() {
        return RowIdLifetime.ROWID_UNSUPPORTED;
    }

    // ---- Tables

    public ResultSet getCatalogs() {
        return rows("TABLE_CAT", List.of());
    }

    public ResultSet getSchemas() {
        return rows("TABLE_SCHEM, TABLE_CATALOG", List.of(Row.of(SparrowConnection.SCHEMA, null)));
    }

    /// As [DatabaseMetaData#getSchemas(String, String)].
    public ResultSet getSchemas(String catalog, String pattern) {
        return matches(pattern, SparrowConnection.SCHEMA)
                ? getSchemas()
                : rows("TABLE_SCHEM, TABLE_CATALOG", List.of());
    }

    public ResultSet getTableTypes() {
        return rows("TABLE_TYPE", List.of(Row.of("TABLE"), Row.of("VIEW")));
    }

    /// As [DatabaseMetaData#getTables].
    public ResultSet getTables(String catalog, String schema, String name, String[] types) {
        var rows = new ArrayList<Row>();
        synchronized (connection.sql()) {
            var views = connection.sql().views();
            for (var table : names(schema, name)) {
                var type = views.contains(table) ? "VIEW" : "TABLE";
                if (types == null || Arrays.asList(types).contains(type)) {
                    rows.add(Row.of(null, SparrowConnection.SCHEMA, table, type, null, null, null, null, null, null));
                }
            }
        }
        return rows(
                "TABLE_CAT, TABLE_SCHEM, TABLE_NAME, TABLE_TYPE, REMARKS, TYPE_CAT, TYPE_SCHEM, TYPE_NAME,"
                        + " SELF_REFERENCING_COL_NAME, REF_GENERATION",
                rows);
    }

    private List<String> names(String schema, String name) {
        if (!matches(schema, SparrowConnection.SCHEMA)) {
            return List.of();
        }
        return connection.sql().tables().keySet().stream()
                .filter(table -> matches(name, table))
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .toList();
    }

    /// Whether a name is like a pattern, of which null is like all.
    private static boolean matches(String pattern, String name) {
        if (pattern == null) {
            return true;
        }
        var regex = new StringBuilder();
        for (var i = 0; i < pattern.length(); i++) {
            var character = pattern.charAt(i);
            if (character == '\\' && i + 1 < pattern.length()) {
                i++;
                regex.append(Pattern.quote(pattern.substring(i, i + 1)));
            } else {
                regex.append(
                        switch (character) {
                            case '%' -> ".*";
                            case '_' -> ".";
                            default -> Pattern.quote(String.valueOf(character));
                        });
            }
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL).matcher(name).matches();
    }

    /// As [DatabaseMetaData#getColumns].
    public ResultSet getColumns(String catalog, String schema, String table, String column) {
        var rows = new ArrayList<Row>();
        synchronized (connection.sql()) {
            var tables = connection.sql().tables();
            for (var name : names(schema, table)) {
                var place = 0;
                for (var field : tables.get(name).fields()) {
                    place++;
                    if (matches(column, field.name())) {
                        rows.add(column(name, field, place));
                    }
                }
            }
        }
        return rows(
                "TABLE_CAT, TABLE_SCHEM, TABLE_NAME, COLUMN_NAME, DATA_TYPE#, TYPE_NAME, COLUMN_SIZE#, BUFFER_LENGTH#,"
                        + " DECIMAL_DIGITS#, NUM_PREC_RADIX#, NULLABLE#, REMARKS, COLUMN_DEF, SQL_DATA_TYPE#,"
                        + " SQL_DATETIME_SUB#, CHAR_OCTET_LENGTH#, ORDINAL_POSITION#, IS_NULLABLE, SCOPE_CATALOG,"
                        + " SCOPE_SCHEMA, SCOPE_TABLE, SOURCE_DATA_TYPE#, IS_AUTOINCREMENT, IS_GENERATEDCOLUMN",
                rows);
    }

    private static Row column(String table, Field field, int place) {
        var nullable = field.nullable();
        return Row.of(
                null,
                SparrowConnection.SCHEMA,
                table,
                field.name(),
                JdbcForm.type(field.type()),
                field.type().toString(),
                JdbcForm.precision(field.type()),
                null,
                JdbcForm.scale(field.type()),
                10,
                nullable ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls,
                null,
                null,
                null,
                null,
                null,
                place,
                nullable ? "YES" : "NO",
                null,
                null,
                null,
                null,
                "NO",
                "NO");
    }

    // ---- Types

    public ResultSet getTypeInfo() {
        var rows = new ArrayList<Row>();
        for (var type : TYPES) {
            var name = type instanceof ColumnType.Decimal ? "decimal" : type.toString().toLowerCase(Locale.ROOT);
            rows.add(
                    Row.of(
                            name,
                            JdbcForm.type(type),
                            JdbcForm.precision(type),
                            "'",
                            "'",
                            type instanceof ColumnType.Decimal ? "precision,scale" : null,
                            DatabaseMetaData.typeNullable,
                            "true",
                            DatabaseMetaData.typeSearchable,
                            "false",
                            "false",
                            "false",
                            null,
                            0,
                            type instanceof ColumnType.Decimal ? ColumnType.Decimal.PRECISION_MAX : 0,
                            null,
                            null,
                            10));
        }
        return rows(
                "TYPE_NAME, DATA_TYPE#, PRECISION#, LITERAL_PREFIX, LITERAL_SUFFIX, CREATE_PARAMS, NULLABLE#,"
                        + " CASE_SENSITIVE, SEARCHABLE#, UNSIGNED_ATTRIBUTE, FIXED_PREC_SCALE, AUTO_INCREMENT,"
                        + " LOCAL_TYPE_NAME, MINIMUM_SCALE#, MAXIMUM_SCALE#, SQL_DATA_TYPE#, SQL_DATETIME_SUB#,"
                        + " NUM_PREC_RADIX#",
                rows);
    }
}
