/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.plan;

import dev.sparrow.table.expression.AggregateCall;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.step.WindowCall;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;

/// A relation as a tree for people, with about how many rows each part of it has. What is shared is told once.
public final class RelationText {
    private final IdentityHashMap<Relation, Integer> shared = new IdentityHashMap<>();
    private final StringBuilder text = new StringBuilder();

    private RelationText() {}

    /// A line for each operation, those that it is made of below it.
    public static String of(Relation relation) {
        var written = new RelationText();
        written.add(relation, 0);
        return written.text.toString();
    }

    /// A relation as it will be computed.
    public static String optimized(Relation relation) {
        return of(Simplification.of(relation));
    }

    private void add(Relation relation, int depth) {
        if (relation instanceof Relation.Project(var input, var columns, _) && isOfNames(columns)) {
            add(input, depth);
            return;
        }
        text.append("  ".repeat(depth)).append(line(relation)).append(rows(Estimates.rows(relation))).append('\n');
        if (relation instanceof Relation.Shared && shared.putIfAbsent(relation, shared.size() + 1) != null) {
            return;
        }
        relation.inputs().forEach(input -> add(input, depth + 1));
    }

    /// What only names columns, or has something in place of those that nobody reads, does nothing.
    private static boolean isOfNames(List<Expression> columns) {
        return columns.stream()
                .allMatch(column -> column instanceof Expression.Input || column instanceof Expression.Literal);
    }

    private static String rows(double rows) {
        return String.format(Locale.ROOT, "  ~%,.0f", Math.max(1, rows));
    }

    private String line(Relation relation) {
        return switch (relation) {
            case Relation.Dataset dataset -> "scan " + dataset.name() + " " + dataset.schema().names();
            case Relation.Filter(_, var condition) -> "where " + condition;
            case Relation.Project(_, var columns, _) -> "select " + columns;
            case Relation.Aggregate aggregate ->
                    "aggregate "
                            + aggregate.calls().stream().map(AggregateCall::name).toList()
                            + " by "
                            + aggregate.keys();
            case Relation.Join join -> join(join);
            case Relation.Sort(_, var order) -> "sort by " + order;
            case Relation.Limit(_, var offset, var count) -> "limit " + count + (offset > 0 ? " offset " + offset : "");
            case Relation.Union _ -> "union";
            case Relation.Unnest(_, var list, _, _) -> "unnest " + list;
            case Relation.Windows windows -> "windows " + windows.calls().stream().map(WindowCall::field).toList();
            case Relation.Sample(_, var fraction, _) -> "sample " + fraction;
            case Relation.Shared _ -> "shared " + shared.getOrDefault(relation, shared.size() + 1);
        };
    }

    private static String join(Relation.Join join) {
        var on = new ArrayList<String>();
        for (var i = 0; i < join.leftKeys().size(); i++) {
            on.add(join.leftKeys().get(i) + " = " + join.rightKeys().get(i));
        }
        if (join.condition() != null) {
            on.add(join.condition().toString());
        }
        return "join "
                + join.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                + (on.isEmpty() ? ", all pairs" : " on " + String.join(" and ", on));
    }
}
