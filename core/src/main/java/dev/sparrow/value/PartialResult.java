/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.value;

import dev.sparrow.error.SparrowException;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// The answer of an approximate action when its time was over. The job goes on behind it.
public final class PartialResult<R> {
    private final R initialValue;
    private final boolean isFinal;
    private final Supplier<R> finalValue;

    public PartialResult(R initialValue, boolean isFinal, Supplier<R> finalValue) {
        this.initialValue = initialValue;
        this.isFinal = isFinal;
        this.finalValue = finalValue;
    }

    public R initialValue() {
        return initialValue;
    }

    /// Whether the job had ended in time, so that the value is exact.
    public boolean isInitialValueFinal() {
        return isFinal;
    }

    /// Waits for the end of the job.
    ///
    /// @return the exact value
    /// @throws SparrowException if the job fails
    public R getFinalValue() {
        return finalValue.get();
    }

    /// The same of what `function` makes of the values.
    public <S> PartialResult<S> map(Function<? super R, ? extends S> function) {
        return new PartialResult<>(function.apply(initialValue), isFinal, () -> function.apply(finalValue.get()));
    }

    /// Calls `handler` with the exact value when the job ends, on a thread of its own; never if the job fails.
    ///
    /// @return this
    public PartialResult<R> onComplete(Consumer<? super R> handler) {
        return atTheEnd(handler, _ -> {});
    }

    /// Calls `handler` if the job fails, on a thread of its own.
    ///
    /// @return this
    public PartialResult<R> onFail(Consumer<? super SparrowException> handler) {
        return atTheEnd(_ -> {}, handler);
    }

    private PartialResult<R> atTheEnd(Consumer<? super R> onValue, Consumer<? super SparrowException> onFailure) {
        Thread.ofVirtual()
                .name("sparrow-partial-result")
                .start(() -> {
                    R value;
                    try {
                        value = finalValue.get();
                    } catch (SparrowException e) {
                        onFailure.accept(e);
                        return;
                    }
                    onValue.accept(value);
                });
        return this;
    }

    @Override
    public String toString() {
        return (isFinal ? "(final: " : "(partial: ") + initialValue + ")";
    }
}
