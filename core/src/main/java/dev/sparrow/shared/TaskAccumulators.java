/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.shared;

import dev.sparrow.closure.ByReference;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.error.ThrowableText;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.BiConsumer;

/// The accumulators of one attempt. Confined to the attempt's thread.
public final class TaskAccumulators {
    private final IdentityHashMap<ByReference, Own<?, ?>> owns = new IdentityHashMap<>();

    private record Own<I, O>(AccumulatorV2<I, O> whole, AccumulatorV2<I, O> own) {}

    /// What a function of this attempt gets for what it has captured by reference.
    public ByReference bind(ByReference captured) {
        return captured instanceof AccumulatorV2<?, ?> accumulator
                ? owns.computeIfAbsent(captured, _ -> own(accumulator)).own()
                : captured;
    }

    private static <I, O> Own<I, O> own(AccumulatorV2<I, O> whole) {
        return new Own<>(whole, whole.forTask());
    }

    /// The accumulators of the attempt to which it added, now that it has done its work.
    ///
    /// @throws SparrowException [ErrorCode#USER_FUNCTION] if an `isZero` fails
    public List<AccumulatorV2<?, ?>> added() {
        if (owns.isEmpty()) {
            return List.of();
        }
        var added = new ArrayList<AccumulatorV2<?, ?>>();
        owns.values().forEach(own -> add(own, added));
        return List.copyOf(added);
    }

    /// Shows what the attempt has in each accumulator so far.
    public void each(BiConsumer<AccumulatorV2<?, ?>, Object> visitor) {
        // Of a copy, since what tasks have says nothing of its value.
        owns.values().forEach(own -> visitor.accept(own.whole(), own.own().copy().value()));
    }

    private static <I, O> void add(Own<I, O> own, List<AccumulatorV2<?, ?>> added) {
        try {
            if (!own.own().isZero()) {
                added.add(own.own());
            }
        } catch (RuntimeException e) {
            throw new SparrowException(
                    ErrorCode.USER_FUNCTION,
                    own.whole() + " failed when it was asked whether it is zero: " + ThrowableText.of(e),
                    e);
        }
    }
}
