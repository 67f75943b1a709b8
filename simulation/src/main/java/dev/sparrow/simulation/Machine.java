/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.simulation;

import java.util.List;

/// A protocol as a function: one input and the time give what is to be done, and nothing else happens.
///
/// * The same inputs at the same times give the same outputs: no clock, no threads, no files, no global state; the
///   randomness is given when the machine is made.
/// * Outputs are carried out by the caller, in their order.
/// * Confined to one thread. Time must not go back; if it does, it stands still.
///
/// @param <I> what happened, a sealed interface of records
/// @param <O> what is to be done, a sealed interface of records
@FunctionalInterface
public interface Machine<I, O> {
    /// Takes in what happened.
    ///
    /// @param nowNanos the monotonic clock of the node that the machine runs on, see [Clock]
    /// @return what is to be done, in this order
    List<O> step(I input, long nowNanos);
}
