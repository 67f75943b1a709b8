/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.parser;

import dev.sparrow.sql.syntax.Expression;
import dev.sparrow.sql.syntax.Name;
import dev.sparrow.sql.syntax.Option;
import dev.sparrow.sql.syntax.Query;
import dev.sparrow.sql.syntax.Statement;
import dev.sparrow.sql.syntax.TypeName;

import java.util.List;
import java.util.Optional;

/// Writes trees as SQL, in one line: equal trees have one text, and reading it makes an equal tree again.
public final class Printer {
    private final Words words = new Words();
    private final ExpressionWriter expressions;
    private final QueryWriter queries;

    private Printer() {
        expressions = new ExpressionWriter(words);
        queries = expressions.queries();
    }

    public static String print(Statement statement) {
        var printer = new Printer();
        printer.statement(statement);
        return printer.words.toString();
    }

    public static String print(Query query) {
        var printer = new Printer();
        printer.queries.query(query);
        return printer.words.toString();
    }

    public static String print(Expression expression) {
        var printer = new Printer();
        printer.expressions.write(expression);
        return printer.words.toString();
    }

    public static String print(TypeName type) {
        var printer = new Printer();
        printer.expressions.types().write(type);
        return printer.words.toString();
    }

    private void statement(Statement statement) {
        switch (statement) {
            case Statement.Run(var _, var query) -> queries.query(query);
            case Statement.CreateTable(var _, var name, var creation, var columns, var query) -> {
                create("table", creation).name(name).names(columns).add(" as ");
                queries.query(query);
            }
            case Statement.CreateEmptyTable(var _, var name, var creation, var columns) -> {
                create("table", creation).name(name).add(" (");
                expressions.types().fields(columns);
                words.add(")");
            }
            case Statement.CreateView(var _, var name, var creation, var columns, var query) -> {
                create("view", creation).name(name).names(columns).add(" as ");
                queries.query(query);
            }
            case Statement.Insert insert -> insert(insert);
            case Statement.Drop(var _, var kind, var ifExists, var names) ->
                    words.add("drop ")
                            .add(Words.of(kind))
                            .addIf(ifExists, " if exists")
                            .add(" ")
                            .list(names, words::name);
            case Statement.CopyTo(var _, var query, var path, var options) -> {
                words.add("copy (");
                queries.query(query);
                words.add(") to ").text(path);
                options(options);
            }
            case Statement.CopyFrom(var _, var table, var columns, var path, var options) -> {
                words.add("copy ").name(table).names(columns).add(" from ").text(path);
                options(options);
            }
            case Statement.Explain(var _, var analyze, var explained) -> {
                words.add("explain ").addIf(analyze, "analyze ");
                statement(explained);
            }
            case Statement.Set(var _, var setting, var values) -> {
                words.add(values.isEmpty() ? "reset " : "set ").name(setting).addIf(!values.isEmpty(), " = ");
                words.list(values, expressions::write);
            }
        }
    }

    private Words create(String what, Statement.Creation creation) {
        return words.add("create ")
                .addIf(creation.replace(), "or replace ")
                .addIf(creation.temporary(), "temporary ")
                .add(what)
                .addIf(creation.ifNotExists(), " if not exists")
                .add(" ");
    }

    private void insert(Statement.Insert insert) {
        List<Name> columns = insert.columns();
        words.add("insert into ").name(insert.table()).names(columns).addIf(insert.byName(), " by name").add(" ");
        Optional<Query> query = insert.query();
        query.ifPresentOrElse(queries::query, () -> words.add("default values"));
    }

    private void options(List<Option> options) {
        if (!options.isEmpty()) {
            words.add(" (").list(options, this::option).add(")");
        }
    }

    private void option(Option option) {
        words.name(option.name());
        if (!option.values().isEmpty()) {
            words.add(" (").list(option.values(), expressions::write).add(")");
        }
    }
}
