/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.operator;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.function.Function2;
import dev.sparrow.lineage.Label;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The merge of an action's partial results, in partition order, on the caller's thread.
public final class PartialResults {
    private PartialResults() {}

    static <T> List<T> concatenate(List<Object> lists) {
        var all = new ArrayList<T>();
        lists.forEach(list -> all.addAll(Erased.<T>list(list)));
        return all;
    }

    static long sumCounts(OperatorCall call, List<Object> counts) {
        var sum = 0L;
        try {
            for (var count : counts) {
                sum = Math.addExact(sum, (Long) count);
            }
        } catch (ArithmeticException e) {
            throw new SparrowException(
                    ErrorCode.OVERFLOW,
                    call.label() + ": there are more than " + Long.MAX_VALUE + " elements, the largest count there is.",
                    e);
        }
        return sum;
    }

    static <T> T reduce(OperatorCall call, Function2<T, T, T> function, List<T> partials) {
        var result = theFirst(call, partials);
        for (var partial : partials.subList(1, partials.size())) {
            result = call(call.label(), function, result, partial);
        }
        return result;
    }

    static <U> U fold(OperatorCall call, U zero, Function2<U, U, U> merge, List<U> partials) {
        var result = zero;
        for (var partial : partials) {
            result = call(call.label(), merge, result, partial);
        }
        return result;
    }

    public static <T> T theFirst(OperatorCall call, List<T> elements) {
        if (elements.isEmpty()) {
            throw new SparrowException(
                    ErrorCode.EMPTY_DATASET,
                    call.label()
                            + ": the dataset is empty, so there is no element to return. Ask isEmpty() first, or"
                            + " use take(1) or fold.");
        }
        return elements.getFirst();
    }

    static <T> List<T> smallest(OperatorCall call, int limit, Comparator<? super T> order, List<T> candidates) {
        try {
            candidates.sort(order);
        } catch (IllegalArgumentException e) {
            throw new SparrowException(
                    ErrorCode.INCONSISTENT_COMPARATOR,
                    call.label() + ": the comparator contradicts itself (" + e.getMessage() + ").",
                    e);
        } catch (RuntimeException e) {
            throw failed(call.label(), "", e);
        }
        return new ArrayList<>(candidates.subList(0, Math.min(limit, candidates.size())));
    }

    static <T> T call(Label label, Function2<T, T, T> function, T left, T right) {
        try {
            return function.call(left, right);
        } catch (Exception e) {
            var values = label.values();
            throw failed(label, " for " + values.show(left) + " and " + values.show(right), e);
        }
    }

    /// @param what the results that could not be merged
    private static SparrowException failed(Label label, String what, Exception e) {
        return new SparrowException(
                ErrorCode.USER_FUNCTION,
                label + " failed while merging the results of the partitions: " + label.values().describe(e) + what,
                label.values().cause(e));
    }
}
