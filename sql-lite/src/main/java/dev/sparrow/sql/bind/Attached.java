/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.sql.unnest.Places;
import dev.sparrow.sql.unnest.RelationExpressions;
import dev.sparrow.sql.unnest.Unnesting;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Nested;
import dev.sparrow.table.plan.Relation;
import dev.sparrow.table.step.SortKey;
import dev.sparrow.table.step.WindowCall;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Rows with the columns that come late.
final class Attached {
    private final Late wanted;
    private final Expression[] late;
    private Relation relation;

    private Attached(Relation rows, Late wanted) {
        this.relation = rows;
        this.wanted = wanted;
        this.late = new Expression[wanted.wanted().size()];
    }

    /// With the values of queries and windows, but no row for each element of lists.
    static Attached to(Relation rows, Late wanted) {
        var attached = new Attached(rows, wanted);
        for (var i = 0; i < attached.late.length; ) {
            i = attached.attach(i);
        }
        return attached;
    }

    Relation relation() {
        return relation;
    }

    Expression resolved(Expression expression) {
        return Places.resolved(expression, Arrays.asList(late));
    }

    void filter(Expression condition) {
        relation = new Relation.Filter(relation, resolved(condition));
    }

    private int width() {
        return relation.schema().fields().size();
    }

    /// @return the number of the next one
    private int attach(int number) {
        return switch (wanted.wanted().get(number)) {
            case Late.Joined(var query, var kind, var conditions) -> {
                var place = width();
                relation = Unnesting.join(kind, relation, query, conditions.stream().map(this::resolved).toList());
                late[number] = Places.column(relation.schema(), place);
                yield number + 1;
            }
            case Late.Windowed first -> windows(number, first);
            case Late.Elements _ -> number + 1;
        };
    }

    /// Those that follow and have the same windows come with the first one.
    private int windows(int first, Late.Windowed window) {
        var calls = new ArrayList<WindowCall>();
        var number = first;
        while (number < late.length
                && wanted.wanted().get(number) instanceof Late.Windowed next
                && next.partitionBy().equals(window.partitionBy())
                && next.order().equals(window.order())
                && RelationExpressions.of(next.call()).allMatch(each -> Places.lateEnd(each) <= first)) {
            calls.add(RelationExpressions.call(next.call(), this::resolved));
            number++;
        }
        var place = width();
        relation =
                new Relation.Windows(
                        relation,
                        window.partitionBy().stream().map(this::resolved).toList(),
                        window.order().stream().map(this::resolved).toList(),
                        calls);
        for (var i = first; i < number; i++) {
            late[i] = Places.column(relation.schema(), place + i - first);
        }
        return number;
    }

    SortKey resolved(SortKey key) {
        return new SortKey(resolved(key.by()), key.ascending(), key.nullsFirst());
    }

    /// With a row for each element of the lists, which stand side by side if there are several.
    void addElements() {
        var numbers = new ArrayList<Integer>();
        var lists = new ArrayList<Expression>();
        for (var i = 0; i < late.length; i++) {
            if (wanted.wanted().get(i) instanceof Late.Elements(var list)) {
                numbers.add(i);
                lists.add(resolved(list));
            }
        }
        if (lists.isEmpty()) {
            return;
        }
        var list = lists.size() == 1 ? lists.getFirst() : Nested.zip(lists);
        relation = new Relation.Unnest(relation, list, false, "unnest");
        var element = Places.column(relation.schema(), width() - 1);
        for (var i = 0; i < numbers.size(); i++) {
            late[numbers.get(i)] = lists.size() == 1 ? element : Nested.field(element, i);
        }
    }

    List<Expression> resolved(List<Expression> expressions) {
        return expressions.stream().map(this::resolved).toList();
    }
}
