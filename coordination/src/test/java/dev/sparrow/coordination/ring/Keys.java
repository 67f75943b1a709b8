/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.ring;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Members and keys that tests make by seed.
final class Keys {
    private Keys() {}

    static List<Member> members(int count, long seed) {
        return IntStream.range(0, count).mapToObj(index -> Member.of("node-" + seed + "-" + index)).toList();
    }

    static long[] hashes(int count, long seed) {
        return LongStream.range(0, count).map(key -> XxHash64.hash(key, seed)).toArray();
    }

    /// Each member's load by the load that its weight entitles it to.
    static Map<Member, Double> shares(Placement placement, long[] keyHashes) {
        var members = placement.membership().members();
        var weights = members.stream().mapToInt(Member::weight).sum();
        var shares = new HashMap<Member, Double>();
        members.forEach(member -> shares.put(member, 0.0));
        for (var hash : keyHashes) {
            var home = placement.home(hash);
            shares.merge(home, (double) weights / home.weight() / keyHashes.length, Double::sum);
        }
        return shares;
    }

    static double largest(Map<Member, Double> shares) {
        return shares.values().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /// How many keys have another home after a change; none of them between two members that are there before and
    /// after.
    static int moved(long[] keyHashes, LongFunction<Member> before, LongFunction<Member> after, String changed) {
        var moved = 0;
        for (var hash : keyHashes) {
            var from = before.apply(hash);
            var to = after.apply(hash);
            if (!from.id().equals(to.id())) {
                moved++;
                if (!from.id().equals(changed) && !to.id().equals(changed)) {
                    throw new AssertionError(
                            "Key %016x moved from %s to %s, though only %s changed."
                                    .formatted(hash, from, to, changed));
                }
            }
        }
        return moved;
    }
}
