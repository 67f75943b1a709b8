/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.simulation;

/// The monotonic clock of one node: nanoseconds from some moment that only this node knows.
///
/// Only differences mean something, and only on the same node since its last start. Two clocks run at rates that differ
/// by no more than a *drift bound*, which protocols with leases declare; all others are safe whatever clocks do.
@FunctionalInterface
public interface Clock {
    long nanos();
}
