/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.commit;

import java.time.Duration;

/// How a cell commits; the same at its coordinators and participants.
///
/// @param patience how long a coordinator waits for answers before it goes on without them; participants wait some
///   times as long. More than a message there and back and the preparation take
/// @param presumption of two-phase commit
/// @param decisionInLog whether decisions are entries of a replicated log, so that no participant has to wait for a
///   coordinator that is down. Two-phase commit only; nothing is presumed then
public record CommitOptions(Duration patience, Presumption presumption, boolean decisionInLog) {
    public static final CommitOptions DEFAULT = new CommitOptions(Duration.ofSeconds(10), Presumption.ABORT, false);

    long patienceNanos() {
        return patience.toNanos();
    }

    public CommitOptions presuming(Presumption other) {
        return new CommitOptions(patience, other, decisionInLog);
    }

    public CommitOptions decidingInLog() {
        return new CommitOptions(patience, presumption, true);
    }
}
