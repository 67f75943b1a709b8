/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.lock;

/// Proof that a lock was held at some time: a name, the mode, and the lock's generation (Burrows 2006, section 2.4).
///
/// Its holder passes it with each request to servers that the lock protects. They refuse it once the lock has a higher
/// generation; so a holder who does not know yet that he lost the lock does no damage.
public record Sequencer(String name, boolean exclusive, long generation) {}
