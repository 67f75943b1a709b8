/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.commit;

import java.util.Collection;
import java.util.Optional;

/// The decisions that the safety of three-phase commit rests on, one method each: Skeen 1981, whose protocol assumes
/// that a node which is silent is dead (*fail-stop*) and that the network is never parted. [QuorumRules] assume
/// neither.
///
/// The machines ask an object of this class; `verification` breaks one rule at a time to see that it is noticed.
public class ThreePhaseRules {
    /// How many may still be silent when the coordinator goes on to pre-commit: none.
    protected boolean mayPreCommit(int silent, int refusals) {
        return silent == 0 && refusals == 0;
    }

    /// Whether the coordinator has them ready before it commits. It is what the third phase is for.
    protected boolean preCommits() {
        return true;
    }

    /// Whether so many that are ready suffice to decide. Who is silent when time is over is dead.
    ///
    /// @param timeIsOver whether it was waited for the others
    protected boolean enoughReady(int ready, int participants, boolean timeIsOver) {
        return ready == participants || timeIsOver;
    }

    /// Whether the standings of so many suffice to choose an outcome.
    protected boolean enoughStandings(int known, int participants, boolean timeIsOver) {
        return known == participants || timeIsOver;
    }

    /// What those who are alive choose (Skeen 1981, section 6): if one of them is ready to commit, the coordinator may
    /// have committed; if none is, it has not.
    protected Outcome choose(Collection<Standing> standings) {
        return standings.stream().anyMatch(standing -> standing.isReadyFor(Outcome.COMMIT))
                ? Outcome.COMMIT
                : Outcome.ABORT;
    }

    /// Whether all must be ready for an outcome before it is decided: to commit they must, lest this leader die as
    /// well.
    protected boolean makesReadyFor(Outcome outcome) {
        return outcome == Outcome.COMMIT;
    }

    /// Whether a participant follows a leader: any, as there is but one that is alive.
    protected boolean follows(long ballot, long highestSeen) {
        return true;
    }

    /// Whether it obeys a leader that it follows or followed.
    protected boolean obeys(long ballot, long highestSeen) {
        return true;
    }

    /// Whether a participant remembers through a crash whom it follows.
    protected boolean forcesElected() {
        return false;
    }

    /// Whether a participant that came back from a crash takes part in choosing. It must not: the others counted it
    /// out.
    protected boolean choosesAfterCrash() {
        return false;
    }

    /// Whether the promise of a participant is on disk before its vote leaves.
    protected boolean forcesPrepared() {
        return true;
    }

    /// Whether a participant is ready on disk before it says so.
    protected boolean forcesReady() {
        return true;
    }

    /// Whether an outcome is on disk before anybody acts on it.
    protected boolean forcesDecision() {
        return true;
    }

    /// What a participant does that hears nothing from the coordinator any more: empty is to start the termination.
    protected Optional<Outcome> alone(Standing standing) {
        return Optional.empty();
    }

    /// What a coordinator does that comes back from a crash undecided: empty is to ask, as the others have gone on.
    protected Optional<Outcome> coordinatorAfterCrash() {
        return Optional.empty();
    }

    /// Whether a participant that was never asked, and now is asked where it stands, may not vote yes any more.
    protected boolean abortsUnknown() {
        return true;
    }
}
