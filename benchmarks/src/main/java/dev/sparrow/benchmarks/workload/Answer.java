/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.workload;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The result of a run, in a form in which two engines can be compared.
///
/// @param exact must be equal
/// @param numbers may differ as much as the row tolerates
public record Answer(List<String> exact, List<Double> numbers) {
    private static final int RANKS_SHOWN = 10;

    public Answer {
        exact = List.copyOf(exact);
        numbers = List.copyOf(numbers);
    }

    public static Answer exactly(Object... values) {
        return new Answer(List.of(values).stream().map(String::valueOf).toList(), List.of());
    }

    /// What R7 and R9 have found.
    ///
    /// @param count how many rows there were
    /// @param sum of something of these rows
    public static Answer counted(long count, double sum) {
        return new Answer(List.of(Long.toString(count)), List.of(sum));
    }

    public static Answer numbers(List<Double> numbers) {
        return new Answer(List.of(), numbers);
    }

    /// R3: how many nodes have a rank, the sum of ranks plain and by node, and the highest ranks.
    public static Answer ranks(Map<Long, Double> ranks) {
        var plain = ranks.values().stream().mapToDouble(Double::doubleValue).sum();
        var byNode = ranks.entrySet().stream().mapToDouble(rank -> Numbers.mark(rank.getKey()) * rank.getValue()).sum();
        var highest = ranks.values().stream().sorted(Comparator.reverseOrder()).limit(RANKS_SHOWN).toList();
        var numbers = new ArrayList<>(List.of(plain, byNode));
        numbers.addAll(highest);
        return new Answer(List.of(Integer.toString(ranks.size())), numbers);
    }

    /// What is different in another answer to the same question; empty if nothing is.
    public Optional<String> difference(Answer other, double tolerance) {
        return firstDifference(exact, other.exact, pair -> pair.left().equals(pair.right()))
                .or(() -> firstDifference(numbers, other.numbers, pair -> isNear(pair, tolerance)));
    }

    private static boolean isNear(Pair<Double> pair, double tolerance) {
        var greater = Math.max(Math.abs(pair.left()), Math.abs(pair.right()));
        return pair.left().equals(pair.right()) || Math.abs(pair.left() - pair.right()) <= tolerance * greater;
    }

    private static <T> Optional<String> firstDifference(
            List<T> left, List<T> right, Function<Pair<T>, Boolean> areEqual) {
        if (left.size() != right.size()) {
            return Optional.of(left.size() + " values against " + right.size());
        }
        for (var i = 0; i < left.size(); i++) {
            if (!areEqual.apply(new Pair<>(left.get(i), right.get(i)))) {
                return Optional.of("value " + (i + 1) + ": " + left.get(i) + " against " + right.get(i));
            }
        }
        return Optional.empty();
    }

    private record Pair<T>(T left, T right) {}
}
