/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.plan;

import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.step.Lookup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Has only those groups computed that a join can find: where groups are joined by one of their keys with a table of
/// which conditions leave little, the rows that are grouped are looked up there first. So the mean of all lines of each
/// part is that of the parts alone that a query asks about. It is the reduction by semi joins of Bernstein and Chiu
/// ("Using semi-joins to solve relational queries", 1981); the small table is read twice for it.
final class GroupReduction {
    /// So few of all keys have to be left.
    private static final double PART_MAX = 0.25;

    /// Fewer rows are grouped faster than looked up.
    private static final double ROWS_MIN = 5_000;

    private final JoinCluster cluster;
    private final JoinGraph graph;

    GroupReduction(JoinCluster cluster, JoinGraph graph) {
        this.cluster = cluster;
        this.graph = graph;
    }

    /// The relations of the nodes, with fewer groups.
    List<JoinNode> nodes() {
        return cluster.nodes().stream().map(this::reduced).toList();
    }

    private JoinNode reduced(JoinNode node) {
        if (node.isDependent()) {
            return node;
        }
        for (var equality : graph.classes()) {
            for (var column : equality.columns()) {
                if (cluster.node(column.column()).number() == node.number()) {
                    var found = smallest(equality, node);
                    var changed = found.flatMap(keys -> reduced(node.relation(), column.column() - node.start(), keys));
                    if (changed.isPresent()) {
                        return node.with(changed.get());
                    }
                }
            }
        }
        return node;
    }

    /// Keys that a joined row has at least.
    ///
    /// @param distinct how many different ones there are, about
    /// @param base the rows that are read for them
    private record Keys(Relation relation, double distinct, double base) {}

    /// Of the other tables with a column of the class the one with the fewest keys.
    private Optional<Keys> smallest(JoinGraph.Equality equality, JoinNode node) {
        Keys best = null;
        for (var column : equality.columns()) {
            var other = cluster.node(column.column());
            if (other.number() != node.number() && !other.isDependent()) {
                best =
                        fewer(
                                best,
                                keys(other.relation(), Simplification.moved(column, place -> place - other.start())));
            }
        }
        for (var semi : cluster.nodes()) {
            if (semi.kind() == Lookup.Kind.SEMI
                    && semi.leftKeys().size() == 1
                    && semi.leftKeys().getFirst() instanceof Expression.Input key
                    && equality.columns().stream().anyMatch(column -> column.column() == key.column())) {
                best = fewer(best, keys(semi.relation(), semi.rightKeys().getFirst()));
            }
        }
        return Optional.ofNullable(best);
    }

    private static Keys fewer(Keys one, Keys other) {
        return one == null || (other != null && other.distinct < one.distinct) ? other : one;
    }

    /// Null if they cannot be read once more.
    private static Keys keys(Relation relation, Expression key) {
        if (!isSimple(relation)) {
            return null;
        }
        var estimate = Estimates.of(relation);
        var keys = new Relation.Project(relation, List.of(key), List.of("key"));
        return new Keys(keys, Math.min(estimate.rows(), estimate.distinct(key)), estimate.base());
    }

    /// Whether it is a table with conditions, whose rows are the same each time.
    private static boolean isSimple(Relation relation) {
        return switch (relation) {
            case Relation.Dataset _ -> true;
            case Relation.Filter(var input, var condition) -> !Simplification.hasUserCall(condition) && isSimple(input);
            case Relation.Project(var input, var columns, _) ->
                    columns.stream().noneMatch(Simplification::hasUserCall) && isSimple(input);
            case Relation.Aggregate _,
                    Relation.Join _,
                    Relation.Sort _,
                    Relation.Limit _,
                    Relation.Union _,
                    Relation.Unnest _,
                    Relation.Windows _,
                    Relation.Sample _,
                    Relation.Shared _ ->
                    false;
        };
    }

    /// Groups of fewer rows; nothing if these are no groups by that column, or if it is not worth it.
    private static Optional<Relation> reduced(Relation relation, int column, Keys keys) {
        return switch (relation) {
            case Relation.Filter(var input, var condition) ->
                    reduced(input, column, keys).map(less -> new Relation.Filter(less, condition));
            case Relation.Project(var input, var columns, var names)
                    when columns.get(column) instanceof Expression.Input below ->
                    reduced(input, below.column(), keys).map(less -> new Relation.Project(less, columns, names));
            case Relation.Aggregate aggregate when column < aggregate.keys().size() ->
                    reduced(aggregate, aggregate.keys().get(column), keys);
            case Relation _ -> Optional.empty();
        };
    }

    private static Optional<Relation> reduced(Relation.Aggregate aggregate, Expression key, Keys keys) {
        var rows = Estimates.of(aggregate.input());
        if (rows.rows() < ROWS_MIN || keys.base > rows.base() || keys.distinct > PART_MAX * rows.distinct(key)) {
            return Optional.empty();
        }
        var all = new ArrayList<Expression>();
        all.add(Simplification.input(keys.relation.schema(), 0));
        var some = new Relation.Join(Lookup.Kind.SEMI, aggregate.input(), keys.relation, List.of(key), all, null);
        return Optional.of(aggregate.with(List.of(some)));
    }
}
