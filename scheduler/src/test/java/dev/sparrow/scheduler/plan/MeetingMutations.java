/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.plan;

import dev.sparrow.compute.Op;
import dev.sparrow.lineage.JoinKind;
import dev.sparrow.value.Tuple2;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Faults where datasets or partitions meet.
final class MeetingMutations {
    private MeetingMutations() {}

    static List<Mutation> partitions() {
        return List.of(
                op(
                        "the sides of a union change places",
                        op -> op instanceof Op.Union(var in, var n) ? new Op.Union(in.reversed(), n.reversed()) : op),
                behind("a union loses the last element of each partition", Op.Union.class, ListFaults::withoutLast),
                op(
                        "coalesce loses the last partition",
                        op ->
                                op instanceof Op.Coalesced(var in, var first, var from, var to)
                                        ? new Op.Coalesced(in, first, from - 1, to)
                                        : op),
                new Mutation.InProgram(
                        "coalesce takes the run of the partition before",
                        (program, p) ->
                                Rewriting.ops(
                                        program,
                                        op ->
                                                op instanceof Op.Coalesced(var in, var first, var from, var to)
                                                                && p > 0
                                                                && p < to
                                                        ? new Op.Coalesced(
                                                                in, first, from * p / (p + 1), to * p / (p + 1))
                                                        : op)),
                behind("coalesce puts partitions together in reverse", Op.Coalesced.class, List::reversed),
                behind("zip changes the sides", Op.Zip.class, ListFaults::eachSwapped),
                behind("zip pairs with the next element", Op.Zip.class, ListFaults::valuesShifted),
                behind("zip loses the last pair", Op.Zip.class, ListFaults::withoutLast),
                behind("cartesian changes the sides", Op.Cartesian.class, ListFaults::eachSwapped),
                behind("cartesian pairs in reverse", Op.Cartesian.class, List::reversed),
                behind(
                        "cartesian loses the pairs of the last left element",
                        Op.Cartesian.class,
                        pairs ->
                                ListFaults.only(
                                        pairs,
                                        pair ->
                                                !Objects.equals(
                                                        ListFaults.key(pair), ListFaults.key(pairs.getLast())))));
    }

    static List<Mutation> groups() {
        return List.of(
                op(
                        "cogroup changes the sides",
                        op ->
                                op instanceof Op.CoGrouped(var in, var label)
                                        ? new Op.CoGrouped(in.reversed(), label)
                                        : op),
                behind(
                        "cogroup loses keys that are only on the right",
                        Op.CoGrouped.class,
                        pairs -> ListFaults.only(pairs, pair -> !side(ListFaults.value(pair), 0).isEmpty())),
                behind(
                        "cogroup loses keys that are only on the left",
                        Op.CoGrouped.class,
                        pairs -> ListFaults.only(pairs, pair -> !side(ListFaults.value(pair), 1).isEmpty())),
                behind("cogroup keys come in reverse", Op.CoGrouped.class, List::reversed),
                behind("cogroup keys come in the order of their hash", Op.CoGrouped.class, ListFaults::byHashOfKey),
                behind(
                        "cogroup loses the last value on the right",
                        Op.CoGrouped.class,
                        pairs ->
                                ListFaults.valuesChanged(
                                        pairs,
                                        sides ->
                                                List.of(
                                                        sides.getFirst(),
                                                        ListFaults.withoutLast(ListFaults.list(sides.getLast()))))));
    }

    static List<Mutation> joins() {
        return List.of(
                behindJoin("join takes only the first partner", JoinKind.INNER, MeetingMutations::firstPartners),
                turnedRound("join lets the left side vary fastest", JoinKind.INNER),
                becomes(
                        "a left outer join loses what has no partner",
                        JoinKind.LEFT_OUTER,
                        JoinKind.INNER,
                        Sides.RIGHT),
                becomes(
                        "a right outer join loses what has no partner",
                        JoinKind.RIGHT_OUTER,
                        JoinKind.INNER,
                        Sides.LEFT),
                behindJoin(
                        "a right outer join begins with what has no partner",
                        JoinKind.RIGHT_OUTER,
                        pairs -> lonelyMoved(pairs, List::reversed)),
                behindJoin(
                        "a full outer join turns round what is only on the right",
                        JoinKind.FULL_OUTER,
                        pairs -> lonelyMoved(pairs, lists -> List.of(lists.getFirst(), lists.getLast().reversed()))),
                becomes(
                        "a full outer join loses what is only on the right",
                        JoinKind.FULL_OUTER,
                        JoinKind.LEFT_OUTER,
                        Sides.LEFT),
                becomes(
                        "a full outer join loses what is only on the left",
                        JoinKind.FULL_OUTER,
                        JoinKind.RIGHT_OUTER,
                        Sides.RIGHT),
                turnedRound("a full outer join keeps its order on the right", JoinKind.FULL_OUTER),
                behindJoin("subtract drops duplicates", JoinKind.ANTI, ListFaults::distinct),
                op("subtract keeps what it should drop", op -> of(op, JoinKind.ANTI, JoinKind.SEMI)),
                behindJoin("subtract turns its elements round", JoinKind.ANTI, List::reversed),
                op("intersection keeps what it should drop", op -> of(op, JoinKind.SEMI, JoinKind.ANTI)),
                op(
                        "intersection changes the sides",
                        op ->
                                op instanceof Op.Joined(var left, var right, var kind, var label)
                                                && kind == JoinKind.SEMI
                                        ? new Op.Joined(right, left, kind, label)
                                        : op));
    }

    /// The sides of which a join of another kind gives plain values where `Optional` is expected.
    private enum Sides {
        LEFT,
        RIGHT
    }

    private static Op of(Op op, JoinKind from, JoinKind to) {
        return op instanceof Op.Joined(var left, var right, var kind, var label) && kind == from
                ? new Op.Joined(left, right, to, label)
                : op;
    }

    private static boolean is(Op op, JoinKind kind) {
        return op instanceof Op.Joined joined && joined.kind() == kind;
    }

    private static Mutation behindJoin(String name, JoinKind kind, UnaryOperator<List<Object>> fault) {
        return new Mutation.InProgram(
                name, (program, _) -> Rewriting.behind(program, op -> is(op, kind) ? fault : null));
    }

    /// A join of one kind becomes one of another, with elements of the same form.
    private static Mutation becomes(String name, JoinKind kind, JoinKind other, Sides plain) {
        UnaryOperator<List<Object>> wrapping =
                pairs -> bothChanged(pairs, plain == Sides.LEFT ? wrapped(both -> both) : wrapped(Tuple2::swap));
        return new Mutation.InProgram(
                name,
                (program, _) ->
                        Rewriting.ops(
                                Rewriting.behind(program, op -> is(op, kind) ? wrapping : null),
                                op -> of(op, kind, other)));
    }

    /// Makes `Optional` of the left value of what `view` shows.
    private static UnaryOperator<Tuple2<Object, Object>> wrapped(UnaryOperator<Tuple2<Object, Object>> view) {
        return both -> {
            var seen = view.apply(both);
            return view.apply(new Tuple2<>(Optional.ofNullable(seen._1()), seen._2()));
        };
    }

    /// The right side passes by and the left one is held.
    private static Mutation turnedRound(String name, JoinKind kind) {
        return new Mutation.InProgram(
                name,
                (program, _) ->
                        Rewriting.ops(
                                Rewriting.behind(
                                        program, op -> is(op, kind) ? pairs -> bothChanged(pairs, Tuple2::swap) : null),
                                op ->
                                        op instanceof Op.Joined(var left, var right, var of, var label) && of == kind
                                                ? new Op.Joined(right, left, of, label)
                                                : op));
    }

    private static List<Object> bothChanged(List<Object> pairs, UnaryOperator<Tuple2<Object, Object>> change) {
        return pairs.stream()
                .<Object>map(pair -> new Tuple2<>(ListFaults.key(pair), change.apply(both(pair))))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static Tuple2<Object, Object> both(Object pair) {
        return (Tuple2<Object, Object>) ListFaults.value(pair);
    }

    private static List<Object> firstPartners(List<Object> pairs) {
        var first = new LinkedHashMap<Object, Object>();
        pairs.forEach(pair -> first.putIfAbsent(Arrays.asList(ListFaults.key(pair), both(pair)._1()), pair));
        return List.copyOf(first.values());
    }

    /// What `change` makes of the pairs in two lists: those that have a left side, and those that do not.
    private static List<Object> lonelyMoved(List<Object> pairs, UnaryOperator<List<List<Object>>> change) {
        var lists =
                List.of(
                        ListFaults.only(pairs, pair -> !both(pair)._1().equals(Optional.empty())),
                        ListFaults.only(pairs, pair -> both(pair)._1().equals(Optional.empty())));
        return change.apply(lists).stream().flatMap(List::stream).toList();
    }

    private static List<Object> side(Object sides, int index) {
        return ListFaults.list(ListFaults.list(sides).get(index));
    }

    private static Mutation op(String name, UnaryOperator<Op> fault) {
        return new Mutation.InProgram(name, (program, _) -> Rewriting.ops(program, fault));
    }

    private static Mutation behind(String name, Class<? extends Op> kind, UnaryOperator<List<Object>> fault) {
        return new Mutation.InProgram(
                name, (program, _) -> Rewriting.behind(program, op -> kind.isInstance(op) ? fault : null));
    }
}
