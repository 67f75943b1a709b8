/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.commit;

import java.util.Collection;
import java.util.Comparator;

/// The quorum variant of three-phase commit: nothing is decided without a majority that is ready for it.
///
/// Of the parts of a parted network only that with a majority goes on, and the others wait (Skeen 1982). Leaders have
/// [Ballots], and of what a majority says the latest attempt counts (E3PC, Keidar and Dolev 1998); so it does not
/// matter how often leaders change, who is slow, or who comes back from a crash.
public class QuorumRules extends ThreePhaseRules {
    @Override
    protected boolean enoughReady(int ready, int participants, boolean timeIsOver) {
        return ready > participants / 2;
    }

    @Override
    protected boolean enoughStandings(int known, int participants, boolean timeIsOver) {
        return known > participants / 2 && (timeIsOver || known == participants);
    }

    /// What the latest attempt was for; without any, nobody can have committed.
    @Override
    protected Outcome choose(Collection<Standing> standings) {
        return standings.stream()
                .max(Comparator.comparingLong(Standing::attempt))
                .flatMap(Standing::readyFor)
                .orElse(Outcome.ABORT);
    }

    /// To abort as well: a minority may be ready to commit, and lead later.
    @Override
    protected boolean makesReadyFor(Outcome outcome) {
        return true;
    }

    @Override
    protected boolean follows(long ballot, long highestSeen) {
        return ballot > highestSeen;
    }

    @Override
    protected boolean obeys(long ballot, long highestSeen) {
        return ballot >= highestSeen;
    }

    @Override
    protected boolean forcesElected() {
        return true;
    }

    /// Its log tells all that it has promised.
    @Override
    protected boolean choosesAfterCrash() {
        return true;
    }
}
