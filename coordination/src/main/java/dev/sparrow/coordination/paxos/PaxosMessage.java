/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.paxos;

import dev.sparrow.coordination.log.Configuration;
import dev.sparrow.coordination.log.Payload;

import java.util.List;

/// What members say to each other.
public sealed interface PaxosMessage {
    /// Phase 1a, for all slots from one on (Simple, section 3).
    ///
    /// @param transferred whether the leader wants it, so that nobody need keep to its lease
    record Prepare(Ballot ballot, long fromSlot, boolean transferred) implements PaxosMessage {}

    /// Phase 1b: no ballot of a lower round is taken part in any more, and this was accepted before.
    record Promise(Ballot ballot, long fromSlot, List<Accepted> accepted) implements PaxosMessage {
        public Promise {
            accepted = List.copyOf(accepted);
        }
    }

    /// Phase 2a, for some slots, from one on.
    ///
    /// @param chosenUpTo all slots up to this one are chosen
    record Accept(Ballot ballot, long fromSlot, List<Payload> payloads, long chosenUpTo) implements PaxosMessage {
        public Accept {
            payloads = List.copyOf(payloads);
        }
    }

    /// Phase 2b, for the slots from one to another.
    record AcceptedBy(Ballot ballot, long fromSlot, long toSlot) implements PaxosMessage {}

    /// A higher round was promised.
    record Nack(Ballot ballot, Ballot promised) implements PaxosMessage {}

    /// The proposer lacks slots that are chosen and compacted here: it must learn before it leads.
    record Behind(Ballot ballot, long chosenUpTo) implements PaxosMessage {}

    /// The leader is there.
    ///
    /// @param number counts the leader's heartbeats
    /// @param epoch see [PaxosMachine#term]
    record Heartbeat(Ballot ballot, long chosenUpTo, long number, long epoch) implements PaxosMessage {}

    /// A heartbeat was heard by a member that still keeps to its leader's ballot.
    ///
    /// @param number of the heartbeat; 0 from a member that does not vote, which confirms nothing
    /// @param lacksFrom the first slot that the member wants to learn, or 0
    record HeartbeatAck(Ballot ballot, long number, long lacksFrom) implements PaxosMessage {}

    /// What was chosen for some slots, from one on.
    record Learn(long fromSlot, List<Payload> payloads) implements PaxosMessage {
        public Learn {
            payloads = List.copyOf(payloads);
        }
    }

    /// Which slots are chosen from here on?
    record AskLearn(long fromSlot) implements PaxosMessage {}

    /// One part of a snapshot, for a member that lacks slots that are compacted.
    ///
    /// @param part null if the snapshot is empty
    record SnapshotPart(
            long index, long term, Configuration configuration, int checksum, int number, int parts, Record part)
            implements PaxosMessage {}

    /// The next part is wanted.
    record AskPart(long index, int number) implements PaxosMessage {}

    /// After which slot do proposals begin from now on? Asked by a member whose disk was replaced.
    record AskNewSlot(long number) implements PaxosMessage {}

    record NewSlot(long number, Ballot ballot, long slot) implements PaxosMessage {}

    /// Take over: the leader hands over.
    record TakeOver(Ballot ballot) implements PaxosMessage {}
}
