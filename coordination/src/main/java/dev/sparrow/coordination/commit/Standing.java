/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.commit;

import java.util.Optional;

/// What a participant of three-phase commit that has voted yes is ready for: the states *W*, *PC* and *PA* of Skeen
/// 1981 and 1982.
///
/// @param readyFor empty in state W: it waits, and has only voted
/// @param attempt the [Ballots] of whoever made it ready, 0 in state W (*last attempt* of Keidar and Dolev 1998)
public record Standing(Optional<Outcome> readyFor, long attempt) {
    public static final Standing WAITING = new Standing(Optional.empty(), 0);

    public static Standing ready(Outcome outcome, long attempt) {
        return new Standing(Optional.of(outcome), attempt);
    }

    public boolean isReadyFor(Outcome outcome) {
        return readyFor.isPresent() && readyFor.get() == outcome;
    }

    @Override
    public String toString() {
        return readyFor.map(outcome -> (outcome == Outcome.COMMIT ? "PC@" : "PA@") + attempt).orElse("W");
    }
}
