/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.consensus;

import dev.sparrow.coordination.log.Configuration;
import dev.sparrow.coordination.paxos.Accepted;
import dev.sparrow.coordination.paxos.Ballot;
import dev.sparrow.coordination.paxos.PaxosRules;
import dev.sparrow.simulation.NodeId;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Sixteen wrong Paxos: each breaks one of the [PaxosRules] in a way that somebody has got it wrong before.
final class PaxosBugs {
    private PaxosBugs() {}

    static List<PlantedBug> all() {
        return List.of(
                bug("forgets promise on restart", new ForgetsPromises()),
                bug("forgets accepted value on restart", new ForgetsAccepted()),
                bug("accepts below promise", new AcceptsBelowPromise()),
                bug("own value over highest accepted", new OwnValueFirst()),
                bug("one highest ballot for all slots", new OneBallotForAllSlots()),
                bug("non-majority phase 2", new NonMajority()),
                bug("new leader skips phase 1 for gaps", new SkipsGaps()),
                bug("applies across a gap", new AppliesAcrossGap()),
                bug("no-op assumed chosen", new AssumesNoops()),
                bug("lease ignored", new IgnoresLease()),
                bug("lease with skewed clock", new LeaseIgnoresDrift()),
                bug("reconfiguration without alpha window", new ChangesAtOnce()),
                bug("counts votes across ballots", new CountsAcrossBallots()),
                bug("counts a doubled accept twice", new CountsTwice()),
                bug("ballots not unique per node", new SharedBallots()),
                bug("node with lost disk votes at once", new VotesAtOnce()));
    }

    private static PlantedBug bug(String name, PaxosRules rules) {
        return new PlantedBug(name, new PaxosEngine("paxos", rules));
    }

    private static final class ForgetsPromises extends PaxosRules {
        @Override
        public boolean keepsPromises() {
            return false;
        }
    }

    private static final class ForgetsAccepted extends PaxosRules {
        @Override
        public boolean keepsAccepted() {
            return false;
        }
    }

    private static final class AcceptsBelowPromise extends PaxosRules {
        @Override
        public boolean mayAccept(Ballot ballot, Ballot promised) {
            return true;
        }
    }

    private static final class OwnValueFirst extends PaxosRules {
        @Override
        public Optional<Accepted> bound(Collection<List<Accepted>> promises, long slot) {
            return Optional.empty();
        }
    }

    private static final class OneBallotForAllSlots extends PaxosRules {
        @Override
        public Optional<Accepted> bound(Collection<List<Accepted>> promises, long slot) {
            var highest =
                    promises.stream()
                            .filter(accepted -> !accepted.isEmpty())
                            .max(Comparator.comparingLong(OneBallotForAllSlots::highestRound));
            return highest.flatMap(accepted -> accepted.stream().filter(value -> value.slot() == slot).findFirst());
        }

        private static long highestRound(List<Accepted> accepted) {
            return accepted.stream().mapToLong(value -> value.ballot().round()).max().orElse(0);
        }
    }

    private static final class NonMajority extends PaxosRules {
        @Override
        public boolean isChosen(Configuration configuration, List<NodeId> accepts) {
            return new HashSet<>(accepts).size() >= Math.max(1, configuration.voters().size() / 2);
        }
    }

    private static final class SkipsGaps extends PaxosRules {
        @Override
        public long prepareFrom(long chosenUpTo, long lastAccepted) {
            return Math.max(chosenUpTo, lastAccepted) + 1;
        }
    }

    private static final class AppliesAcrossGap extends PaxosRules {
        @Override
        public boolean mayApply(long slot, long appliedUpTo) {
            return slot > appliedUpTo;
        }
    }

    private static final class AssumesNoops extends PaxosRules {
        @Override
        public boolean agreesOnNoops() {
            return false;
        }
    }

    private static final class IgnoresLease extends PaxosRules {
        @Override
        public boolean keepsToLease() {
            return false;
        }
    }

    private static final class LeaseIgnoresDrift extends PaxosRules {
        @Override
        public long leaseNanos(long electionTimeoutNanos, double clockRatioMax) {
            return electionTimeoutNanos;
        }
    }

    private static final class ChangesAtOnce extends PaxosRules {
        @Override
        public long changeHoldsFrom(long slot, int openSlotsMax) {
            return slot + 1;
        }
    }

    private static final class CountsAcrossBallots extends PaxosRules {
        @Override
        public boolean counts(Ballot accepted, Ballot proposed) {
            return true;
        }
    }

    private static final class CountsTwice extends PaxosRules {
        @Override
        public boolean isChosen(Configuration configuration, List<NodeId> accepts) {
            return accepts.size() > configuration.voters().size() / 2;
        }
    }

    private static final class SharedBallots extends PaxosRules {
        @Override
        public boolean mayPromise(Ballot ballot, Ballot promised) {
            return ballot.round() >= promised.round();
        }

        @Override
        public boolean mayAccept(Ballot ballot, Ballot promised) {
            return ballot.round() >= promised.round();
        }
    }

    private static final class VotesAtOnce extends PaxosRules {
        @Override
        public boolean waitsAfterDiskLoss() {
            return false;
        }
    }
}
