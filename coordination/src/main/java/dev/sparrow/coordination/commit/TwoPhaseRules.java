/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.commit;

/// The decisions that the safety of two-phase commit rests on, one method each: Gray 1978, with the presumptions of
/// Mohan, Lindsay and Obermarck 1986 ("MLO").
///
/// The machines ask an object of this class; `verification` breaks one rule at a time to see that it is noticed.
public class TwoPhaseRules {
    /// How many may still be silent when the coordinator decides to commit: none.
    protected boolean mayCommit(int silent, int refusals) {
        return silent == 0 && refusals == 0;
    }

    /// Whether the coordinator must know whom it asked when it comes back: to presume a commit, it must (MLO section
    /// 5).
    protected boolean writesCollecting(Presumption presumption) {
        return presumption == Presumption.COMMIT;
    }

    /// Whether a decision to commit is on disk before anybody hears of it.
    protected boolean forcesCommit() {
        return true;
    }

    /// Whether participants acknowledge an outcome: the one that is not presumed (MLO sections 4 and 5).
    protected boolean needsAcknowledgement(Outcome outcome, Presumption presumption) {
        return outcome != presumption.outcome();
    }

    /// Whether the coordinator forgets a transaction: when all have acknowledged who must.
    protected boolean mayForget(int unacknowledged) {
        return unacknowledged == 0;
    }

    /// How a transaction ended that the coordinator does not know.
    protected Outcome presumed(Presumption presumption) {
        return presumption.outcome();
    }

    /// How a transaction ends that the coordinator was collecting votes for when it crashed.
    protected Outcome afterCrash() {
        return Outcome.ABORT;
    }

    /// Whether the promise of a participant is on disk before its vote leaves.
    protected boolean forcesPrepared() {
        return true;
    }

    /// Whether a participant has an outcome on disk before it acts on it. One that is presumed need not be: whoever
    /// forgot it asks, and is told the same.
    protected boolean forcesDecision(Outcome outcome, Presumption presumption) {
        return needsAcknowledgement(outcome, presumption);
    }

    /// Whether a participant that is asked to prepare again, though it has aborted, tries once more.
    protected boolean preparesAfterAbort() {
        return false;
    }

    /// Whether a participant that has promised may end its doubt alone when time has passed.
    protected boolean mayGiveUp() {
        return false;
    }

    /// Whether a participant that is asked about a transaction it does not know may abort it, and say so. One that was
    /// restarted may have forgotten that it had nothing to write (see [Vote#READ_ONLY]).
    protected boolean mayAbortUnknown(boolean restarted) {
        return !restarted;
    }

    /// Which decision counts when the log has one already: the first.
    protected Outcome decisionOfLog(Outcome first, Outcome proposed) {
        return first;
    }

    /// Whether a transaction of this generation may still be prepared by who has seen another.
    protected boolean passesFence(long generation, long highestSeen) {
        return generation >= highestSeen;
    }
}
