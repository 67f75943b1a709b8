/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.parser;

import dev.sparrow.sql.syntax.Name;
import dev.sparrow.sql.syntax.Source;
import dev.sparrow.sql.syntax.Source.JoinKind;
import dev.sparrow.sql.syntax.Source.JoinType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads what stands behind `from`.
final class SourceParser {
    private final Grammar grammar;
    private final Cursor cursor;

    SourceParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
    }

    /// A comma may stand behind the last one, too.
    List<Source> sources() {
        var sources = new ArrayList<Source>();
        do {
            sources.add(source());
        } while (cursor.take(",") && !isEndOfSources());
        return sources;
    }

    private boolean isEndOfSources() {
        return cursor.isAt(Token.Kind.END)
                || cursor.isAtAny(Keyword.SELECT, Keyword.WHERE, Keyword.GROUP, Keyword.ORDER, Keyword.LIMIT)
                || cursor.isAt(")")
                || cursor.isAt(";");
    }

    private Source source() {
        return joins(single());
    }

    private Source joins(Source first) {
        var left = first;
        var kind = joinKind();
        while (kind.isPresent()) {
            left = joined(left, kind.get());
            cursor.grow();
            kind = joinKind();
        }
        return left;
    }

    private record JoinWords(JoinKind kind, boolean natural) {}

    private Source joined(Source left, JoinWords words) {
        var right = single();
        var type = words.kind.type();
        if (words.natural || type == JoinType.CROSS || type == JoinType.POSITIONAL) {
            var condition = words.natural ? new Source.Natural() : new Source.NoCondition();
            return new Source.Join(cursor.from(left.at().start()), left, right, words.kind, condition);
        }
        if (!cursor.isAt(Keyword.ON) && !cursor.isAt(Keyword.USING)) {
            // a join b join c on … on …: the first condition belongs to the last join
            var outer = cursor.enter(1);
            right = joins(right);
            cursor.leave(1, outer);
        }
        var condition = condition();
        return new Source.Join(cursor.from(left.at().start()), left, right, words.kind, condition);
    }

    private Source.JoinCondition condition() {
        if (cursor.take(Keyword.USING)) {
            return new Source.Using(expectColumnNames());
        }
        cursor.expect(Keyword.ON);
        return new Source.On(grammar.expressions.expression());
    }

    /// Takes the words of a join, if there are any.
    private Optional<JoinWords> joinKind() {
        if (cursor.take(Keyword.CROSS, Keyword.JOIN)) {
            return words(JoinType.CROSS, false, false);
        }
        if (cursor.take(Keyword.POSITIONAL, Keyword.JOIN)) {
            return words(JoinType.POSITIONAL, false, false);
        }
        var natural = cursor.take(Keyword.NATURAL);
        var asof = isAsof() && cursor.take(Keyword.ASOF);
        var type = joinType();
        if (type.isEmpty() && !natural && !asof && !cursor.isAt(Keyword.JOIN)) {
            return Optional.empty();
        }
        cursor.expect(Keyword.JOIN);
        return words(type.orElse(JoinType.INNER), natural, asof);
    }

    private static Optional<JoinWords> words(JoinType type, boolean natural, boolean asof) {
        return Optional.of(new JoinWords(new JoinKind(type, asof), natural));
    }

    private boolean isAsof() {
        return cursor.peek(1).is(Keyword.JOIN) || isOuter(cursor.peek(1)) || cursor.peek(1).is(Keyword.INNER);
    }

    private static boolean isOuter(Token token) {
        return token.is(Keyword.LEFT) || token.is(Keyword.RIGHT) || token.is(Keyword.FULL);
    }

    private Optional<JoinType> joinType() {
        if (cursor.take(Keyword.INNER)) {
            return Optional.of(JoinType.INNER);
        }
        if (cursor.take(Keyword.SEMI, Keyword.JOIN) || cursor.take(Keyword.LEFT, Keyword.SEMI, Keyword.JOIN)) {
            cursor.back();
            return Optional.of(JoinType.SEMI);
        }
        if (cursor.take(Keyword.ANTI, Keyword.JOIN) || cursor.take(Keyword.LEFT, Keyword.ANTI, Keyword.JOIN)) {
            cursor.back();
            return Optional.of(JoinType.ANTI);
        }
        var type =
                cursor.take(Keyword.LEFT)
                        ? JoinType.LEFT
                        : cursor.take(Keyword.RIGHT)
                                ? JoinType.RIGHT
                                : cursor.take(Keyword.FULL) ? JoinType.FULL : null;
        if (type != null) {
            cursor.take(Keyword.OUTER);
        }
        return Optional.ofNullable(type);
    }

    /// A source without joins, with its aliases, samples and pivots.
    Source single() {
        var outer = cursor.enter(1);
        var start = cursor.peek().start();
        var source = isPrefixAlias() ? prefixed(start) : withSuffixes(start, plain(), false);
        cursor.leave(1, outer);
        return source;
    }

    /// `a: t`.
    private boolean isPrefixAlias() {
        return cursor.peek().isName() && cursor.peek(1).is(":");
    }

    private Source prefixed(int start) {
        var alias = Cursor.name(cursor.take());
        cursor.expect(":");
        var source = plain();
        return withSuffixes(start, new Source.Aliased(cursor.from(start), source, alias, List.of()), true);
    }

    private Source withSuffixes(int start, Source first, boolean hasAlias) {
        var source = first;
        var named = hasAlias;
        while (true) {
            if (cursor.take(Keyword.TABLESAMPLE)) {
                var sample = new SelectParser(grammar).sample();
                source = new Source.Sampled(cursor.from(start), source, sample);
            } else if (isPivot()) {
                var toColumns = cursor.take().is(Keyword.PIVOT);
                var parser = new PivotParser(grammar);
                var pivot = toColumns ? parser.inParentheses() : parser.toRowsInParentheses();
                source = new Source.Pivoted(cursor.from(start), source, pivot);
            } else if (!named && (cursor.isAt(Keyword.AS) || isBareAlias())) {
                source = aliased(start, source);
            } else {
                return source;
            }
            named = source instanceof Source.Aliased;
            cursor.grow();
        }
    }

    private boolean isPivot() {
        var next = cursor.peek(1);
        return (cursor.peek().is(Keyword.PIVOT) && next.is("("))
                || (cursor.peek().is(Keyword.UNPIVOT) && (next.is("(") || cursor.peek(2).is(Keyword.NULLS)));
    }

    private Source aliased(int start, Source source) {
        var alias = cursor.take(Keyword.AS) ? cursor.expectName("an alias") : cursor.bareAlias();
        var columns = columnNames();
        return new Source.Aliased(cursor.from(start), source, alias, columns);
    }

    /// Whether a name stands here that can only be an alias.
    boolean isBareAlias() {
        cursor.note("an alias");
        var token = cursor.peek();
        if (token.kind() == Token.Kind.QUOTED_NAME) {
            return true;
        }
        if (token.kind() != Token.Kind.WORD || (token.keyword() != null && !token.keyword().canBeBareAlias())) {
            return false;
        }
        var next = cursor.peek(1);
        if (token.is(Keyword.SEMI) || token.is(Keyword.ANTI) || token.is(Keyword.POSITIONAL)) {
            return !next.is(Keyword.JOIN);
        }
        var clause = next.is(Keyword.BY) && Refusals.clause(Cursor.name(token).key(), "by").isPresent();
        return !((token.is(Keyword.ASOF) && isAsof())
                || isPivot()
                || (token.is(Keyword.AT) && next.is(Keyword.TIME))
                || (token.is(Keyword.LATERAL) && next.is(Keyword.VIEW))
                || clause);
    }

    /// `(a, b)`, if it is there.
    List<Name> columnNames() {
        return cursor.isAt("(") ? expectColumnNames() : List.of();
    }

    List<Name> expectColumnNames() {
        cursor.expect("(");
        var names = new ArrayList<Name>();
        do {
            names.add(cursor.expectName("a column"));
        } while (cursor.take(",") && !cursor.isAt(")"));
        cursor.expect(")");
        return names;
    }

    private Source plain() {
        var start = cursor.peek().start();
        if (cursor.isAt("(")) {
            return parenthesised(start);
        }
        if (cursor.peek(1).is("(") && cursor.take(Keyword.LATERAL)) {
            cursor.expect("(");
            var query = grammar.queries.query();
            cursor.expect(")");
            return new Source.Derived(cursor.from(start), query, true);
        }
        if (cursor.peek(1).is("(") && cursor.take(Keyword.VALUES)) {
            var values = new SelectParser(grammar).values(start);
            return new Source.Derived(cursor.from(start), values, false);
        }
        if (cursor.peek(1).isName() && cursor.peek(2).is("(") && cursor.take(Keyword.LATERAL)) {
            return function(start, cursor.expectName("a function"), true);
        }
        return named();
    }

    /// A table, a file or a function.
    Source named() {
        var start = cursor.peek().start();
        if (cursor.isAt(Token.Kind.TEXT)) {
            var path = cursor.take().text();
            return new Source.File(cursor.from(start), path);
        }
        cursor.note("a query in parentheses");
        var word = cursor.peek();
        if (word.keyword() != null && !word.keyword().canBeColumn()) {
            cursor.note("a table");
            throw cursor.unexpected();
        }
        var name = cursor.expectQualifiedName("a table");
        return cursor.isAt("(") && name.parts().size() == 1
                ? function(start, name.last(), false)
                : new Source.Table(name.at(), name);
    }

    private Source function(int start, Name name, boolean lateral) {
        var call = grammar.calls.call(name);
        var ordinality = cursor.take(Keyword.WITH, Keyword.ORDINALITY);
        return new Source.Function(cursor.from(start), call, lateral, ordinality);
    }

    private Source parenthesised(int start) {
        cursor.expect("(");
        if (grammar.queries.isQueryAt(0)) {
            var query = grammar.queries.query();
            cursor.expect(")");
            return new Source.Derived(cursor.from(start), query, false);
        }
        var source = source();
        // (select …) union …: what looked like a source is the beginning of a query
        if (source instanceof Source.Derived(var _, var left, var _) && grammar.queries.isAtRestOfQuery()) {
            var query = grammar.queries.rest(left);
            cursor.expect(")");
            return new Source.Derived(cursor.from(start), query, false);
        }
        cursor.expect(")");
        return source;
    }
}
