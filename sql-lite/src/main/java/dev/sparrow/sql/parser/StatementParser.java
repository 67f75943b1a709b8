/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.parser;

import dev.sparrow.sql.syntax.Expression;
import dev.sparrow.sql.syntax.Literal;
import dev.sparrow.sql.syntax.Name;
import dev.sparrow.sql.syntax.ProblemCode;
import dev.sparrow.sql.syntax.QualifiedName;
import dev.sparrow.sql.syntax.Query;
import dev.sparrow.sql.syntax.Statement;
import dev.sparrow.sql.syntax.TypeName;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/// Reads statements, and refuses those that Sparrow does not have.
final class StatementParser {
    private final Grammar grammar;
    private final Cursor cursor;

    StatementParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
    }

    /// All statements of the text.
    List<Statement> all() {
        var statements = new ArrayList<Statement>();
        while (!cursor.isAt(Token.Kind.END)) {
            if (!cursor.take(";")) {
                statements.add(statement());
                cursor.note("the end of the statement");
                if (!cursor.isAt(Token.Kind.END) && !cursor.isAt(";")) {
                    throw cursor.unexpected();
                }
            }
        }
        return List.copyOf(statements);
    }

    /// The only statement of the text.
    Statement single() {
        var statements = all();
        if (statements.size() == 1) {
            return statements.getFirst();
        }
        var at = statements.isEmpty() ? cursor.peek().span() : statements.get(1).at();
        throw cursor.problem(
                ProblemCode.UNEXPECTED,
                at,
                statements.isEmpty()
                        ? "There is no statement in the text."
                        : "The text has " + statements.size() + " statements, but one is wanted.");
    }

    private Statement statement() {
        var start = cursor.peek().start();
        if (cursor.take(Keyword.CREATE)) {
            return create(start);
        }
        if (cursor.take(Keyword.INSERT)) {
            return insert(start);
        }
        if (cursor.take(Keyword.DROP)) {
            return drop(start);
        }
        if (cursor.take(Keyword.COPY)) {
            return new CopyParser(grammar).copy(start);
        }
        if (cursor.take(Keyword.EXPLAIN)) {
            var analyze = cursor.take(Keyword.ANALYZE);
            var outer = cursor.enter(1);
            var explained = statement();
            cursor.leave(1, outer);
            return new Statement.Explain(cursor.from(start), analyze, explained);
        }
        if (cursor.take(Keyword.SET)) {
            return set(start);
        }
        if (cursor.take(Keyword.RESET)) {
            var setting = cursor.expectQualifiedName("a setting");
            return new Statement.Set(cursor.from(start), setting, List.of());
        }
        refuse(Refusals::statement);
        var query = grammar.queries.query();
        return new Statement.Run(cursor.from(start), query);
    }

    private String word(int ahead) {
        var token = cursor.peek(ahead);
        return token.kind() == Token.Kind.WORD ? token.text().toLowerCase(Locale.ROOT) : "";
    }

    /// Refuses what is here, if there is a reason to.
    ///
    /// @param sentence why not, and what to do
    private void refuse(Optional<String> sentence) {
        if (sentence.isPresent()) {
            throw cursor.problem(ProblemCode.NOT_SUPPORTED, cursor.peek().span(), sentence.get());
        }
    }

    /// By the next two words.
    void refuse(BiFunction<String, String, Optional<String>> refusal) {
        refuse(refusal.apply(word(0), word(1)));
    }

    private Statement create(int start) {
        var replace = cursor.take(Keyword.OR, Keyword.REPLACE);
        var temporary = cursor.take(Keyword.TEMP) || cursor.take(Keyword.TEMPORARY);
        refuse(Refusals.created(word(0)));
        var view = cursor.take(Keyword.VIEW);
        if (!view) {
            cursor.expect(Keyword.TABLE);
        }
        var ifNotExists = cursor.take(Keyword.IF, Keyword.NOT, Keyword.EXISTS);
        var creation = new Statement.Creation(replace, temporary, ifNotExists);
        var name = cursor.expectQualifiedName(view ? "the name of the view" : "the name of the table");
        if (!view && cursor.isAt("(") && !cursor.peek(2).is(",") && !cursor.peek(2).is(")")) {
            var columns = definitions();
            return new Statement.CreateEmptyTable(cursor.from(start), name, creation, columns);
        }
        var columns = grammar.sources.columnNames();
        cursor.expect(Keyword.AS);
        var query = grammar.queries.query();
        return view
                ? new Statement.CreateView(cursor.from(start), name, creation, columns, query)
                : new Statement.CreateTable(cursor.from(start), name, creation, columns, query);
    }

    private List<TypeName.FieldType> definitions() {
        cursor.expect("(");
        var columns = new ArrayList<TypeName.FieldType>();
        do {
            var start = cursor.peek().start();
            refuse(Refusals::constraint);
            var name = cursor.expectName("a column");
            var type = grammar.types.type();
            refuse(Refusals::constraint);
            columns.add(new TypeName.FieldType(cursor.from(start), name, type));
        } while (cursor.take(",") && !cursor.isAt(")"));
        cursor.expect(")");
        return columns;
    }

    private Statement insert(int start) {
        refuse(Refusals.inserted(word(0)));
        cursor.expect(Keyword.INTO);
        var table = cursor.expectQualifiedName("a table");
        var named = cursor.peek(1).isName() && (cursor.peek(2).is(",") || cursor.peek(2).is(")"));
        List<Name> columns = named ? grammar.sources.columnNames() : List.of();
        var byName = cursor.take(Keyword.BY, Keyword.NAME);
        if (!byName) {
            cursor.take(Keyword.BY, Keyword.POSITION);
        }
        var query =
                cursor.take(Keyword.DEFAULT, Keyword.VALUES)
                        ? Optional.<Query>empty()
                        : Optional.of(grammar.queries.query());
        refuse(Refusals.inserted(word(0)));
        return new Statement.Insert(cursor.from(start), table, columns, byName, query);
    }

    private Statement drop(int start) {
        refuse(Refusals.dropped(word(0)));
        var view = cursor.take(Keyword.VIEW);
        if (!view) {
            cursor.expect(Keyword.TABLE);
        }
        var ifExists = cursor.take(Keyword.IF, Keyword.EXISTS);
        var names = new ArrayList<QualifiedName>();
        do {
            names.add(cursor.expectQualifiedName(view ? "a view" : "a table"));
        } while (cursor.take(","));
        // nothing refers to another table, so there is nothing to cascade to
        if (!cursor.take(Keyword.CASCADE)) {
            cursor.take(Keyword.RESTRICT);
        }
        var kind = view ? Statement.Kind.VIEW : Statement.Kind.TABLE;
        return new Statement.Drop(cursor.from(start), kind, ifExists, names);
    }

    private Statement set(int start) {
        if (!cursor.take(Keyword.SESSION) && !cursor.take(Keyword.LOCAL)) {
            cursor.take(Keyword.GLOBAL);
        }
        refuse(Refusals::set);
        var setting = cursor.expectQualifiedName("a setting");
        if (!cursor.take("=")) {
            cursor.expect(Keyword.TO);
        }
        var values = new ArrayList<Expression>();
        do {
            values.add(settingValue());
        } while (cursor.take(","));
        return new Statement.Set(cursor.from(start), setting, values);
    }

    /// A word is a text: `set mode = on`.
    private Expression settingValue() {
        var token = cursor.peek();
        if (token.kind() == Token.Kind.WORD && !token.is(Keyword.TRUE) && !token.is(Keyword.FALSE)) {
            cursor.take();
            return new Expression.Constant(token.span(), new Literal.Text(token.text()));
        }
        return grammar.expressions.expression();
    }
}
