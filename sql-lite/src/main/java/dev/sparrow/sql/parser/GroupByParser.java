/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.parser;

import dev.sparrow.sql.syntax.Expression;
import dev.sparrow.sql.syntax.GroupBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads `group by`.
final class GroupByParser {
    private final Grammar grammar;
    private final Cursor cursor;

    GroupByParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
    }

    /// `group by …`, if it is there.
    Optional<GroupBy> groupBy() {
        var start = cursor.peek().start();
        if (!cursor.take(Keyword.GROUP, Keyword.BY)) {
            return Optional.empty();
        }
        if (cursor.take(Keyword.ALL)) {
            return Optional.of(new GroupBy.AllColumns(cursor.from(start)));
        }
        var elements = elements();
        return Optional.of(new GroupBy.Elements(cursor.from(start), elements));
    }

    private List<GroupBy.Element> elements() {
        var elements = new ArrayList<GroupBy.Element>();
        do {
            elements.add(element());
        } while (cursor.take(","));
        return elements;
    }

    private GroupBy.Element element() {
        if (cursor.peek(1).is("(") && cursor.take(Keyword.ROLLUP)) {
            return new GroupBy.Rollup(keyLists());
        }
        if (cursor.peek(1).is("(") && cursor.take(Keyword.CUBE)) {
            return new GroupBy.Cube(keyLists());
        }
        if (cursor.take(Keyword.GROUPING, Keyword.SETS)) {
            var outer = cursor.enter(1);
            cursor.expect("(");
            var sets = elements();
            cursor.expect(")");
            cursor.leave(1, outer);
            return new GroupBy.Sets(sets);
        }
        return keys();
    }

    private List<GroupBy.Keys> keyLists() {
        cursor.expect("(");
        var lists = new ArrayList<GroupBy.Keys>();
        do {
            lists.add(keys());
        } while (cursor.take(","));
        cursor.expect(")");
        return lists;
    }

    private GroupBy.Keys keys() {
        if (cursor.peek().is("(") && cursor.peek(1).is(")")) {
            cursor.take();
            cursor.take();
            return new GroupBy.Keys(List.of());
        }
        return switch (grammar.expressions.expression()) {
            case Expression.Row(var _, var values) -> new GroupBy.Keys(values);
            case Expression single -> new GroupBy.Keys(List.of(single));
        };
    }
}
