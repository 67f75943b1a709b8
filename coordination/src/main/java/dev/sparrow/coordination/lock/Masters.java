/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.lock;

import dev.sparrow.simulation.NodeId;

import java.util.List;
import java.util.random.RandomGenerator;

/// Who may be the master, as a client guesses.
final class Masters {
    private final List<NodeId> members;
    private NodeId present;
    private boolean followed;

    Masters(List<NodeId> members, RandomGenerator random) {
        this.members = List.copyOf(members);
        this.present = members.get(random.nextInt(members.size()));
    }

    NodeId present() {
        return present;
    }

    /// Another member, since this one does not answer.
    NodeId next() {
        present = members.get((members.indexOf(present) + 1) % members.size());
        followed = false;
        return present;
    }

    void found(NodeId master) {
        present = master;
        followed = false;
    }

    /// Takes a hint, but not one after the other: two members that each take the other for the master would send a
    /// client to and fro.
    boolean follow(NodeId hint) {
        if (followed) {
            return false;
        }
        followed = true;
        present = hint;
        return true;
    }
}
