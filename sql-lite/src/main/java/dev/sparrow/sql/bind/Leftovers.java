/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.plan.Relation;
import dev.sparrow.table.step.SortKey;

import java.util.List;
import java.util.stream.Stream;

/// Finds columns of queries around that no join has brought in: nothing may run with them.
final class Leftovers {
    private Leftovers() {}

    static boolean isIn(Relation relation) {
        return expressions(relation).anyMatch(Places::hasUnplaced)
                || relation.inputs().stream().anyMatch(Leftovers::isIn);
    }

    private static Stream<Expression> expressions(Relation relation) {
        return switch (relation) {
            case Relation.Filter(var _, var condition) -> Stream.of(condition);
            case Relation.Project(var _, var columns, var _) -> columns.stream();
            case Relation.Aggregate aggregate ->
                    Stream.concat(
                            aggregate.keys().stream(),
                            aggregate.calls().stream().flatMap(call -> call.arguments().stream()));
            case Relation.Join join ->
                    Stream.of(
                                    join.leftKeys(),
                                    join.rightKeys(),
                                    join.condition() == null ? List.<Expression>of() : List.of(join.condition()))
                            .flatMap(List::stream);
            case Relation.Sort(var _, var order) -> order.stream().map(SortKey::by);
            case Relation.Unnest unnest -> Stream.of(unnest.list());
            case Relation.Windows windows -> windows.partitionBy().stream();
            case Relation.Dataset _, Relation.Limit _, Relation.Union _, Relation.Sample _, Relation.Shared _ ->
                    Stream.empty();
        };
    }
}
