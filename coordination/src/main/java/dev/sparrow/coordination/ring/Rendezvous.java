/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.ring;

import dev.sparrow.error.SparrowException;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/// Rendezvous hashing (Thaler and Ravishankar 1998): every member draws a number for the key, and the highest wins.
///
/// No memory, and shares as even as the hash is; but each look-up asks all members. For a few dozen members. A draw is
/// made from the member's id and the key, and stretched by the weight: `-weight / ln(u)` with u evenly between 0 and 1
/// wins in proportion to the weight. The logarithm is that of [StrictMath], the same on every machine.
public final class Rendezvous implements Placement {
    private static final double UNIT = 0x1p-53;

    private final Membership membership;
    private final long[] ids;

    private Rendezvous(Membership membership) {
        this.membership = membership;
        this.ids = membership.members().stream().mapToLong(member -> XxHash64.hash(member.id())).toArray();
    }

    /// Keys drawn for by these members.
    ///
    /// @throws SparrowException if there is none
    public static Rendezvous of(Membership membership) {
        if (membership.members().isEmpty()) {
            throw SparrowException.invalidArgument(
                    "Keys cannot be placed: membership " + membership.version() + " has no members.");
        }
        return new Rendezvous(membership);
    }

    public static Rendezvous of(List<Member> members) {
        return of(Membership.of(members));
    }

    @Override
    public Membership membership() {
        return membership;
    }

    @Override
    public Member home(long keyHash) {
        var best = 0;
        var highest = draw(0, keyHash);
        for (var index = 1; index < ids.length; index++) {
            var draw = draw(index, keyHash);
            if (draw > highest) {
                best = index;
                highest = draw;
            }
        }
        return membership.members().get(best);
    }

    @Override
    public Iterator<Member> preferences(long keyHash) {
        var draws = IntStream.range(0, ids.length).mapToDouble(index -> draw(index, keyHash)).toArray();
        return IntStream.range(0, ids.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer index) -> -draws[index]))
                .map(membership.members()::get)
                .iterator();
    }

    private double draw(int index, long keyHash) {
        // The middle of one of 2^53 equal parts: never 0, never 1.
        var evenly = ((XxHash64.hash(keyHash, ids[index]) >>> 11) + 0.5) * UNIT;
        return -membership.members().get(index).weight() / StrictMath.log(evenly);
    }
}
