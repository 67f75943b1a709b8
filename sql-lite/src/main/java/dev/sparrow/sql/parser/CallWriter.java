/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.parser;

import dev.sparrow.sql.syntax.Argument;
import dev.sparrow.sql.syntax.Expression;
import dev.sparrow.sql.syntax.OrderBy;
import dev.sparrow.sql.syntax.Window;

/// Writes calls, windows, and what is in brackets.
final class CallWriter {
    private final Words words;
    private final ExpressionWriter expressions;

    CallWriter(Words words, ExpressionWriter expressions) {
        this.words = words;
        this.expressions = expressions;
    }

    void call(Expression.Call call) {
        var aggregation = call.aggregation();
        if (isNiladic(call)) {
            words.add(call.function().text());
            return;
        }
        words.function(call.function()).add("(").addIf(aggregation.distinct(), "distinct ");
        words.list(call.arguments(), this::argument);
        aggregation
                .orderBy()
                .ifPresent(order -> {
                    words.addIf(!call.arguments().isEmpty(), " ");
                    orderBy(order);
                });
        var nulls =
                switch (aggregation.nulls()) {
                    case UNSAID -> "";
                    case RESPECT -> " respect nulls";
                    case IGNORE -> " ignore nulls";
                };
        // behind another call they would be that one's
        var within = aggregation.orderBy().isEmpty() && call.arguments().stream().allMatch(CallWriter::isShort);
        words.addIf(within, nulls).add(")");
        aggregation
                .withinGroup()
                .ifPresent(order -> {
                    words.add(" within group (");
                    orderBy(order);
                    words.add(")");
                });
        aggregation
                .filter()
                .ifPresent(condition -> {
                    words.add(" filter (where ");
                    expressions.write(condition);
                    words.add(")");
                });
        words.addIf(!within, nulls);
        call.over().ifPresent(this::over);
    }

    private static boolean isShort(Argument argument) {
        return argument.value() instanceof Expression.Column || argument.value() instanceof Expression.Constant;
    }

    /// `current_date`, which has no parentheses.
    private static boolean isNiladic(Expression.Call call) {
        return ValueParser.NILADIC.contains(call.function().key())
                && call.arguments().isEmpty()
                && call.aggregation().equals(Expression.Aggregation.NONE)
                && call.over().isEmpty();
    }

    private void argument(Argument argument) {
        argument.name().ifPresent(name -> words.name(name).add(" := "));
        expressions.write(argument.value());
    }

    private void over(Window window) {
        words.add(" over ");
        switch (window) {
            case Window.Named(var _, var name) -> words.name(name);
            case Window.Definition definition -> definition(definition);
        }
    }

    void definition(Window.Definition window) {
        var before = new String[] {""};
        words.add("(");
        window.base()
                .ifPresent(base -> {
                    words.name(base);
                    before[0] = " ";
                });
        if (!window.partitionBy().isEmpty()) {
            words.add(before[0]).add("partition by ");
            expressions.list(window.partitionBy());
            before[0] = " ";
        }
        window.orderBy()
                .ifPresent(order -> {
                    words.add(before[0]);
                    orderBy(order);
                    before[0] = " ";
                });
        window.frame()
                .ifPresent(frame -> {
                    words.add(before[0]);
                    frame(frame);
                });
        words.add(")");
    }

    private void frame(Window.Frame frame) {
        words.add(Words.of(frame.unit())).add(" between ");
        bound(frame.start());
        words.add(" and ");
        bound(frame.end());
        words.add(
                switch (frame.exclusion()) {
                    case NO_OTHERS -> "";
                    case CURRENT_ROW -> " exclude current row";
                    case GROUP -> " exclude group";
                    case TIES -> " exclude ties";
                });
    }

    private void bound(Window.Bound bound) {
        switch (bound) {
            case Window.UnboundedPreceding _ -> words.add("unbounded preceding");
            case Window.Preceding(var distance) -> distance(distance, " preceding");
            case Window.CurrentRow _ -> words.add("current row");
            case Window.Following(var distance) -> distance(distance, " following");
            case Window.UnboundedFollowing _ -> words.add("unbounded following");
        }
    }

    private void distance(Expression distance, String direction) {
        expressions.write(distance, dev.sparrow.sql.syntax.Precedence.MATCH.next());
        words.add(direction);
    }

    void orderBy(OrderBy order) {
        words.add("order by ");
        switch (order) {
            case OrderBy.Keys(var _, var keys) ->
                    words.list(
                            keys,
                            key -> {
                                expressions.write(key.value());
                                direction(key.direction(), key.nulls());
                            });
            case OrderBy.AllColumns(var _, var direction, var nulls) -> {
                words.add("all");
                direction(direction, nulls);
            }
        }
    }

    private void direction(OrderBy.Direction direction, OrderBy.NullOrder nulls) {
        words.addIf(direction == OrderBy.Direction.DESCENDING, " desc");
        words.add(
                switch (nulls) {
                    case UNSAID -> "";
                    case FIRST -> " nulls first";
                    case LAST -> " nulls last";
                });
    }

    void star(Expression.Star star) {
        star.table().ifPresent(table -> words.name(table).add("."));
        words.add("*");
        var changes = star.changes();
        if (!changes.exclude().isEmpty()) {
            words.add(" exclude (").list(changes.exclude(), words::name).add(")");
        }
        if (!changes.replace().isEmpty()) {
            words.add(" replace (")
                    .list(
                            changes.replace(),
                            replacement -> {
                                expressions.write(replacement.value());
                                words.add(" as ").name(replacement.column());
                            });
            words.add(")");
        }
        if (!changes.rename().isEmpty()) {
            words.add(" rename (")
                    .list(changes.rename(), renaming -> words.name(renaming.column()).add(" as ").name(renaming.name()))
                    .add(")");
        }
    }

    void cases(Expression.Case cases) {
        words.add("case ");
        cases.operand()
                .ifPresent(operand -> {
                    expressions.write(operand);
                    words.add(" ");
                });
        words.list(
                cases.branches(),
                " ",
                branch -> {
                    words.add("when ");
                    expressions.write(branch.condition());
                    words.add(" then ");
                    expressions.write(branch.value());
                });
        cases.otherwise()
                .ifPresent(value -> {
                    words.add(" else ");
                    expressions.write(value);
                });
        words.add(" end");
    }

    void row(Expression.Row row) {
        words.add(row.values().isEmpty() ? "row(" : "(");
        expressions.list(row.values());
        words.addIf(row.values().size() == 1, ",").add(")");
    }

    void struct(Expression.StructOf struct) {
        words.add("{")
                .list(
                        struct.fields(),
                        field -> {
                            words.name(field.name()).add(": ");
                            expressions.write(field.value());
                        });
        words.add("}");
    }

    void map(Expression.MapOf map) {
        words.add("map {")
                .list(
                        map.entries(),
                        entry -> {
                            expressions.write(entry.key());
                            words.add(": ");
                            expressions.write(entry.value());
                        });
        words.add("}");
    }
}
