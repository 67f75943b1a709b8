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

    /// An accumulator as tasks of another process have it: what each of them adds to its own goes to that of the
    /// driver.
    ///
    /// @param empty a copy of the driver's without content
    public static <A extends AccumulatorV2<?, ?>> A elsewhere(A empty, long id, Optional<String> name) {
        empty.register(new AccumulatorV2.Registration(id, name, new Arrivals()));
        return empty;
    }

    /// Gives an accumulator its id; returns it.
    ///
    /// @param name may be empty
    public <A extends AccumulatorV2<?, ?>> A register(A accumulator, Optional<String> name) {
        accumulator.register(new AccumulatorV2.Registration(nextId.getAndIncrement(), name, new Arrivals()));
        return accumulator;
    }
}
