/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.ring;

import dev.sparrow.error.SparrowException;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Consistent hashing with bounded loads (Mirrokni, Thorup and Zadimoghaddam 2018): no member gets more than its share
/// times a factor, whatever the keys are.
///
/// Each key goes to the first of its [Placement#preferences] that has room left. Keys are taken in the order of their
/// hashes, so who gets what depends on the keys and the members, and not on who came first: every process finds the
/// same.
public final class BoundedLoads {
    /// Room for a quarter more than the share: few keys are sent on, and the loss of a member moves little else.
    public static final double FACTOR = 1.25;

    private BoundedLoads() {}

    /// How many of so many keys each member may have: its share by weight times the factor, rounded up.
    public static Map<Member, Integer> limits(Membership membership, int keys, double factor) {
        if (!(factor >= 1)) {
            throw SparrowException.invalidArgument(
                    "The factor of bounded loads must be at least 1, else there is no room for all keys, but it is %s."
                            .formatted(factor));
        }
        var weights = membership.members().stream().mapToLong(Member::weight).sum();
        var limits = new HashMap<Member, Integer>();
        for (var member : membership.members()) {
            limits.put(member, (int) Math.min(keys, Math.ceil(factor * keys * member.weight() / weights)));
        }
        return limits;
    }

    /// The member of each of these keys, in their order.
    public static List<Member> place(Placement placement, long[] keyHashes, double factor) {
        var room = limits(placement.membership(), keyHashes.length, factor);
        var homes = new Member[keyHashes.length];
        var order =
                IntStream.range(0, keyHashes.length)
                        .boxed()
                        .sorted(Comparator.comparingLong(key -> keyHashes[key]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        for (var key : order) {
            homes[key] = takeRoom(placement, keyHashes[key], room);
        }
        return Arrays.asList(homes);
    }

    private static Member takeRoom(Placement placement, long keyHash, Map<Member, Integer> room) {
        for (var all = placement.preferences(keyHash); all.hasNext(); ) {
            var member = all.next();
            var left = room.get(member);
            if (left > 0) {
                room.put(member, left - 1);
                return member;
            }
        }
        throw new IllegalStateException("The limits leave no room for a key, though they add up to all keys or more.");
    }
}
