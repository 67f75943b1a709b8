/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.error.SparrowException;
import dev.sparrow.sql.syntax.Query;
import dev.sparrow.sql.unnest.NullSafe;
import dev.sparrow.sql.unnest.Numbered;
import dev.sparrow.sql.unnest.Places;
import dev.sparrow.sql.unnest.Unnesting;
import dev.sparrow.table.expression.Calls;
import dev.sparrow.table.expression.Casting;
import dev.sparrow.table.expression.Coercion;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.plan.Relation;
import dev.sparrow.table.step.Lookup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/// Unions, differences and intersections.
final class Unions {
    private Unions() {}

    static Relation combined(Binding binding, Query.SetOperation operation, Relation left, Relation right) {
        var byName = operation.combination().byName();
        var names = byName ? names(left, right) : left.schema().names();
        var one = byName ? named(left, names) : left;
        var other = byName ? named(right, names) : right;
        var both = same(List.of(one, other));
        var all = operation.combination().all();
        return switch (operation.operator()) {
            case UNION -> all ? new Relation.Union(both) : distinct(new Relation.Union(both));
            case EXCEPT, INTERSECT -> {
                var kind = operation.operator() == Query.SetOperator.EXCEPT ? Lookup.Kind.ANTI : Lookup.Kind.SEMI;
                yield all
                        ? counted(both.getFirst(), both.getLast(), kind)
                        : matched(distinct(both.getFirst()), both.getLast(), kind);
            }
        };
    }

    /// Equal rows are numbered on both sides, so that the second one of a side meets the second one of the other.
    private static Relation counted(Relation left, Relation right, Lookup.Kind kind) {
        var width = left.schema().fields().size();
        var matched =
                matched(
                        Numbered.all(left, columns(left), List.of()),
                        Numbered.all(right, columns(right), List.of()),
                        kind);
        return Numbered.without(matched, width);
    }

    static Relation all(List<Relation> relations) {
        return new Relation.Union(same(relations));
    }

    static Relation distinct(Relation relation) {
        return new Relation.Aggregate(relation, columns(relation), List.of(), relation.schema().names());
    }

    private static List<Expression> columns(Relation relation) {
        var columns = new ArrayList<Expression>();
        for (var i = 0; i < relation.schema().fields().size(); i++) {
            columns.add(Places.column(relation.schema(), i));
        }
        return columns;
    }

    /// Missing values are equal here.
    private static Relation matched(Relation left, Relation right, Lookup.Kind kind) {
        var width = left.schema().fields().size();
        var conditions = new ArrayList<Expression>();
        for (var i = 0; i < width; i++) {
            var one = Places.column(left.schema(), i);
            var other = Places.column(right.schema(), i);
            conditions.addAll(NullSafe.equal(one, Places.moved(other, column -> column + width)));
        }
        return Unnesting.joined(kind, left, right, conditions);
    }

    private static List<String> names(Relation left, Relation right) {
        var names = new LinkedHashMap<String, String>();
        left.schema().names().forEach(name -> names.putIfAbsent(name.toLowerCase(Locale.ROOT), name));
        right.schema().names().forEach(name -> names.putIfAbsent(name.toLowerCase(Locale.ROOT), name));
        return List.copyOf(names.values());
    }

    private static Relation named(Relation relation, List<String> names) {
        var columns = new ArrayList<Expression>();
        for (var name : names) {
            var place = relation.schema().find(name);
            columns.add(place < 0 ? Calls.literal(null) : Places.column(relation.schema(), place));
        }
        return new Relation.Project(relation, columns, names);
    }

    /// With columns of the same types and the names of the first.
    static List<Relation> same(List<Relation> relations) {
        var first = relations.getFirst().schema();
        var columns = new ArrayList<List<Expression>>();
        relations.forEach(relation -> columns.add(columns(relation)));
        for (var relation : relations) {
            if (relation.schema().fields().size() != first.fields().size()) {
                throw SparrowException.invalidArgument(
                        "The queries have "
                                + first.fields().size()
                                + " and "
                                + relation.schema().fields().size()
                                + " columns. Select as many of each, or write BY NAME.");
            }
        }
        for (var i = 0; i < first.fields().size(); i++) {
            var place = i;
            var type =
                    columns.stream()
                            .map(each -> each.get(place).type())
                            .reduce((one, other) ->
                                    Coercion.common(one, other)
                                            .orElseThrow(() ->
                                                    SparrowException.invalidArgument(
                                                            "The columns '"
                                                                    + first.fields().get(place).name()
                                                                    + "' are of types "
                                                                    + one
                                                                    + " and "
                                                                    + other
                                                                    + ", which have nothing in common. Cast one of them.")))
                            .orElseThrow();
            columns.forEach(each -> each.set(place, Casting.cast(each.get(place), type, false)));
        }
        var same = new ArrayList<Relation>();
        for (var i = 0; i < relations.size(); i++) {
            same.add(new Relation.Project(relations.get(i), columns.get(i), first.names()));
        }
        return same;
    }
}
