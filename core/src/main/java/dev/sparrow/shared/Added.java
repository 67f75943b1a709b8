/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.shared;

import dev.sparrow.error.SparrowException;

import java.util.function.Consumer;
import java.util.function.Supplier;

/// What an attempt added to one accumulator.
///
/// @param whole the accumulator of the driver
/// @param own gives what was added, on a thread that may run user code
public record Added(AccumulatorV2<?, ?> whole, Supplier<AccumulatorV2<?, ?>> own) {

    /// Lets it count. Runs no user code.
    ///
    /// @param onFailure told, on any thread, if it cannot be merged
    /// @return where it waits to be merged
    public Arrivals count(Consumer<SparrowException> onFailure) {
        whole.arrivals().add(this, onFailure);
        return whole.arrivals();
    }
}
