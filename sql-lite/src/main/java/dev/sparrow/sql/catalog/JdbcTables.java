/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.catalog;

import dev.sparrow.FormatSupport;
import dev.sparrow.Sparrow;
import dev.sparrow.column.Row;
import dev.sparrow.column.TableStatistics;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.function.Function0;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.table.Table;
import dev.sparrow.table.Tables;
import dev.sparrow.table.plan.Relation;
import dev.sparrow.table.plan.Simplification;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.IdentityHashMap;

/// The tables of databases that queries read. A database is asked for the columns that a query needs, for the rows that
/// simple conditions leave, and for as many as a limit says.
public final class JdbcTables {
    private final Sparrow sc;

    /// By the node that reads all of a table.
    private final IdentityHashMap<Lineage, JdbcSource> sources = new IdentityHashMap<>();

    public JdbcTables(Sparrow sc) {
        this.sc = sc;
    }

    /// A table of a database.
    ///
    /// @param connect opens a connection, in each task that reads it
    /// @throws SparrowException `INPUT_UNREADABLE` if the database does not know the table
    public Table open(Function0<? extends Connection> connect, String table) {
        JdbcSource source;
        try (Connection connection = connect.call()) {
            source = JdbcSource.of(connect, connection, table);
        } catch (SparrowException e) {
            throw e;
        } catch (SQLException e) {
            throw new SparrowException(
                    ErrorCode.INPUT_UNREADABLE, "The table " + table + " of a database cannot be read: " + e, e);
        } catch (Exception e) {
            throw new SparrowException(
                    ErrorCode.INPUT_UNREADABLE, "No connection was made to a database for " + table + ": " + e, e);
        }
        var opened = Tables.of(FormatSupport.<Row>read(sc, "jdbc", source), source.schema());
        if (opened.relation() instanceof Relation.Dataset(var lineage, var _, var _, var _, var _)) {
            sources.put(lineage, source);
        }
        return opened;
    }

    /// The same rows, of which the database leaves out what it can.
    public Relation asked(Relation relation) {
        return sources.isEmpty() ? relation : pushed(Simplification.of(relation));
    }

    private Relation pushed(Relation relation) {
        var source = source(relation);
        if (source != null) {
            return dataset(relation, source);
        }
        return relation.with(relation.inputs().stream().map(this::pushed).toList());
    }

    /// What the database is asked for the rows of a relation; null if it cannot be asked for more than a table.
    private JdbcSource source(Relation relation) {
        return switch (relation) {
            case Relation.Limit(Relation.Filter(var table, var condition), var offset, var count)
                    when count >= 0 && sources(table) != null ->
                    JdbcConditions.areExact(condition)
                            ? sources(table).where(condition).limit(offset + count)
                            : sources(table).where(condition);
            case Relation.Limit(Relation.Project(var table, var _, var _), var offset, var count)
                    when count >= 0 && sources(table) != null ->
                    sources(table).limit(offset + count);
            case Relation.Limit(
                            Relation.Project(Relation.Filter(var table, var condition), var _, var _),
                            var offset,
                            var count)
                    when count >= 0 && sources(table) != null && JdbcConditions.areExact(condition) ->
                    sources(table).where(condition).limit(offset + count);
            case Relation.Limit(var table, var offset, var count) when count >= 0 && sources(table) != null ->
                    sources(table).limit(offset + count);
            case Relation.Filter(var table, var condition) when sources(table) != null ->
                    sources(table).where(condition);
            default -> null;
        };
    }

    private JdbcSource sources(Relation relation) {
        return relation instanceof Relation.Dataset(var lineage, var _, var _, var _, var _)
                ? sources.get(lineage)
                : null;
    }

    /// With another source at the bottom. What the database was asked is asked again here, where it means what it says.
    private Relation dataset(Relation relation, JdbcSource source) {
        if (relation instanceof Relation.Dataset) {
            var rows = Tables.of(FormatSupport.<Row>read(sc, "jdbc", source), source.schema());
            return rows.relation() instanceof Relation.Dataset(var lineage, var record, var schema, var name, var _)
                    ? new Relation.Dataset(lineage, record, schema, name, TableStatistics.UNKNOWN)
                    : rows.relation();
        }
        return relation.with(relation.inputs().stream().map(input -> dataset(input, source)).toList());
    }
}
