/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.paxos;

import dev.sparrow.coordination.log.Configuration;
import dev.sparrow.coordination.log.Payload;
import dev.sparrow.simulation.NodeId;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Every decision that the safety of Multi-Paxos rests on, one method each.
///
/// The machine asks here; it has no other copy of these rules. A subclass with one of them broken is a wrong Paxos, and
/// the verification sees to it that each such Paxos is found out.
public class PaxosRules {
    /// Whether a promise must be on disk before it is given (Simple, section 2.5).
    public boolean keepsPromises() {
        return true;
    }

    /// Whether an accepted value must be on disk before that is said (Simple, section 2.5).
    public boolean keepsAccepted() {
        return true;
    }

    /// Whether a ballot may be promised: one of a higher round, or the same again (Simple, P1b). A round is promised to
    /// one proposer only, which makes rounds unique.
    public boolean mayPromise(Ballot ballot, Ballot promised) {
        return ballot.round() > promised.round() || ballot.equals(promised);
    }

    /// Whether a proposal may be accepted: unless a higher round was promised (Simple, P1a).
    public boolean mayAccept(Ballot ballot, Ballot promised) {
        return ballot.round() > promised.round() || ballot.equals(promised);
    }

    /// Which value of those that were accepted before must be proposed for a slot: that of the highest ballot *for this
    /// slot* (Simple, P2c). Empty if there is none, so that any may be.
    ///
    /// @param promises what each member that promised has accepted
    public Optional<Accepted> bound(Collection<List<Accepted>> promises, long slot) {
        Accepted highest = null;
        for (var accepted : promises) {
            for (var value : accepted) {
                if (value.slot() == slot && (highest == null || value.ballot().round() > highest.ballot().round())) {
                    highest = value;
                }
            }
        }
        return Optional.ofNullable(highest);
    }

    /// The first slot that a new proposer prepares: all that it does not know to be chosen (Simple, section 3).
    ///
    /// @param lastAccepted the last slot that it has accepted a value for
    public long prepareFrom(long chosenUpTo, long lastAccepted) {
        return chosenUpTo + 1;
    }

    /// Whether a value is chosen: when a majority has accepted it in one ballot (Simple, section 2.1). A member counts
    /// once, however often it says so.
    ///
    /// @param accepts who has said so, each time it did
    public boolean isChosen(Configuration configuration, List<NodeId> accepts) {
        return configuration.isQuorum(accepts::contains);
    }

    /// Whether an acceptance counts for a proposal: only if it is of the same ballot.
    public boolean counts(Ballot accepted, Ballot proposed) {
        return accepted.equals(proposed);
    }

    /// Whether a no-op that fills a gap must be agreed on like any other value (Simple, section 3).
    public boolean agreesOnNoops() {
        return true;
    }

    /// Whether what is chosen for a slot may be applied: when all before it are (Simple, section 3).
    public boolean mayApply(long slot, long appliedUpTo) {
        return slot == appliedUpTo + 1;
    }

    /// From which slot on a change of members holds: alpha slots later, since so many may be open (Simple, section 3).
    public long changeHoldsFrom(long slot, int openSlotsMax) {
        return slot + openSlotsMax;
    }

    /// Whether a member that hears of its leader leaves others that want to lead unanswered (Live, section 5.2).
    public boolean keepsToLease() {
        return true;
    }

    /// How long, from the sending of a heartbeat that a majority has answered, nobody else can lead, by clocks that may
    /// run faster than the leader's (Live, section 5.2).
    public long leaseNanos(long electionTimeoutNanos, double clockRatioMax) {
        return (long) (electionTimeoutNanos / clockRatioMax);
    }

    /// Whether a member with a new disk waits before it votes (Live, section 5.1).
    public boolean waitsAfterDiskLoss() {
        return true;
    }

    /// The payload to propose for a slot.
    ///
    /// @param bound see [#bound]
    /// @param own what this proposer would like, or a no-op
    public Payload toPropose(Optional<Accepted> bound, Payload own) {
        return bound.map(Accepted::payload).orElse(own);
    }
}
