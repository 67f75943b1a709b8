/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.plan;

import dev.sparrow.compute.Op;
import dev.sparrow.lineage.Step;
import dev.sparrow.value.Tuple2;

import java.util.List;
import java.util.Objects;
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
                                op instanceof Op.Coalesced(var in, var from, var to)
                                        ? new Op.Coalesced(in, from - 1, to)
                                        : op),
                new Mutation.InProgram(
                        "coalesce takes the run of the partition before",
                        (program, p) ->
                                Rewriting.ops(
                                        program,
                                        op ->
                                                op instanceof Op.Coalesced(var in, var from, var to) && p > 0 && p < to
                                                        ? new Op.Coalesced(in, from * p / (p + 1), to * p / (p + 1))
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
                join(
                        "join takes only the first partner",
                        "join",
                        (left, right, f) -> f.of(left, right.stream().limit(1).toList())),
                join("join lets the left side vary fastest", "join", (left, right, f) -> swapped(f.of(right, left))),
                join(
                        "a left outer join loses what has no partner",
                        "leftOuterJoin",
                        (left, right, f) -> right.isEmpty() ? List.of() : f.of(left, right)),
                join(
                        "a left outer join keeps the right side",
                        "leftOuterJoin",
                        (left, right, f) -> swapped(f.of(right, left))),
                join(
                        "a right outer join keeps the left side",
                        "rightOuterJoin",
                        (left, right, f) -> swapped(f.of(right, left))),
                join(
                        "a full outer join loses what is only on the right",
                        "fullOuterJoin",
                        (left, right, f) -> left.isEmpty() ? List.of() : f.of(left, right)),
                join(
                        "a full outer join loses what is only on the left",
                        "fullOuterJoin",
                        (left, right, f) -> right.isEmpty() ? List.of() : f.of(left, right)),
                join(
                        "subtractByKey keeps what it should drop",
                        "subtractByKey",
                        (left, right, f) -> f.of(left, right.isEmpty() ? left : List.of())),
                join(
                        "subtract drops duplicates",
                        "subtract",
                        (left, right, f) -> f.of(left.stream().limit(1).toList(), right)),
                new Mutation.InProgram(
                        "intersection is a union",
                        (program, _) ->
                                Rewriting.steps(
                                        program,
                                        call ->
                                                List.of(
                                                        call.step() instanceof Step.Filter
                                                                        && call.label()
                                                                                .operator()
                                                                                .equals("intersection")
                                                                ? new Step.Filter(_ -> true)
                                                                : call.step()))));
    }

    /// The values that a join makes of those of one key.
    private interface Joining {
        List<Object> of(List<Object> left, List<Object> right) throws Exception;
    }

    private interface JoinFault {
        List<Object> plant(List<Object> left, List<Object> right, Joining joining) throws Exception;
    }

    private static Mutation join(String name, String operator, JoinFault fault) {
        return new Mutation.InProgram(
                name,
                (program, _) ->
                        Rewriting.steps(
                                program,
                                call ->
                                        List.of(
                                                call.step() instanceof Step.FlatMapValues(var pairing)
                                                                && call.label().operator().equals(operator)
                                                        ? new Step.FlatMapValues(sides ->
                                                                fault.plant(
                                                                                side(sides, 0),
                                                                                side(sides, 1),
                                                                                (left, right) ->
                                                                                        StepMutations.list(
                                                                                                pairing.call(
                                                                                                        List.of(
                                                                                                                left,
                                                                                                                right))))
                                                                        .iterator())
                                                        : call.step())));
    }

    private static List<Object> side(Object sides, int index) {
        return ListFaults.list(ListFaults.list(sides).get(index));
    }

    private static List<Object> swapped(List<Object> pairs) {
        return pairs.stream().<Object>map(pair -> ((Tuple2<?, ?>) pair).swap()).toList();
    }

    private static Mutation op(String name, UnaryOperator<Op> fault) {
        return new Mutation.InProgram(name, (program, _) -> Rewriting.ops(program, fault));
    }

    private static Mutation behind(String name, Class<? extends Op> kind, UnaryOperator<List<Object>> fault) {
        return new Mutation.InProgram(
                name, (program, _) -> Rewriting.behind(program, op -> kind.isInstance(op) ? fault : null));
    }
}
