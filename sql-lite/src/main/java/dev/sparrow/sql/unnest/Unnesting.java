/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.unnest;

import dev.sparrow.table.expression.Calls;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Expression.Branch;
import dev.sparrow.table.expression.Expression.Input;
import dev.sparrow.table.expression.Expression.Literal;
import dev.sparrow.table.plan.JoinKeys;
import dev.sparrow.table.plan.Relation;
import dev.sparrow.table.step.Lookup;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Joins rows with a relation that reads their columns.
///
/// Where conditions alone read them, these become conditions of the join. Else the relation is computed for the domain,
/// the different values of the columns that it reads, and joined by these; the rows are computed once for both.
public final class Unnesting {
    private Unnesting() {}

    /// What the join of a kind makes of rows and the rows that a relation has for each of them: the columns of the
    /// rows, then what the kind adds, of which those of the relation are the relation's.
    ///
    /// @param relation reads the columns of `rows` as those of the query around
    /// @param conditions over the columns of `rows` and those of [Places#partner]
    public static Relation join(Lookup.Kind kind, Relation rows, Relation relation, List<Expression> conditions) {
        var width = rows.schema().fields().size();
        var own =
                conditions.stream()
                        .filter(each -> !(each instanceof Literal(Boolean holds, var _) && holds))
                        .map(each -> Places.withPartners(each, width))
                        .toList();
        if (!RelationExpressions.isCorrelatedDirectly(relation)) {
            return joined(kind, rows, lowered(relation), own);
        }
        return PullUp.of(relation)
                .filter(pulled -> pulled.ofNoRows().isEmpty() || own.isEmpty())
                .filter(pulled -> pulled.ofNoRows().isEmpty() || hasDefaults(kind))
                .map(pulled -> pulled(kind, rows, relation, pulled, own))
                .orElseGet(() -> pushed(kind, rows, relation, own));
    }

    /// Whether a row without partners can have the values of no rows.
    private static boolean hasDefaults(Lookup.Kind kind) {
        return kind == Lookup.Kind.INNER || kind == Lookup.Kind.LEFT || kind == Lookup.Kind.SINGLE;
    }

    /// A relation that reads nothing of the rows directly around, where these are no query around any more.
    public static Relation lowered(Relation relation) {
        return RelationExpressions.isCorrelated(relation)
                ? RelationExpressions.rewritten(relation, Places::lowered)
                : relation;
    }

    /// The join by conditions over the columns of both. Those that read other columns are asked of pairs.
    public static Relation.Join joined(Lookup.Kind kind, Relation left, Relation right, List<Expression> conditions) {
        var placed = conditions.stream().filter(each -> !Places.hasUnplaced(each)).toList();
        var rest = new ArrayList<>(conditions);
        rest.removeAll(placed);
        var join = JoinKeys.join(kind, left, right, placed.isEmpty() ? null : Calls.and(placed));
        if (rest.isEmpty()) {
            return join;
        }
        if (join.condition() != null) {
            rest.add(join.condition());
        }
        return new Relation.Join(kind, left, right, join.leftKeys(), join.rightKeys(), Calls.and(rest));
    }

    // ---- By conditions

    private static Relation pulled(
            Lookup.Kind kind, Relation rows, Relation relation, PullUp pulled, List<Expression> own) {
        var width = rows.schema().fields().size();
        var conditions = new ArrayList<>(own);
        pulled.conditions().forEach(each -> conditions.add(Places.inQueryAround(each, width)));
        var right = lowered(pulled.relation());
        var columns = relation.schema().fields().size();
        if (pulled.ofNoRows().isEmpty()) {
            return first(joined(kind, rows, right, conditions), kind, width + columns);
        }
        var present = right.schema().fields().size();
        var all = new ArrayList<>(Places.columns(right.schema()));
        all.add(Calls.literal(true));
        var names = new ArrayList<>(right.schema().names());
        names.add("present");
        var marked = new Relation.Project(right, all, names);
        var asKind = kind == Lookup.Kind.INNER ? Lookup.Kind.LEFT : kind;
        var joined = joined(asKind, rows, marked, conditions);
        var results = new ArrayList<>(Places.columns(joined.schema()).subList(0, width));
        var mark = Places.column(joined.schema(), width + present);
        for (var i = 0; i < columns; i++) {
            var none = Places.inQueryAround(pulled.ofNoRows().get(i), 0);
            results.add(orElse(mark, Places.column(joined.schema(), width + i), none));
        }
        return new Relation.Project(joined, results, joined.schema().names().subList(0, width + columns));
    }

    /// A value where a mark is there, else another.
    static Expression orElse(Expression present, Expression value, Expression otherwise) {
        return otherwise instanceof Literal(var missing, var _) && missing == null
                ? value
                : Calls.cases(List.of(new Branch(Calls.not(Calls.isNull(present)), value)), otherwise);
    }

    /// The first columns alone, if there are more.
    private static Relation first(Relation joined, Lookup.Kind kind, int columns) {
        return kind.showsRight() && joined.schema().fields().size() > columns
                ? new Relation.Project(
                        joined,
                        Places.columns(joined.schema()).subList(0, columns),
                        joined.schema().names().subList(0, columns))
                : joined;
    }

    // ---- By the domain

    private static Relation pushed(Lookup.Kind kind, Relation rows, Relation relation, List<Expression> own) {
        var read = new TreeMap<Integer, Input>();
        RelationExpressions.rewritten(
                relation,
                expression ->
                        Places.outerColumns(
                                expression,
                                column -> {
                                    read.put(column.column(), column);
                                    return column;
                                }));
        var around = List.copyOf(read.keySet());
        var shared = new Relation.Shared(rows);
        var values = around.stream().map(place -> (Expression) Places.column(rows.schema(), place)).toList();
        var names = IntStream.range(0, around.size()).mapToObj(place -> "domain" + place).toList();
        var domain = new Relation.Shared(new Relation.Aggregate(shared, values, List.of(), names));
        var computed = new PushDown(domain, around).of(relation);
        var width = rows.schema().fields().size();
        var conditions = new ArrayList<Expression>();
        own.forEach(each -> conditions.add(Places.moved(each, place -> place < width ? place : place + around.size())));
        for (var i = 0; i < around.size(); i++) {
            var place = i;
            var value = Places.moved(Places.column(computed.schema(), place), _ -> width + place);
            conditions.addAll(NullSafe.equal(Places.column(rows.schema(), around.get(i)), value));
        }
        var joined = joined(kind, shared, computed, conditions);
        if (!kind.showsRight()) {
            return joined;
        }
        var places =
                IntStream.range(0, joined.schema().fields().size())
                        .filter(place -> place < width || place >= width + around.size())
                        .boxed()
                        .toList();
        return new Relation.Project(
                joined,
                places.stream().map(place -> (Expression) Places.column(joined.schema(), place)).toList(),
                places.stream().map(place -> joined.schema().fields().get(place).name()).toList());
    }
}
