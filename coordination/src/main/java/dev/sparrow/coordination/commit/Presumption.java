/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.commit;

/// How a two-phase transaction ended that its coordinator does not know any more (Mohan, Lindsay and Obermarck 1986).
/// The presumed outcome needs no acknowledgements, so it can be forgotten at once.
public enum Presumption {
    /// Nothing is written before a decision to commit; an abort leaves no trace at the coordinator.
    ABORT,
    /// The coordinator writes down whom it asks before it asks (*collecting*); a commit needs no acknowledgements.
    COMMIT;

    Outcome outcome() {
        return this == ABORT ? Outcome.ABORT : Outcome.COMMIT;
    }
}
