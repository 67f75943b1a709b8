/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import dev.sparrow.error.SparrowException;

import java.util.function.Supplier;

/// What an approximate action knew when its time was over. The job goes on behind it.
public final class PartialResult<R> {
    private final R initialValue;
    private final boolean isFinal;
    private final Supplier<R> finalValue;

    PartialResult(R initialValue, boolean isFinal, Supplier<R> finalValue) {
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

    @Override
    public String toString() {
        return (isFinal ? "(final: " : "(partial: ") + initialValue + ")";
    }
}
