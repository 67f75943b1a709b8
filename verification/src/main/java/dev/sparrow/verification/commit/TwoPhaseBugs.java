/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.commit;

import dev.sparrow.coordination.commit.CommitOptions;
import dev.sparrow.coordination.commit.Outcome;
import dev.sparrow.coordination.commit.Presumption;
import dev.sparrow.coordination.commit.TwoPhaseRules;

import java.util.List;

/// Two-phase commit with one rule broken at a time.
public final class TwoPhaseBugs {
    /// What two-phase commit stands, however it is set up.
    public static final Faults FAULTS = Faults.NONE.crashes(2).repaired().losses(2).duplicates(2).parting().early(2);

    private static final CommitOptions ABORT = Protocol.OPTIONS;
    private static final CommitOptions COMMIT = ABORT.presuming(Presumption.COMMIT);
    private static final CommitOptions LOG = ABORT.decidingInLog();

    private TwoPhaseBugs() {}

    public static List<Candidate> all() {
        return List.of(
                bug("votes before the promise is on disk", ABORT, new VotesTooEarly()),
                bug("tells a commit before it is on disk", ABORT, new TellsTooEarly()),
                bug("commits without all votes", ABORT, new CommitsWithoutAllVotes()),
                bug("does not count a no", ABORT, new IgnoresNo()),
                bug("forgets after the first acknowledgement", ABORT, new ForgetsTooEarly()),
                bug("does not write down whom it asks", COMMIT, new DoesNotCollect()),
                bug("presumes the wrong outcome", ABORT, new PresumesWrongly()),
                bug("forgets aborts that are not presumed", COMMIT, new ForgetsAborts()),
                bug("commits what it was asking for at a crash", COMMIT, new CommitsAfterCrash()),
                bug("acknowledges before the outcome is on disk", ABORT, new AcknowledgesTooEarly()),
                bug("gives up waiting and aborts", ABORT, new GivesUp()),
                bug("aborts what it forgot that it only read", ABORT, new AbortsForgotten()),
                bug("votes yes after it has aborted", ABORT, new PreparesAgain()),
                bug("gives up waiting and does not ask the log", LOG, new GivesUp()),
                bug("lets the last decision in the log count", LOG, new LastDecisionCounts()));
    }

    private static Candidate bug(String name, CommitOptions options, TwoPhaseRules rules) {
        return new Candidate(name, new Protocol.TwoPhase(rules, options), FAULTS);
    }

    private static final class VotesTooEarly extends TwoPhaseRules {
        @Override
        protected boolean forcesPrepared() {
            return false;
        }
    }

    private static final class TellsTooEarly extends TwoPhaseRules {
        @Override
        protected boolean forcesCommit() {
            return false;
        }
    }

    private static final class CommitsWithoutAllVotes extends TwoPhaseRules {
        @Override
        protected boolean mayCommit(int silent, int refusals) {
            return silent <= 1 && refusals == 0;
        }
    }

    private static final class IgnoresNo extends TwoPhaseRules {
        @Override
        protected boolean mayCommit(int silent, int refusals) {
            return silent == 0;
        }
    }

    private static final class ForgetsTooEarly extends TwoPhaseRules {
        @Override
        protected boolean mayForget(int unacknowledged) {
            return unacknowledged <= 1;
        }
    }

    private static final class DoesNotCollect extends TwoPhaseRules {
        @Override
        protected boolean writesCollecting(Presumption presumption) {
            return false;
        }
    }

    private static final class PresumesWrongly extends TwoPhaseRules {
        @Override
        protected Outcome presumed(Presumption presumption) {
            return Outcome.COMMIT;
        }
    }

    private static final class ForgetsAborts extends TwoPhaseRules {
        @Override
        protected boolean needsAcknowledgement(Outcome outcome, Presumption presumption) {
            return outcome == Outcome.COMMIT;
        }
    }

    private static final class CommitsAfterCrash extends TwoPhaseRules {
        @Override
        protected Outcome afterCrash() {
            return Outcome.COMMIT;
        }
    }

    private static final class AcknowledgesTooEarly extends TwoPhaseRules {
        @Override
        protected boolean forcesDecision(Outcome outcome, Presumption presumption) {
            return false;
        }
    }

    private static final class GivesUp extends TwoPhaseRules {
        @Override
        protected boolean mayGiveUp() {
            return true;
        }
    }

    private static final class AbortsForgotten extends TwoPhaseRules {
        @Override
        protected boolean mayAbortUnknown(boolean restarted) {
            return true;
        }
    }

    private static final class PreparesAgain extends TwoPhaseRules {
        @Override
        protected boolean preparesAfterAbort() {
            return true;
        }
    }

    private static final class LastDecisionCounts extends TwoPhaseRules {
        @Override
        protected Outcome decisionOfLog(Outcome first, Outcome proposed) {
            return proposed;
        }
    }
}
