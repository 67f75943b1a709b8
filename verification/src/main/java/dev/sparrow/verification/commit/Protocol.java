/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.commit;

import dev.sparrow.coordination.commit.CommitMachine;
import dev.sparrow.coordination.commit.CommitOptions;
import dev.sparrow.coordination.commit.Decisions;
import dev.sparrow.coordination.commit.Presumption;
import dev.sparrow.coordination.commit.QuorumRules;
import dev.sparrow.coordination.commit.ThreePhaseCoordinator;
import dev.sparrow.coordination.commit.ThreePhaseParticipant;
import dev.sparrow.coordination.commit.ThreePhaseRules;
import dev.sparrow.coordination.commit.TwoPhaseCoordinator;
import dev.sparrow.coordination.commit.TwoPhaseParticipant;
import dev.sparrow.coordination.commit.TwoPhaseRules;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.Stored;

import java.time.Duration;
import java.util.List;

/// A commit protocol with its rules: how its machines are started.
public interface Protocol {
    /// What machines wait for answers, in nanoseconds: the unit of time.
    long PATIENCE = 1_000;

    CommitOptions OPTIONS = new CommitOptions(Duration.ofNanos(PATIENCE), Presumption.ABORT, false);

    CommitMachine<?> coordinator(NodeId self, List<Stored> disk, long nowNanos);

    CommitMachine<?> participant(NodeId self, List<Stored> disk, boolean restarted, long nowNanos);

    /// What the members of the replicated log keep, before there is any decision.
    Decisions decisions();

    /// Whether who has nothing to write is let go; else it votes yes.
    boolean knowsReadOnly();

    /// How long it takes until everything is decided that will be without further help.
    int horizon();

    /// Two-phase commit.
    record TwoPhase(TwoPhaseRules rules, CommitOptions options) implements Protocol {
        @Override
        public CommitMachine<?> coordinator(NodeId self, List<Stored> disk, long nowNanos) {
            return TwoPhaseCoordinator.start(self, rules, options, disk, nowNanos);
        }

        @Override
        public CommitMachine<?> participant(NodeId self, List<Stored> disk, boolean restarted, long nowNanos) {
            return TwoPhaseParticipant.start(self, rules, options, disk, restarted, nowNanos);
        }

        @Override
        public Decisions decisions() {
            return new Decisions(rules);
        }

        @Override
        public boolean knowsReadOnly() {
            return true;
        }

        @Override
        public int horizon() {
            return 5;
        }
    }

    /// Three-phase commit.
    record ThreePhase(ThreePhaseRules rules) implements Protocol {
        @Override
        public CommitMachine<?> coordinator(NodeId self, List<Stored> disk, long nowNanos) {
            return ThreePhaseCoordinator.start(self, rules, OPTIONS, disk, nowNanos);
        }

        @Override
        public CommitMachine<?> participant(NodeId self, List<Stored> disk, boolean restarted, long nowNanos) {
            return ThreePhaseParticipant.start(self, rules, OPTIONS, disk, nowNanos);
        }

        @Override
        public Decisions decisions() {
            throw new IllegalStateException("Three-phase commit has no log.");
        }

        @Override
        public boolean knowsReadOnly() {
            return false;
        }

        @Override
        public int horizon() {
            return 40;
        }
    }

    static Protocol twoPhase() {
        return new TwoPhase(new TwoPhaseRules(), OPTIONS);
    }

    static Protocol twoPhasePresumingCommit() {
        return new TwoPhase(new TwoPhaseRules(), OPTIONS.presuming(Presumption.COMMIT));
    }

    static Protocol twoPhaseOverLog() {
        return new TwoPhase(new TwoPhaseRules(), OPTIONS.decidingInLog());
    }

    static Protocol threePhase() {
        return new ThreePhase(new ThreePhaseRules());
    }

    static Protocol quorumThreePhase() {
        return new ThreePhase(new QuorumRules());
    }
}
