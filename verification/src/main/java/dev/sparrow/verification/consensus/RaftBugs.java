/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.consensus;

import dev.sparrow.coordination.log.Configuration;
import dev.sparrow.coordination.log.Sessions;
import dev.sparrow.coordination.raft.Entry;
import dev.sparrow.coordination.raft.RaftRecord;
import dev.sparrow.coordination.raft.RaftRules;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.Stored;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Twenty-four wrong Rafts: each breaks one of the [RaftRules] in a way that somebody has got it wrong before.
final class RaftBugs {
    private RaftBugs() {}

    static List<PlantedBug> all() {
        return List.of(
                bug("counts old terms' entries as committed (Fig. 8)", new CountsOldTerms()),
                bug("no up-to-date check", new NoUpToDateCheck()),
                bug("vote not persisted", new VoteNotPersisted()),
                bug("term not persisted", new TermNotPersisted()),
                bug("last entry unsynced", new LastEntryUnsynced()),
                bug("always truncates", new AlwaysTruncates()),
                bug("double vote", new DoubleVote()),
                bug("stale-term vote counted", new StaleVoteCounted()),
                bug("commits beyond matched", new CommitsBeyondMatched()),
                bug("no step-down on higher term", new NoStepDown()),
                bug("reads without quorum round", new ReadsWithoutRound()),
                bug("read-index before first own commit", new ReadsTooEarly()),
                bug("lease read with skewed clock", new LeaseIgnoresDrift()),
                bug("snapshot without last term", new SnapshotWithoutTerm()),
                bug("installs snapshot over newer log", new InstallsOldSnapshot()),
                bug("applies twice after restart", new AppliesTwice()),
                bug("config change without own-term commit", new ChangesTooEarly()),
                bug("two pending configs", new TwoPendingChanges()),
                bug("removed server disrupts", new RemovedDisrupts()),
                bug("learner votes", new LearnerVotes()),
                bug("transfer without catch-up", new TransferWithoutCatchUp()),
                bug("session dedup lost in snapshot", new SessionsLost()),
                bug("log checksum ignored", new ChecksumIgnored()),
                bug("transfer while config pending", new TransferWhileChanging()));
    }

    private static PlantedBug bug(String name, RaftRules rules) {
        return new PlantedBug(name, new RaftEngine("raft", rules));
    }

    private static final class CountsOldTerms extends RaftRules {
        @Override
        public boolean mayCommit(long entryTerm, long term) {
            return true;
        }
    }

    private static final class NoUpToDateCheck extends RaftRules {
        @Override
        public boolean isUpToDate(long lastTerm, long lastIndex, long ownLastTerm, long ownLastIndex) {
            return true;
        }
    }

    private static final class VoteNotPersisted extends RaftRules {
        @Override
        public Optional<RaftRecord.HardState> toPersist(RaftRecord.HardState onDisk, RaftRecord.HardState now) {
            var state = new RaftRecord.HardState(now.term(), null);
            return now.term() == onDisk.term() ? Optional.empty() : Optional.of(state);
        }
    }

    private static final class TermNotPersisted extends RaftRules {
        @Override
        public Optional<RaftRecord.HardState> toPersist(RaftRecord.HardState onDisk, RaftRecord.HardState now) {
            return now.votedFor() == null ? Optional.empty() : Optional.of(now);
        }
    }

    private static final class LastEntryUnsynced extends RaftRules {
        @Override
        public boolean mustBeDurable(Entry entry, boolean last) {
            return !last;
        }
    }

    private static final class AlwaysTruncates extends RaftRules {
        @Override
        public boolean conflicts(long ownTerm, long term) {
            return true;
        }
    }

    private static final class DoubleVote extends RaftRules {
        @Override
        public boolean mayVote(NodeId votedFor, NodeId candidate) {
            return true;
        }
    }

    private static final class StaleVoteCounted extends RaftRules {
        @Override
        public boolean counts(long voteTerm, long term) {
            return true;
        }
    }

    private static final class CommitsBeyondMatched extends RaftRules {
        @Override
        public long counted(long matchIndex, long sentIndex) {
            return sentIndex;
        }
    }

    private static final class NoStepDown extends RaftRules {
        @Override
        public boolean stepsDown() {
            return false;
        }
    }

    private static final class ReadsWithoutRound extends RaftRules {
        @Override
        public boolean readNeedsRound() {
            return false;
        }
    }

    private static final class ReadsTooEarly extends RaftRules {
        @Override
        public boolean knowsCommitted(long commitTerm, long term) {
            return true;
        }
    }

    private static final class LeaseIgnoresDrift extends RaftRules {
        @Override
        public long leaseNanos(long electionTimeoutNanos, double clockRatioMax) {
            return electionTimeoutNanos;
        }
    }

    private static final class SnapshotWithoutTerm extends RaftRules {
        @Override
        public long snapshotTerm(long termOfLastEntry) {
            return 0;
        }
    }

    private static final class InstallsOldSnapshot extends RaftRules {
        @Override
        public boolean installs(long snapshotIndex, long commit) {
            return true;
        }
    }

    private static final class AppliesTwice extends RaftRules {
        @Override
        public long appliedBy(long snapshotIndex) {
            return Math.max(0, snapshotIndex - 1);
        }
    }

    private static final class ChangesTooEarly extends RaftRules {
        @Override
        public boolean mayChangeMembers(long commitTerm, long term) {
            return true;
        }
    }

    private static final class TwoPendingChanges extends RaftRules {
        @Override
        public boolean mayChangeMembersWhile(boolean changePending) {
            return true;
        }
    }

    private static final class RemovedDisrupts extends RaftRules {
        @Override
        public boolean protectsLeader() {
            return false;
        }

        @Override
        public boolean asksBefore() {
            return false;
        }
    }

    private static final class LearnerVotes extends RaftRules {
        @Override
        public Set<NodeId> electorate(Configuration configuration) {
            var all = new TreeSet<>(super.electorate(configuration));
            all.addAll(configuration.learners());
            return all;
        }

        @Override
        public boolean isElected(Configuration configuration, Set<NodeId> votes) {
            return votes.size() > configuration.voters().size() / 2;
        }
    }

    private static final class TransferWithoutCatchUp extends RaftRules {
        @Override
        public boolean isCaughtUp(long matchIndex, long lastIndex) {
            return true;
        }
    }

    private static final class SessionsLost extends RaftRules {
        @Override
        public List<Sessions.Part> snapshotSessions(List<Sessions.Part> sessions) {
            return List.of();
        }
    }

    private static final class ChecksumIgnored extends RaftRules {
        @Override
        public boolean isUsable(Stored stored) {
            return true;
        }
    }

    private static final class TransferWhileChanging extends RaftRules {
        @Override
        public boolean mayTransferWhile(boolean changePending) {
            return true;
        }
    }
}
