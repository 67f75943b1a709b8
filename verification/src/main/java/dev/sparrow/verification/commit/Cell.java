/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.commit;

import dev.sparrow.coordination.commit.TransactionId;
import dev.sparrow.coordination.commit.Vote;
import dev.sparrow.simulation.NodeId;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// What does not change in an exploration: the protocol, and the participants with what they will vote.
///
/// Node 0 is the coordinator `c`, the others are the participants `p1`, `p2`, …
public record Cell(Protocol protocol, List<Vote> votes) {
    static final TransactionId TRANSACTION = new TransactionId("app", 1, 0, 1);

    public Cell {
        votes = List.copyOf(votes);
    }

    int nodes() {
        return votes.size() + 1;
    }

    NodeId id(int node) {
        return new NodeId(node == 0 ? "c" : "p" + node);
    }

    int index(NodeId id) {
        return id.name().equals("c") ? 0 : Integer.parseInt(id.name().substring(1));
    }

    List<NodeId> participants() {
        return IntStream.range(1, nodes()).mapToObj(this::id).toList();
    }

    /// All ways to vote yes or no.
    public static List<List<Vote>> allVotes(int participants) {
        return allVotes(participants, List.of(Vote.YES, Vote.NO));
    }

    static List<List<Vote>> allVotes(int participants, List<Vote> choices) {
        var all = List.of(List.<Vote>of());
        for (var participant = 0; participant < participants; participant++) {
            var longer = new ArrayList<List<Vote>>();
            for (var votes : all) {
                for (var vote : choices) {
                    var more = new ArrayList<>(votes);
                    more.add(vote);
                    longer.add(List.copyOf(more));
                }
            }
            all = List.copyOf(longer);
        }
        return all;
    }
}
