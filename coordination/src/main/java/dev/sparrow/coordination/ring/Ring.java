/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.ring;

import dev.sparrow.error.SparrowException;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/// A consistent-hashing ring: members own points on the circle of 64-bit numbers, and a key belongs to the owner of the
/// point that follows it most closely.
///
/// It is the ring of Karger et al. 1997 with [#POINTS] virtual nodes for each unit of weight. By itself it would leave
/// a member some 6 % away from its share, and the fullest of many 20 %. So a key looks from [#PROBES] places, and the
/// point nearest behind one of them wins (Appleton and O'Reilly 2015, section 3), which halves that for the price of
/// two more searches. A point that comes or goes still touches only the keys that it wins.
///
/// Points and probes are fixed for ever: the i-th point of a member is the hash of its id with seed i, the j-th probe
/// of a key the hash of its hash with seed j.
public final class Ring implements Placement {
    public static final int POINTS = 256;
    public static final int PROBES = 3;

    /// Points of all members: as many as an array of owners can hold.
    private static final int POINTS_MAX = 1 << 26;

    private final Membership membership;

    /// Ascending as unsigned numbers.
    private final long[] points;

    /// The index in the membership of the owner of each point.
    private final int[] owners;

    /// The index of the first point from each equal part of the circle on, so that a search is a step or two.
    private final int[] starts;

    private final int startShift;

    private Ring(Membership membership, long[] points, int[] owners) {
        this.membership = membership;
        this.points = points;
        this.owners = owners;
        var bits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(points.length - 1));
        this.startShift = Long.SIZE - bits;
        this.starts = new int[1 << bits];
        var point = 0;
        for (var part = 0; part < starts.length; part++) {
            while (point < points.length && points[point] >>> startShift < part) {
                point++;
            }
            starts[part] = point;
        }
    }

    /// The ring of these members.
    ///
    /// @throws SparrowException if there is none, or their weights are too much for a ring
    public static Ring of(Membership membership) {
        var members = membership.members();
        var count = members.stream().mapToLong(Member::weight).sum() * POINTS;
        if (members.isEmpty() || count > POINTS_MAX) {
            throw SparrowException.invalidArgument(
                    "A ring needs members of weight 1 to %,d in all, but those of membership %d weigh %,d."
                            .formatted(POINTS_MAX / POINTS, membership.version(), count / POINTS));
        }
        var claims = new Claim[(int) count];
        var next = 0;
        for (var owner = 0; owner < members.size(); owner++) {
            var id = XxHash64.hash(members.get(owner).id());
            for (var point = 0; point < members.get(owner).weight() * POINTS; point++) {
                claims[next++] = new Claim(XxHash64.hash(id, point), owner);
            }
        }
        Arrays.sort(claims);
        return new Ring(
                membership,
                Arrays.stream(claims).mapToLong(Claim::point).toArray(),
                Arrays.stream(claims).mapToInt(Claim::owner).toArray());
    }

    public static Ring of(List<Member> members) {
        return of(Membership.of(members));
    }

    /// A point and its owner; if two claim the same point, the one with the lower id has it first.
    private record Claim(long point, int owner) implements Comparable<Claim> {
        @Override
        public int compareTo(Claim other) {
            var byPoint = Long.compareUnsigned(point, other.point);
            return byPoint != 0 ? byPoint : Integer.compare(owner, other.owner);
        }
    }

    @Override
    public Membership membership() {
        return membership;
    }

    @Override
    public Member home(long keyHash) {
        var nearest = 0;
        var least = -1L;
        for (var probe = 0; probe < PROBES; probe++) {
            var place = XxHash64.hash(keyHash, probe);
            var index = following(place);
            var distance = points[index] - place;
            if (probe == 0 || Long.compareUnsigned(distance, least) < 0) {
                nearest = index;
                least = distance;
            }
        }
        return membership.members().get(owners[nearest]);
    }

    @Override
    public Iterator<Member> preferences(long keyHash) {
        return new Walk(keyHash);
    }

    /// The index of the first point at a place or behind it.
    private int following(long place) {
        var index = starts[(int) (place >>> startShift)];
        while (index < points.length && Long.compareUnsigned(points[index], place) < 0) {
            index++;
        }
        return index == points.length ? 0 : index;
    }

    /// Goes around from all probes at once, from each point to the next nearest, and names owners as they appear.
    private final class Walk implements Iterator<Member> {
        private final long[] places = new long[PROBES];
        private final int[] cursors = new int[PROBES];
        private final BitSet seen = new BitSet();

        Walk(long keyHash) {
            for (var probe = 0; probe < PROBES; probe++) {
                places[probe] = XxHash64.hash(keyHash, probe);
                cursors[probe] = following(places[probe]);
            }
        }

        @Override
        public boolean hasNext() {
            return seen.cardinality() < membership.members().size();
        }

        @Override
        public Member next() {
            if (!hasNext()) {
                throw new NoSuchElementException("All members were named.");
            }
            while (true) {
                var owner = owners[takeNearest()];
                if (!seen.get(owner)) {
                    seen.set(owner);
                    return membership.members().get(owner);
                }
            }
        }

        private int takeNearest() {
            var nearest = 0;
            for (var probe = 1; probe < PROBES; probe++) {
                if (Long.compareUnsigned(distance(probe), distance(nearest)) < 0) {
                    nearest = probe;
                }
            }
            var index = cursors[nearest];
            cursors[nearest] = index + 1 == points.length ? 0 : index + 1;
            return index;
        }

        private long distance(int probe) {
            return points[cursors[probe]] - places[probe];
        }
    }
}
