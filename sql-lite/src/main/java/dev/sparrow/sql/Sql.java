/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql;

import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.TableSupport;
import dev.sparrow.column.JavaForm;
import dev.sparrow.column.Schema;
import dev.sparrow.error.SparrowException;
import dev.sparrow.function.Function;
import dev.sparrow.function.Function0;
import dev.sparrow.function.Function2;
import dev.sparrow.function.Function3;
import dev.sparrow.sql.bind.UserFunction;
import dev.sparrow.sql.catalog.DataSources;
import dev.sparrow.sql.catalog.NamedTable;
import dev.sparrow.sql.catalog.UserAggregate;
import dev.sparrow.sql.parser.Parser;
import dev.sparrow.sql.statement.Statements;
import dev.sparrow.table.Table;
import dev.sparrow.table.Tables;
import dev.sparrow.table.expression.Aggregates;
import dev.sparrow.table.expression.FunctionTable;

import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeSet;

import javax.sql.DataSource;

/// SQL over tables and datasets that have names.
///
/// ```java
/// var sql = Sql.on(sc).register("trips", trips);
/// sql.sql("select city, count(*) as n from trips where km > ? group by all order by n desc", 10).show();
/// ```
///
/// A query is a [Table] like others: nothing runs before its rows are asked for. Other statements take effect at once,
/// and answer a table with how many rows they were about. The dialect and what it means are DuckDB's. Not thread-safe.
public final class Sql {
    private final Sparrow sc;
    private final Statements statements;

    private Sql(Sparrow sc) {
        this.sc = sc;
        this.statements = new Statements(sc);
    }

    /// Without tables so far.
    public static Sql on(Sparrow sc) {
        return new Sql(sc);
    }

    public Sparrow context() {
        return sc;
    }

    // ---- Tables

    /// A table under a name, in place of one of the same name in whatever case.
    public Sql register(String name, Table table) {
        statements.tables().put(new NamedTable.Given(name, table));
        return this;
    }

    /// The records of a dataset as a table under a name, with a column for each component.
    public <T extends Record> Sql register(String name, Rdd<T> records, Class<T> type) {
        return register(name, Tables.of(records, type));
    }

    /// A table of a database under a name. Queries ask the database for the columns that they need, for the rows that
    /// simple conditions leave, and for as many as a limit says. Tasks in other processes cannot read it.
    ///
    /// @param table as the database has it, perhaps with a schema before it
    /// @throws SparrowException `INPUT_UNREADABLE` if the database does not know it
    public Sql register(String name, DataSource database, String table) {
        return register(name, DataSources.connections(database), table);
    }

    /// As [#register(String, DataSource, String)], for all masters.
    ///
    /// @param connect opens a connection, in each task that reads the table
    public Sql register(String name, Function0<? extends Connection> connect, String table) {
        TableSupport.call(sc, "register").check(connect);
        return register(name, statements.databases().open(connect, table));
    }

    /// The tables and views with their columns, by name.
    public SequencedMap<String, Schema> tables() {
        var tables = new LinkedHashMap<String, Schema>();
        for (var name : statements.tables().names()) {
            tables.put(name, sql("from \"" + name.replace("\"", "\"\"") + "\"").schema());
        }
        return tables;
    }

    /// Those of [#tables] that are queries.
    public List<String> views() {
        return statements.tables().names().stream()
                .filter(name -> statements.tables().find(name).orElseThrow() instanceof NamedTable.View)
                .toList();
    }

    // ---- Functions

    /// A function of the program that queries call by a name, before one of SQL of that name. It is called for missing
    /// values, too, which are null.
    ///
    /// @param argument what it takes; arguments in queries are cast to that
    public <A, R> Sql function(String name, Class<A> argument, Class<R> result, Function<A, R> function) {
        TableSupport.call(sc, "function").check(function);
        return function(name, List.of(argument), result, values -> function.call(argument.cast(values.get(0))));
    }

    /// As [#function(String, Class, Class, Function)], of two arguments.
    public <A, B, R> Sql function(
            String name, Class<A> first, Class<B> second, Class<R> result, Function2<A, B, R> function) {
        TableSupport.call(sc, "function").check(function);
        return function(
                name,
                List.of(first, second),
                result,
                values -> function.call(first.cast(values.get(0)), second.cast(values.get(1))));
    }

    /// As [#function(String, Class, Class, Function)], of three arguments.
    public <A, B, C, R> Sql function(
            String name,
            Class<A> first,
            Class<B> second,
            Class<C> third,
            Class<R> result,
            Function3<A, B, C, R> function) {
        TableSupport.call(sc, "function").check(function);
        return function(
                name,
                List.of(first, second, third),
                result,
                values ->
                        function.call(
                                first.cast(values.get(0)), second.cast(values.get(1)), third.cast(values.get(2))));
    }

    private Sql function(String name, List<Class<?>> arguments, Class<?> result, Function<List<?>, ?> function) {
        var types = arguments.stream().map(JavaForm::typeOf).toList();
        Function<Object, Object> ofList = values -> function.call((List<?>) values);
        statements.tables().put(new UserFunction.Scalar(name, types, JavaForm.typeOf(result), ofList));
        return this;
    }

    /// An aggregate of the program that queries call by a name. Rows without a value do not count; of no rows it is
    /// missing.
    ///
    /// @param argument what it takes; arguments in queries are cast to that
    /// @param zero a state of no rows; states are of classes of the JDK that are serializable
    /// @param add a state with one more value
    /// @param merge the state of the rows of two
    /// @param finish the result of a state
    public <A, S, R> Sql aggregate(
            String name,
            Class<A> argument,
            Class<R> result,
            Function0<S> zero,
            Function2<S, A, S> add,
            Function2<S, S, S> merge,
            Function<S, R> finish) {
        var call = TableSupport.call(sc, "aggregate");
        List.of(zero, add, merge, finish).forEach(call::check);
        var aggregate = new UserAggregate<>(name, zero, add, merge, finish);
        statements
                .tables()
                .put(new UserFunction.Aggregate(name, JavaForm.typeOf(argument), JavaForm.typeOf(result), aggregate));
        return this;
    }

    /// The names of all functions, those of the program among them.
    public List<String> functions() {
        var all = new TreeSet<>(statements.tables().functions());
        all.addAll(FunctionTable.names());
        all.addAll(Aggregates.all().keySet());
        return List.copyOf(all);
    }

    /// The words that mean something in statements, in upper case.
    public static List<String> keywords() {
        return Parser.keywords();
    }

    // ---- Statements

    /// What a query selects; of another statement, which is run at once, a table with the number of rows that it was
    /// about, or of none.
    ///
    /// @param values of `?` and `$1` in their order
    /// @throws SparrowException `INVALID_SQL` if it cannot be read, names what is not there, or cannot be computed yet:
    ///   with the place, and what was perhaps meant
    public Table sql(String statement, Object... values) {
        var byNumber = new LinkedHashMap<String, Object>();
        for (var i = 0; i < values.length; i++) {
            byNumber.put(String.valueOf(i + 1), values[i]);
        }
        return sql(statement, byNumber);
    }

    /// As [#sql(String, Object...)], with values by name.
    ///
    /// @param values of `$name`, and of `?` by their numbers from `1`
    public Table sql(String statement, Map<String, Object> values) {
        return statements.run(statement, values);
    }

    /// How many plans of queries are kept for when they are asked again.
    int plans() {
        return statements.plans();
    }
}
