/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.parser;

import dev.sparrow.sql.syntax.CommonTable;
import dev.sparrow.sql.syntax.Expression;
import dev.sparrow.sql.syntax.Limit;
import dev.sparrow.sql.syntax.Literal;
import dev.sparrow.sql.syntax.Name;
import dev.sparrow.sql.syntax.OrderBy;
import dev.sparrow.sql.syntax.OrderBy.Direction;
import dev.sparrow.sql.syntax.OrderBy.NullOrder;
import dev.sparrow.sql.syntax.Query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads queries: what is selected stands in [SelectParser], what they are put together with stands here.
final class QueryParser {
    /// Reading a query in a query takes the stack of so many expressions in expressions.
    private static final int LEVELS = 4;

    private final Grammar grammar;
    private final Cursor cursor;
    private final SelectParser selects;

    QueryParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
        this.selects = new SelectParser(grammar);
    }

    /// Whether a query begins so many tokens from here; one in parentheses is not looked for.
    boolean isQueryAt(int ahead) {
        var word = cursor.peek(ahead);
        var next = cursor.peek(ahead + 1);
        if (word.is(Keyword.SELECT) || word.is(Keyword.WITH) || word.is(Keyword.FROM)) {
            return true;
        }
        if (word.is(Keyword.VALUES)) {
            return next.is("(");
        }
        var named = next.isName() && (next.keyword() == null || next.keyword().canBeColumn());
        return (word.is(Keyword.TABLE) && named)
                || (word.is(Keyword.SHOW) && next.isName())
                || (isDescription(word) && isDescribed(ahead + 1))
                || (isPivot(word) && (named || next.kind() == Token.Kind.TEXT));
    }

    private boolean isDescribed(int ahead) {
        var next = cursor.peek(ahead);
        var place = ahead;
        while (cursor.peek(place).is("(")) {
            place++;
        }
        return place > ahead
                ? isQueryAt(place)
                : next.kind() == Token.Kind.TEXT || (next.isName() && !next.is(Keyword.AS));
    }

    private static boolean isDescription(Token word) {
        return word.is(Keyword.DESCRIBE) || word.is(Keyword.DESC) || word.is(Keyword.SUMMARIZE);
    }

    private static boolean isPivot(Token word) {
        return word.is(Keyword.PIVOT) || word.is(Keyword.UNPIVOT);
    }

    /// Whether what was read so far may be only the beginning of a query.
    boolean isAtRestOfQuery() {
        return cursor.isAtAny(
                Keyword.UNION,
                Keyword.EXCEPT,
                Keyword.INTERSECT,
                Keyword.ORDER,
                Keyword.LIMIT,
                Keyword.OFFSET,
                Keyword.FETCH);
    }

    Query query() {
        var outer = cursor.enter(LEVELS);
        var start = cursor.peek().start();
        var query = cursor.isAt(Keyword.WITH) ? with(start) : rest(term());
        cursor.leave(LEVELS, outer);
        return query;
    }

    /// A query of which the first part has been read.
    Query rest(Query first) {
        return ordered(first.at().start(), unions(intersections(first)));
    }

    private Query with(int start) {
        cursor.expect(Keyword.WITH);
        var recursive = cursor.take(Keyword.RECURSIVE);
        var tables = new ArrayList<CommonTable>();
        do {
            tables.add(commonTable());
        } while (cursor.take(",") && !cursor.isAt(Keyword.SELECT));
        var query = query();
        return new Query.With(cursor.from(start), recursive, tables, query);
    }

    private CommonTable commonTable() {
        var start = cursor.peek().start();
        var name = cursor.expectName("the name of a query");
        var columns = grammar.sources.columnNames();
        List<Name> key = cursor.take(Keyword.USING, Keyword.KEY) ? grammar.sources.expectColumnNames() : List.of();
        cursor.expect(Keyword.AS);
        var materialized =
                cursor.take(Keyword.NOT, Keyword.MATERIALIZED)
                        ? Optional.of(false)
                        : cursor.take(Keyword.MATERIALIZED) ? Optional.of(true) : Optional.<Boolean>empty();
        cursor.expect("(");
        var query = query();
        cursor.expect(")");
        return new CommonTable(cursor.from(start), name, columns, key, materialized, query);
    }

    private Query unions(Query first) {
        var left = first;
        while (cursor.isAt(Keyword.UNION) || cursor.isAt(Keyword.EXCEPT)) {
            var operator = cursor.take().is(Keyword.UNION) ? Query.SetOperator.UNION : Query.SetOperator.EXCEPT;
            var combination = combination();
            left = combined(left, operator, combination, intersections(term()));
        }
        return left;
    }

    private Query intersections(Query first) {
        var left = first;
        while (cursor.take(Keyword.INTERSECT)) {
            var combination = combination();
            left = combined(left, Query.SetOperator.INTERSECT, combination, term());
        }
        return left;
    }

    private Query.Combination combination() {
        var all = cursor.take(Keyword.ALL);
        if (!all) {
            cursor.take(Keyword.DISTINCT);
        }
        return new Query.Combination(all, cursor.take(Keyword.BY, Keyword.NAME));
    }

    private Query combined(Query left, Query.SetOperator operator, Query.Combination combination, Query right) {
        cursor.grow();
        return new Query.SetOperation(cursor.from(left.at().start()), operator, combination, left, right);
    }

    /// A query that nothing is put together in, or any in parentheses.
    private Query term() {
        var start = cursor.peek().start();
        if (cursor.take("(")) {
            var query = query();
            cursor.expect(")");
            return query;
        }
        if (cursor.isAt(Keyword.SELECT)) {
            return selects.select(start);
        }
        if (cursor.isAt(Keyword.FROM)) {
            return selects.fromFirst(start);
        }
        if (cursor.take(Keyword.VALUES)) {
            return selects.values(start);
        }
        if (cursor.take(Keyword.TABLE)) {
            return selects.table(start, cursor.expectQualifiedName("a table"));
        }
        return described(start);
    }

    private Query described(int start) {
        if (cursor.take(Keyword.SHOW)) {
            return show(start);
        }
        if (cursor.take(Keyword.SUMMARIZE)) {
            var query = described();
            return new Query.Summarize(cursor.from(start), query);
        }
        if (cursor.take(Keyword.DESCRIBE) || cursor.take(Keyword.DESC)) {
            if (isEnd()) {
                return new Query.ShowTables(cursor.from(start), false);
            }
            var query = described();
            return new Query.Describe(cursor.from(start), query);
        }
        if (cursor.take(Keyword.PIVOT)) {
            return selects.pivot(start);
        }
        cursor.expect(Keyword.UNPIVOT);
        return selects.unpivot(start);
    }

    private boolean isEnd() {
        return cursor.isAt(Token.Kind.END) || cursor.isAt(";") || cursor.isAt(")");
    }

    private Query show(int start) {
        if (cursor.take(Keyword.TABLES)) {
            return new Query.ShowTables(cursor.from(start), false);
        }
        if (cursor.take(Keyword.ALL, Keyword.TABLES)) {
            return new Query.ShowTables(cursor.from(start), true);
        }
        var query = described();
        return new Query.Describe(cursor.from(start), query);
    }

    /// What is described: a query, or a table by its name.
    private Query described() {
        var start = cursor.peek().start();
        if (cursor.isAt("(") || isQueryAt(0)) {
            return query();
        }
        cursor.take(Keyword.TABLE);
        var source = grammar.sources.named();
        return selects.allOf(cursor.from(start), source);
    }

    private Query ordered(int start, Query query) {
        var orderBy = orderBy();
        var limit = limit();
        grammar.statements.refuse(Refusals::clause);
        return orderBy.isEmpty() && limit.isEmpty()
                ? query
                : new Query.Ordered(cursor.from(start), query, orderBy, limit);
    }

    /// `order by …`, if it is there.
    Optional<OrderBy> orderBy() {
        var start = cursor.peek().start();
        if (!cursor.take(Keyword.ORDER, Keyword.BY)) {
            return Optional.empty();
        }
        if (cursor.take(Keyword.ALL)) {
            var direction = direction();
            var nulls = nullOrder();
            return Optional.of(new OrderBy.AllColumns(cursor.from(start), direction, nulls));
        }
        var keys = new ArrayList<OrderBy.Key>();
        do {
            var keyStart = cursor.peek().start();
            var value = grammar.expressions.expression();
            var direction = direction();
            var nulls = nullOrder();
            keys.add(new OrderBy.Key(cursor.from(keyStart), value, direction, nulls));
        } while (cursor.take(",") && !isEnd());
        return Optional.of(new OrderBy.Keys(cursor.from(start), keys));
    }

    private Direction direction() {
        if (cursor.take(Keyword.DESC)) {
            return Direction.DESCENDING;
        }
        cursor.take(Keyword.ASC);
        return Direction.ASCENDING;
    }

    private NullOrder nullOrder() {
        if (cursor.take(Keyword.NULLS, Keyword.FIRST)) {
            return NullOrder.FIRST;
        }
        return cursor.take(Keyword.NULLS, Keyword.LAST) ? NullOrder.LAST : NullOrder.UNSAID;
    }

    /// `limit`, `offset` and `fetch`, in any order.
    private Optional<Limit> limit() {
        var start = cursor.peek().start();
        Optional<Limit> limit = Optional.empty();
        while (cursor.isAtAny(Keyword.LIMIT, Keyword.OFFSET, Keyword.FETCH)) {
            var before = limit.orElse(new Limit(cursor.from(start), Optional.empty(), false, Optional.empty()));
            limit = Optional.of(cursor.isAt(Keyword.OFFSET) ? offset(before) : count(before));
        }
        var at = cursor.from(start);
        return limit.map(all -> new Limit(at, all.count(), all.percent(), all.offset()))
                .filter(all -> all.count().isPresent() || all.offset().isPresent());
    }

    private Limit offset(Limit before) {
        if (before.offset().isPresent()) {
            throw cursor.unexpected();
        }
        cursor.expect(Keyword.OFFSET);
        var offset = grammar.expressions.expression();
        if (!cursor.take(Keyword.ROWS)) {
            cursor.take(Keyword.ROW);
        }
        return new Limit(before.at(), before.count(), before.percent(), Optional.of(offset));
    }

    private Limit count(Limit before) {
        if (before.count().isPresent()) {
            throw cursor.unexpected();
        }
        if (cursor.isAt(Keyword.FETCH)) {
            return new Limit(before.at(), Optional.of(fetched()), false, before.offset());
        }
        cursor.expect(Keyword.LIMIT);
        if (cursor.take(Keyword.ALL)) {
            return before;
        }
        // 10% is a share; 10 % 3 is a number.
        var sign = cursor.peek(1).is("%") && !startsOperand(cursor.peek(2));
        var count = sign ? grammar.values.value() : grammar.expressions.expression();
        var percent = cursor.take("%") || cursor.take(Keyword.PERCENT);
        return new Limit(before.at(), Optional.of(count), percent, before.offset());
    }

    private static boolean startsOperand(Token token) {
        return token.kind() == Token.Kind.NUMBER || token.kind() == Token.Kind.PARAMETER || token.is("(");
    }

    private Expression fetched() {
        var at = cursor.take().span();
        if (!cursor.take(Keyword.FIRST)) {
            cursor.expect(Keyword.NEXT);
        }
        var one = new Expression.Constant(at, new Literal.Whole(java.math.BigInteger.ONE));
        var count = cursor.isAtAny(Keyword.ROW, Keyword.ROWS) ? one : grammar.expressions.expression();
        if (!cursor.take(Keyword.ROWS)) {
            cursor.expect(Keyword.ROW);
        }
        cursor.expect(Keyword.ONLY);
        return count;
    }
}
