/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.commit;

/// Something that may happen next in a [Situation].
public sealed interface Act {
    /// The transaction begins.
    record Begin() implements Act {}

    /// A message arrives, one of those under way.
    record Deliver(int message) implements Act {}

    record Lose(int message) implements Act {}

    /// A message arrives and stays under way.
    record DeliverTwice(int message) implements Act {}

    /// A node's patience ends.
    record Tick(int node) implements Act {}

    /// A node comes back from a crash.
    record Restart(int node) implements Act {}

    /// The network falls into two parts.
    ///
    /// @param part a bit for each node that is in one of them
    record Part(int part) implements Act {}

    /// The network is whole again.
    record Mend() implements Act {}

    /// Nothing is under way: time passes until somebody's patience ends.
    record Wait() implements Act {}
}
