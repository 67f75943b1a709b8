/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.parser;

/// The parsers of one text, which call each other, and their common place in it.
final class Grammar {
    final Cursor cursor;
    final TypeParser types;
    final ExpressionParser expressions;
    final ValueParser values;
    final CallParser calls;
    final SourceParser sources;
    final QueryParser queries;
    final StatementParser statements;

    Grammar(Cursor cursor) {
        this.cursor = cursor;
        types = new TypeParser(this);
        expressions = new ExpressionParser(this);
        values = new ValueParser(this);
        calls = new CallParser(this);
        sources = new SourceParser(this);
        queries = new QueryParser(this);
        statements = new StatementParser(this);
    }
}
