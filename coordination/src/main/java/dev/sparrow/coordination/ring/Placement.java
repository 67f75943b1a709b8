/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.ring;

import dev.sparrow.error.SparrowException;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/// A mapping of keys to members that depends on the members alone, and that changes little when one comes or goes:
///
/// - every member gets keys in proportion to its weight
/// - a member that leaves gives its keys away, and no other key moves
/// - a member that joins takes keys, and no key moves between the others
///
/// A key is given as its [XxHash64].
public sealed interface Placement permits Ring, Rendezvous {

    /// The member that a key belongs to.
    Member home(long keyHash);

    /// All members, the home first, then the one that is the home if the first leaves, and so on.
    Iterator<Member> preferences(long keyHash);

    Membership membership();

    default Member home(String key) {
        return home(XxHash64.hash(key));
    }

    /// Homes of the replicas of a key, the first of them its [#home]: in different racks as far as there are any, else
    /// on different hosts, else on different members.
    ///
    /// @param count how many; if there are fewer members, all of them
    default List<Member> replicas(long keyHash, int count) {
        if (count < 1) {
            throw SparrowException.invalidArgument("A key has at least one replica, but " + count + " were asked for.");
        }
        var preferred = new ArrayList<Member>();
        var chosen = new ArrayList<Member>();
        var racks = new HashSet<String>();
        for (var all = preferences(keyHash); chosen.size() < count && all.hasNext(); ) {
            var member = all.next();
            if (racks.add(member.rack())) {
                chosen.add(member);
            } else {
                preferred.add(member);
            }
        }
        addApart(preferred, chosen, count, Member::host);
        addApart(preferred, chosen, count, Member::id);
        return List.copyOf(chosen);
    }

    /// Adds the most preferred that share nothing with those chosen.
    private static void addApart(
            List<Member> preferred, List<Member> chosen, int count, Function<Member, String> place) {
        var taken = new HashSet<String>();
        chosen.forEach(member -> taken.add(place.apply(member)));
        for (var member : preferred) {
            if (chosen.size() < count && taken.add(place.apply(member))) {
                chosen.add(member);
            }
        }
    }
}
