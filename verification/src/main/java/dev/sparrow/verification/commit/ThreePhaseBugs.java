/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.commit;

import dev.sparrow.coordination.commit.Outcome;
import dev.sparrow.coordination.commit.QuorumRules;
import dev.sparrow.coordination.commit.Standing;
import dev.sparrow.coordination.commit.ThreePhaseRules;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Three-phase commit, and its quorum variant, with one rule broken at a time.
public final class ThreePhaseBugs {
    /// What three-phase commit stands: nodes that fail, and a network that does not.
    public static final Faults FAIL_STOP = Faults.NONE.crashes(3).repaired().duplicates(2);

    /// What the quorum variant stands.
    public static final Faults ANYTHING = Faults.NONE.crashes(2).repaired().losses(3).duplicates(2).parting().early(8);

    private ThreePhaseBugs() {}

    public static List<Candidate> all() {
        return List.of(
                bug("pre-commits without all votes", new PreCommitsWithoutAllVotes()),
                bug("commits without a pre-commit", new SkipsPreCommit()),
                bug("commits before all that live are ready", new DoesNotWaitForReady()),
                bug("votes before the promise is on disk", new VotesTooEarly()),
                bug("tells an outcome before it is on disk", new TellsTooEarly()),
                bug("aborts though all are ready to commit", new ChoosesAbort()),
                bug("commits though none is ready to", new ChoosesCommit()),
                bug("commits without making the others ready", new DecidesAtOnce()),
                bug("aborts alone when it hears nothing", new AbortsAlone()),
                bug("commits alone when it is ready", new CommitsAlone()),
                bug("takes part in choosing after a crash", new ChoosesAfterCrash()),
                bug("aborts as coordinator after a crash", new AbortsAfterCrash()),
                bug("votes yes after it was counted out", new ForgetsThatItWasAsked()),
                quorumBug("decides by a minority that is ready", new MinorityDecides()),
                quorumBug("chooses by what a minority says", new MinorityChooses()),
                quorumBug("says ready before it is on disk", new SaysReadyTooEarly()),
                quorumBug("takes any pre-commit for the latest", new AnyAttemptCounts()),
                quorumBug("obeys leaders that are replaced", new ObeysAnybody()),
                quorumBug("aborts without a majority ready", new AbortsAtOnce()));
    }

    private static Candidate bug(String name, ThreePhaseRules rules) {
        return new Candidate(name, new Protocol.ThreePhase(rules), FAIL_STOP);
    }

    private static Candidate quorumBug(String name, QuorumRules rules) {
        return new Candidate("quorum: " + name, new Protocol.ThreePhase(rules), ANYTHING);
    }

    private static final class PreCommitsWithoutAllVotes extends ThreePhaseRules {
        @Override
        protected boolean mayPreCommit(int silent, int refusals) {
            return silent <= 1 && refusals == 0;
        }
    }

    private static final class SkipsPreCommit extends ThreePhaseRules {
        @Override
        protected boolean preCommits() {
            return false;
        }
    }

    private static final class DoesNotWaitForReady extends ThreePhaseRules {
        @Override
        protected boolean enoughReady(int ready, int participants, boolean timeIsOver) {
            return true;
        }
    }

    private static final class VotesTooEarly extends ThreePhaseRules {
        @Override
        protected boolean forcesPrepared() {
            return false;
        }
    }

    private static final class SaysReadyTooEarly extends QuorumRules {
        @Override
        protected boolean forcesReady() {
            return false;
        }
    }

    private static final class TellsTooEarly extends ThreePhaseRules {
        @Override
        protected boolean forcesDecision() {
            return false;
        }
    }

    private static final class ChoosesAbort extends ThreePhaseRules {
        @Override
        protected Outcome choose(Collection<Standing> standings) {
            return Outcome.ABORT;
        }
    }

    private static final class ChoosesCommit extends ThreePhaseRules {
        @Override
        protected Outcome choose(Collection<Standing> standings) {
            return Outcome.COMMIT;
        }
    }

    private static final class DecidesAtOnce extends ThreePhaseRules {
        @Override
        protected boolean makesReadyFor(Outcome outcome) {
            return false;
        }
    }

    private static final class AbortsAlone extends ThreePhaseRules {
        @Override
        protected Optional<Outcome> alone(Standing standing) {
            return standing.readyFor().isEmpty() ? Optional.of(Outcome.ABORT) : Optional.empty();
        }
    }

    private static final class CommitsAlone extends ThreePhaseRules {
        @Override
        protected Optional<Outcome> alone(Standing standing) {
            return standing.readyFor();
        }
    }

    private static final class ChoosesAfterCrash extends ThreePhaseRules {
        @Override
        protected boolean choosesAfterCrash() {
            return true;
        }
    }

    private static final class AbortsAfterCrash extends ThreePhaseRules {
        @Override
        protected Optional<Outcome> coordinatorAfterCrash() {
            return Optional.of(Outcome.ABORT);
        }
    }

    private static final class ForgetsThatItWasAsked extends ThreePhaseRules {
        @Override
        protected boolean abortsUnknown() {
            return false;
        }
    }

    private static final class MinorityDecides extends QuorumRules {
        @Override
        protected boolean enoughReady(int ready, int participants, boolean timeIsOver) {
            return ready > participants / 2 || timeIsOver;
        }
    }

    private static final class MinorityChooses extends QuorumRules {
        @Override
        protected boolean enoughStandings(int known, int participants, boolean timeIsOver) {
            return known == participants || timeIsOver;
        }
    }

    private static final class AnyAttemptCounts extends QuorumRules {
        @Override
        protected Outcome choose(Collection<Standing> standings) {
            return standings.stream().anyMatch(standing -> standing.isReadyFor(Outcome.COMMIT))
                    ? Outcome.COMMIT
                    : Outcome.ABORT;
        }
    }

    private static final class ObeysAnybody extends QuorumRules {
        @Override
        protected boolean obeys(long ballot, long highestSeen) {
            return true;
        }
    }

    private static final class AbortsAtOnce extends QuorumRules {
        @Override
        protected boolean makesReadyFor(Outcome outcome) {
            return outcome == Outcome.COMMIT;
        }
    }
}
