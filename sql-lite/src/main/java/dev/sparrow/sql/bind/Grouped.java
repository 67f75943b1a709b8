/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.sql.unnest.Places;
import dev.sparrow.table.expression.AggregateCall;
import dev.sparrow.table.expression.Calls;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Expression.Branch;
import dev.sparrow.table.expression.Expression.Comparison;
import dev.sparrow.table.expression.Expression.Input;
import dev.sparrow.table.plan.Relation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The columns of groups: their keys, then the aggregates that were met. With several sets of keys the number of the
/// set comes before them.
final class Grouped {
    private final List<Expression> keys;
    private final List<List<Integer>> sets;
    private final Late rowsLate;
    private final List<AggregateCall> calls = new ArrayList<>();

    /// @param sets the places of the keys of each set; empty if there is one of all keys
    /// @param rowsLate the late columns of the rows, which keys and arguments read
    Grouped(List<Expression> keys, List<List<Integer>> sets, Late rowsLate) {
        this.keys = List.copyOf(keys);
        this.sets = List.copyOf(sets);
        this.rowsLate = rowsLate;
    }

    List<Expression> keys() {
        return keys;
    }

    Late rowsLate() {
        return rowsLate;
    }

    private int first() {
        return sets.isEmpty() ? 0 : 1;
    }

    /// The key that an expression over rows is; nothing if it is none.
    Optional<Expression> key(Expression ofRows) {
        var place = keys.indexOf(ofRows);
        return place < 0 ? Optional.empty() : Optional.of(key(place));
    }

    private Expression key(int place) {
        var key = keys.get(place);
        return new Input(place + first(), key.type(), key.nullable() || !sets.isEmpty(), key.toString());
    }

    Expression add(AggregateCall call) {
        var known = calls.indexOf(call);
        if (known < 0) {
            calls.add(call);
            known = calls.size() - 1;
        }
        return new Input(first() + keys.size() + known, call.type(), call.nullable(), call.toString());
    }

    /// Which of some keys the set of the group has not: a bit for each, the last one the lowest.
    Expression grouping(List<Integer> places) {
        if (sets.isEmpty()) {
            return Calls.literal(0L);
        }
        var branches = new ArrayList<Branch>();
        for (var i = 0; i < sets.size(); i++) {
            var bits = 0L;
            for (var place : places) {
                bits = 2 * bits + (sets.get(i).contains(place) ? 0 : 1);
            }
            var isSet = Calls.compare(Comparison.EQUAL, new Input(0, Plain.INT, true, "set"), Calls.literal(i));
            branches.add(new Branch(isSet, Calls.literal(bits)));
        }
        return Calls.cases(branches, Calls.literal(0L));
    }

    // ---- As a relation

    Relation of(Relation rows) {
        var attached = Attached.to(rows, rowsLate);
        var resolved = attached.resolved(keys);
        var aggregates =
                calls.stream()
                        .map(call -> dev.sparrow.sql.unnest.RelationExpressions.call(call, attached::resolved))
                        .toList();
        var names = new ArrayList<String>();
        resolved.forEach(key -> names.add(key.toString()));
        aggregates.forEach(call -> names.add(call.toString()));
        return sets.isEmpty()
                ? new Relation.Aggregate(attached.relation(), resolved, aggregates, names)
                : ofSets(attached.relation(), resolved, aggregates, names);
    }

    /// Each row once for each set, with the keys that the set has not missing.
    private Relation ofSets(
            Relation rows, List<Expression> resolved, List<AggregateCall> aggregates, List<String> names) {
        var some = new ArrayList<Integer>();
        var none = new ArrayList<Integer>();
        for (var i = 0; i < sets.size(); i++) {
            (sets.get(i).isEmpty() ? none : some).add(i);
        }
        var shared = none.isEmpty() || some.isEmpty() || isCheap(rows) ? rows : new Relation.Shared(rows);
        var allNames = new ArrayList<>(List.of("set"));
        allNames.addAll(names);
        var parts = new ArrayList<Relation>();
        if (!some.isEmpty()) {
            var number = rows.schema().fields().size();
            var repeated = new Relation.Unnest(shared, Calls.literal(some), false, "set");
            var set = new Input(number, Plain.INT, true, "set");
            var all = new ArrayList<Expression>(List.of(set));
            for (var place = 0; place < resolved.size(); place++) {
                all.add(only(place, resolved.get(place), set));
            }
            parts.add(new Relation.Aggregate(repeated, all, aggregates, allNames));
        }
        // also without rows there is a group of all
        none.forEach(set -> parts.add(all(shared, set, resolved, aggregates, allNames)));
        return parts.size() == 1 ? parts.getFirst() : new Relation.Union(parts);
    }

    private Expression only(int place, Expression key, Expression set) {
        var having = new ArrayList<Expression>();
        for (var i = 0; i < sets.size(); i++) {
            if (sets.get(i).contains(place)) {
                having.add(Calls.literal(i));
            }
        }
        return new Expression.Case(
                List.of(new Branch(Calls.in(set, having), key)), new Expression.Literal(null, key.type()));
    }

    private static Relation all(
            Relation rows, int set, List<Expression> keys, List<AggregateCall> aggregates, List<String> names) {
        var first = 1 + keys.size();
        var aggregate = new Relation.Aggregate(rows, List.of(), aggregates, names.subList(first, names.size()));
        var columns = new ArrayList<Expression>(List.of(Calls.literal(set)));
        keys.forEach(key -> columns.add(new Expression.Literal(null, key.type())));
        columns.addAll(Places.columns(aggregate.schema()));
        return new Relation.Project(aggregate, columns, names);
    }

    /// Whether rows are read again rather than kept.
    private static boolean isCheap(Relation relation) {
        return switch (relation) {
            case Relation.Dataset _, Relation.Shared _ -> true;
            case Relation.Filter(var input, var _) -> isCheap(input);
            case Relation.Project(var input, var _, var _) -> isCheap(input);
            case Relation _ -> false;
        };
    }
}
