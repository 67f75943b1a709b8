/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.parser;

import dev.sparrow.sql.syntax.Expression;
import dev.sparrow.sql.syntax.Pivot;
import dev.sparrow.sql.syntax.Precedence;
import dev.sparrow.sql.syntax.Sample;
import dev.sparrow.sql.syntax.Source;

/// Writes what stands behind `from`.
final class SourceWriter {
    private final Words words;
    private final ExpressionWriter expressions;
    private final QueryWriter queries;

    SourceWriter(Words words, ExpressionWriter expressions, QueryWriter queries) {
        this.words = words;
        this.expressions = expressions;
        this.queries = queries;
    }

    void write(Source source) {
        switch (source) {
            case Source.Table(var _, var name) -> words.name(name);
            case Source.File(var _, var path) -> words.text(path);
            case Source.Function(var _, var call, var lateral, var ordinality) -> {
                words.addIf(lateral, "lateral ");
                expressions.calls().call(call);
                words.addIf(ordinality, " with ordinality");
            }
            case Source.Derived(var _, var query, var lateral) ->
                    queries.inParentheses(lateral ? "lateral (" : "(", query);
            case Source.Aliased(var _, var inner, var alias, var columns) -> {
                // an alias of an alias
                single(inner, inner instanceof Source.Aliased);
                words.add(" as ").name(alias).names(columns);
            }
            case Source.Sampled(var _, var inner, var sample) -> {
                single(inner, false);
                words.add(" tablesample ");
                sample(sample);
            }
            case Source.Pivoted(var _, var inner, var pivot) -> {
                single(inner, false);
                pivot(pivot);
            }
            case Source.Join join -> join(join);
        }
    }

    /// In parentheses if it is a join.
    private void single(Source source, boolean parentheses) {
        var needed = parentheses || source instanceof Source.Join;
        words.addIf(needed, "(");
        write(source);
        words.addIf(needed, ")");
    }

    private void join(Source.Join join) {
        write(join.left());
        words.addIf(join.condition() instanceof Source.Natural, " natural").addIf(join.kind().asof(), " asof");
        words.add(
                switch (join.kind().type()) {
                    case INNER -> " join ";
                    case LEFT -> " left join ";
                    case RIGHT -> " right join ";
                    case FULL -> " full join ";
                    case CROSS -> " cross join ";
                    case SEMI -> " semi join ";
                    case ANTI -> " anti join ";
                    case POSITIONAL -> " positional join ";
                });
        single(join.right(), false);
        switch (join.condition()) {
            case Source.NoCondition _, Source.Natural _ -> {}
            case Source.On(var condition) -> {
                words.add(" on ");
                expressions.write(condition);
            }
            case Source.Using(var columns) -> words.add(" using").names(columns);
        }
    }

    void sample(Sample sample) {
        sample.method().ifPresent(method -> words.add(method.text()).add("("));
        expressions.write(sample.amount());
        words.add(sample.percent() ? " percent" : " rows").addIf(sample.method().isPresent(), ")");
        sample.seed()
                .ifPresent(seed -> {
                    words.add(" repeatable (");
                    expressions.write(seed);
                    words.add(")");
                });
    }

    private void pivot(Pivot pivot) {
        switch (pivot) {
            case Pivot.ToColumns(var _, var on, var using, var groupBy) -> {
                words.add(" pivot (");
                queries.items(using);
                if (!on.isEmpty()) {
                    words.addIf(!using.isEmpty(), " ").add("for ");
                    words.list(on, " ", column -> pivotColumn(column, on.size() > 1));
                }
                if (!groupBy.isEmpty()) {
                    words.addIf(!using.isEmpty() || !on.isEmpty(), " ").add("group by ");
                    expressions.list(groupBy);
                }
                words.add(")");
            }
            case Pivot.ToRows(var _, var on, var name, var values, var includeNulls) -> {
                words.add(" unpivot ").addIf(includeNulls, "include nulls ").add("(");
                words.addIf(values.size() > 1, "(").list(values, words::name).addIf(values.size() > 1, ")");
                words.add(" for ").name(name).add(" in (");
                queries.items(on);
                words.add("))");
            }
        }
    }

    /// Several stand beside each other with nothing between them, so they are in parentheses.
    private void pivotColumn(Pivot.PivotColumn column, boolean several) {
        var plain = !several && column.value() instanceof Expression.Column;
        words.addIf(!plain, "(");
        expressions.write(column.value(), plain ? Precedence.MATCH.next() : Precedence.LOWEST);
        words.addIf(!plain, ")");
        if (!column.values().isEmpty()) {
            words.add(" in (");
            expressions.list(column.values());
            words.add(")");
        }
        column.query().ifPresent(query -> queries.inParentheses(" in (", query));
    }
}
