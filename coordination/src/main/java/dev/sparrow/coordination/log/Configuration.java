/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.log;

import dev.sparrow.simulation.NodeId;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/// Who the members of a cluster are. While it changes, two sets of voters decide, each by its own majority (*joint
/// consensus*, Ongaro and Ousterhout 2014, section 6).
///
/// @param voters who decide
/// @param outgoing who decided before, and still do; empty unless the configuration is joint
/// @param learners who only follow
public record Configuration(List<NodeId> voters, List<NodeId> outgoing, List<NodeId> learners) {
    /// Of a node that does not know yet whom it belongs to.
    public static final Configuration NONE = new Configuration(List.of(), List.of(), List.of());

    public Configuration {
        voters = sorted(voters);
        outgoing = sorted(outgoing);
        learners = sorted(learners);
    }

    /// Of these voters alone.
    public static Configuration of(Collection<NodeId> voters) {
        return new Configuration(List.copyOf(voters), List.of(), List.of());
    }

    private static List<NodeId> sorted(Collection<NodeId> nodes) {
        return List.copyOf(new TreeSet<>(nodes));
    }

    public boolean isJoint() {
        return !outgoing.isEmpty();
    }

    public boolean isVoter(NodeId node) {
        return voters.contains(node) || outgoing.contains(node);
    }

    /// All members, in order.
    public Set<NodeId> all() {
        var all = new TreeSet<>(voters);
        all.addAll(outgoing);
        all.addAll(learners);
        return all;
    }

    /// Whether those that have something are a majority of each set of voters.
    public boolean isQuorum(Predicate<NodeId> has) {
        return majority(voters, has) && (outgoing.isEmpty() || majority(outgoing, has));
    }

    private static boolean majority(List<NodeId> nodes, Predicate<NodeId> has) {
        var count = 0;
        for (var node : nodes) {
            if (has.test(node)) {
                count++;
            }
        }
        return count > nodes.size() / 2;
    }

    /// The largest number that a majority of each set of voters has reached.
    public long reachedByQuorum(ToLongFunction<NodeId> reached) {
        var all = reachedByMajority(voters, reached);
        return outgoing.isEmpty() ? all : Math.min(all, reachedByMajority(outgoing, reached));
    }

    private static long reachedByMajority(List<NodeId> nodes, ToLongFunction<NodeId> reached) {
        if (nodes.isEmpty()) {
            return 0;
        }
        var numbers = new long[nodes.size()];
        for (var i = 0; i < numbers.length; i++) {
            numbers[i] = reached.applyAsLong(nodes.get(i));
        }
        Arrays.sort(numbers);
        return numbers[(numbers.length - 1) / 2];
    }

    /// The way to other members: at once if at most one voter comes or goes, since then majorities overlap (Ongaro
    /// 2014, section 4.1), else through a joint configuration.
    public Configuration towards(Set<NodeId> nextVoters, Set<NodeId> nextLearners) {
        var changed = new TreeSet<>(voters);
        nextVoters.forEach(node -> {
            if (!changed.remove(node)) {
                changed.add(node);
            }
        });
        var before = changed.size() > 1 ? voters : List.<NodeId>of();
        return new Configuration(List.copyOf(nextVoters), before, List.copyOf(nextLearners));
    }

    /// The configuration after a joint one.
    public Configuration left() {
        return new Configuration(voters, List.of(), learners);
    }

    @Override
    public String toString() {
        var text = new ArrayList<String>();
        text.add("voters " + voters);
        if (isJoint()) {
            text.add("outgoing " + outgoing);
        }
        if (!learners.isEmpty()) {
            text.add("learners " + learners);
        }
        return String.join(", ", text);
    }
}
