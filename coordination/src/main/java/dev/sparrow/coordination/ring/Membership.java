/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.ring;

import dev.sparrow.error.SparrowException;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Who the members are, and since which change: a value that the replicated log decides upon.
///
/// Each change makes a membership whose version is higher by one. Two processes with the same version have the same
/// members, and so map every key alike; a request that carries another version than the receiver's is refused by
/// [#checkSame], and the one behind asks the log.
///
/// @param members in the order of their ids
public record Membership(long version, List<Member> members) {
    public static final Membership EMPTY = new Membership(0, List.of());

    public Membership {
        var byId = new TreeMap<String, Member>();
        for (var member : members) {
            if (byId.put(member.id(), member) != null) {
                throw SparrowException.invalidArgument("Member " + member.id() + " is listed twice.");
            }
        }
        members = List.copyOf(byId.values());
    }

    /// The first membership of these.
    public static Membership of(Collection<Member> members) {
        return new Membership(1, List.copyOf(members));
    }

    /// With one more member, or with other properties of one that is there.
    public Membership joined(Member member) {
        var changed = without(other -> other.id().equals(member.id()));
        changed.add(member);
        return new Membership(version + 1, changed);
    }

    /// Without one of the members.
    ///
    /// @throws SparrowException if there is no such member
    public Membership left(String id) {
        var changed = without(member -> member.id().equals(id));
        if (changed.size() == members.size()) {
            throw SparrowException.invalidArgument(
                    "Member %s cannot leave: membership %d has no such member.".formatted(id, version));
        }
        return new Membership(version + 1, changed);
    }

    /// Refuses a request that was made by another membership.
    ///
    /// @throws SparrowException if the versions differ
    public void checkSame(long requestVersion) {
        if (requestVersion != version) {
            throw SparrowException.invalidArgument(
                    "The request was made by membership %d, but this is %d: whoever has the lower one must read the log."
                            .formatted(requestVersion, version));
        }
    }

    private List<Member> without(Predicate<Member> unwanted) {
        var kept = new ArrayList<>(members);
        kept.removeIf(unwanted);
        return kept;
    }
}
