/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.operator;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.Program;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.lineage.Label;
import dev.sparrow.lineage.Step;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tells a stack that overflowed because a program nests too many iterators from one that a user's recursion filled.
public final class Nesting {

    /// Iterators nested less than this do not fill a stack, so it was the user's own recursion.
    private static final int HARMLESS_DEPTH = 100;

    private Nesting() {}

    /// What to throw in place of `failure`: itself, unless nested iterators are to blame.
    ///
    /// @param depth how deep iterators were nested
    public static RuntimeException explain(Throwable failure, Program program, int partition, int depth) {
        var overflow = failure instanceof StackOverflowError || failure.getCause() instanceof StackOverflowError;
        if (overflow && depth >= HARMLESS_DEPTH) {
            return new SparrowException(
                    ErrorCode.LIMIT_EXCEEDED,
                    program.output().label()
                            + " cannot compute partition "
                            + partition
                            + ": it nests "
                            + describe(program)
                            + ", each pulling from the one before, and the stack of the task's thread was full at depth "
                            + depth
                            + ". Put a repartition(n) between, which cuts the nest in two.",
                    failure);
        }
        if (failure instanceof Error error) {
            throw error;
        }
        return (RuntimeException) failure;
    }

    /// Such as `9000 operations (zip at Pairs.java:7, 9000 times)`.
    private static String describe(Program program) {
        var times = new LinkedHashMap<Label, Integer>();
        program.ops().stream().flatMap(Nesting::nested).forEach(label -> times.merge(label, 1, Integer::sum));
        var total = times.values().stream().mapToInt(Integer::intValue).sum();
        return total
                + " operations ("
                + times.entrySet().stream()
                        .sorted(Map.Entry.<Label, Integer>comparingByValue().reversed())
                        .limit(3)
                        .map(entry -> entry.getKey() + ", " + entry.getValue() + " times")
                        .collect(Collectors.joining("; "))
                + ")";
    }

    /// What pulls from an iterator below it.
    private static Stream<Label> nested(Op op) {
        return switch (op) {
            case Op.Zip zip -> Stream.of(zip.label());
            case Op.ZipPartitions zip -> Stream.of(zip.label());
            case Op.Cached cached -> Stream.of(cached.label());
            case Op.Steps steps ->
                    steps.calls().stream()
                            .filter(call -> call.step() instanceof Step.MapPartitions)
                            .map(Op.StepCall::label);
            case Op.Slices _,
                    Op.Answers _,
                    Op.Read _,
                    Op.Union _,
                    Op.Cartesian _,
                    Op.Coalesced _,
                    Op.Pruned _,
                    Op.CoGrouped _,
                    Op.Joined _,
                    Op.LookedUp _,
                    Op.ShuffleRead _ ->
                    Stream.empty();
        };
    }
}
