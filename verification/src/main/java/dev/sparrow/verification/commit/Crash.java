/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.commit;

/// When a node crashes in a step: after so many of its effects.
///
/// @param losesMessages whether what it had under way is lost with it, as from a buffer
record Crash(int afterEffects, boolean losesMessages) {
    static final Crash NEVER = new Crash(-1, false);
}
