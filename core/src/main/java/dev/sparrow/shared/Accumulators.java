/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.shared;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// The accumulators of one context, which gives them their ids.
public final class Accumulators {
    private final AtomicLong nextId = new AtomicLong();

    /// Gives an accumulator its id; returns it.
    ///
    /// @param name may be empty
    public <A extends AccumulatorV2<?, ?>> A register(A accumulator, Optional<String> name) {
        accumulator.register(new AccumulatorV2.Registration(nextId.getAndIncrement(), name, new Arrivals()));
        return accumulator;
    }
}
