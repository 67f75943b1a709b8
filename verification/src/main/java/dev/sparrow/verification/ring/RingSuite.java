/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.ring;

import dev.sparrow.coordination.ring.BoundedLoads;
import dev.sparrow.coordination.ring.Jump;
import dev.sparrow.coordination.ring.Member;
import dev.sparrow.coordination.ring.Membership;
import dev.sparrow.coordination.ring.Placement;
import dev.sparrow.coordination.ring.Rendezvous;
import dev.sparrow.coordination.ring.Ring;
import dev.sparrow.coordination.ring.XxHash64;
import dev.sparrow.verification.Row;
import dev.sparrow.verification.Suite;
import dev.sparrow.verification.Tier;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Measures the mappings of keys to members beside what is asked of them.
public final class RingSuite implements Suite {
    private static final int KEYS_OF_N = 1_000_000;

    /// Fewer would measure chance.
    private static final int KEYS_MIN = 100_000;

    private static final int SEEDS = 20;
    private static final int LOOK_UPS = 4_000_000;
    private static final double SPREAD_MAX = 1.25;
    private static final double MOVED_MAX = 1.15;
    private static final double FORCED_MAX = 1.3;
    private static final double LOOK_UP_NANOS_MAX = 200;

    /// One measurement: the worst value of so many, and how many were wrong whatever the value is.
    private record Measured(long runs, double worst, long wrong) {
        static final Measured NOTHING = new Measured(0, 0, 0);

        Measured and(double value, long moreWrong) {
            return new Measured(runs + 1, Math.max(worst, value), wrong + moreWrong);
        }
    }

    private interface Measurement {
        Measured take(int keys);
    }

    @Override
    public boolean run(Tier tier, Consumer<Row> rows) {
        var keys = Math.max(KEYS_MIN, tier.runs(KEYS_OF_N));
        var met = measure(rows, "fullest member of 4 to 64, by mean", keys, SPREAD_MAX, RingSuite::spread);
        met &= measure(rows, "weighted members, off their share", keys, 1.10, RingSuite::weighted);
        met &= measure(rows, "one leaves a ring, moved by share", keys, MOVED_MAX, count -> moved(count, Ring::of));
        met &=
                measure(
                        rows,
                        "one leaves rendezvous, moved by share",
                        keys,
                        MOVED_MAX,
                        count -> moved(count, Rendezvous::of));
        met &= measure(rows, "a bucket more for jump, moved by share", keys, MOVED_MAX, RingSuite::jumped);
        met &= measure(rows, "bounded loads, load by limit", keys, 1, RingSuite::bounded);
        met &= measure(rows, "bounded loads, moved by forced", keys, FORCED_MAX, RingSuite::boundedMoved);
        met &= measure(rows, "replicas apart", keys, 1, RingSuite::replicas);
        met &= measure(rows, "look-up among 64 x 256, ns", LOOK_UPS, LOOK_UP_NANOS_MAX, RingSuite::lookUp);
        return met;
    }

    private static boolean measure(Consumer<Row> rows, String what, int keys, double limit, Measurement measurement) {
        var start = System.nanoTime();
        var measured = measurement.take(keys);
        var met = measured.worst() <= limit && measured.wrong() == 0;
        rows.accept(
                new Row(
                        "ring",
                        what,
                        measured.runs(),
                        0,
                        measured.wrong(),
                        System.nanoTime() - start,
                        "at most %.2f, none wrong".formatted(limit),
                        met,
                        "%.3f".formatted(measured.worst())));
        return met;
    }

    private static Measured spread(int keys) {
        var measured = Measured.NOTHING;
        for (var count = 4; count <= 64; count *= 2) {
            for (var seed = 0; seed < SEEDS; seed++) {
                var loads = loads(Ring.of(members(count, seed)), hashes(keys, seed));
                measured = measured.and(largest(loads) * (double) count / keys, 0);
            }
        }
        return measured;
    }

    private static Measured weighted(int keys) {
        var measured = Measured.NOTHING;
        for (var seed = 0; seed < SEEDS; seed++) {
            var members = members(8, seed).stream().map(RingSuite::weighted).toList();
            var weights = members.stream().mapToInt(Member::weight).sum();
            var loads = loads(Ring.of(members), hashes(keys, seed));
            for (var member : members) {
                var share = loads.getOrDefault(member, 0) * (double) weights / member.weight() / keys;
                measured = measured.and(Math.max(share, 2 - share), 0);
            }
        }
        return measured;
    }

    private static Member weighted(Member member) {
        return member.weighing(1 + Math.floorMod(XxHash64.hash(member.id()), 4));
    }

    /// What moves between two that stay is wrong.
    private static Measured moved(int keys, Function<Membership, Placement> kind) {
        var all = Membership.of(members(10, 1));
        var before = kind.apply(all);
        var measured = Measured.NOTHING;
        for (var gone : all.members()) {
            var after = kind.apply(all.left(gone.id()));
            var moved = 0;
            var wrong = 0;
            for (var hash : hashes(keys, 1)) {
                var from = before.home(hash);
                if (!from.equals(after.home(hash))) {
                    moved++;
                    wrong += from.equals(gone) ? 0 : 1;
                }
            }
            measured = measured.and(moved * 10.0 / keys, wrong);
        }
        return measured;
    }

    private static Measured jumped(int keys) {
        var measured = Measured.NOTHING;
        for (var buckets = 1; buckets <= 64; buckets *= 2) {
            var moved = 0;
            var wrong = 0;
            for (var hash : hashes(keys, 1)) {
                var to = Jump.bucket(hash, buckets + 1);
                if (to != Jump.bucket(hash, buckets)) {
                    moved++;
                    wrong += to == buckets ? 0 : 1;
                }
            }
            measured = measured.and(moved * (buckets + 1.0) / keys, wrong);
        }
        return measured;
    }

    private static Measured bounded(int keys) {
        var measured = Measured.NOTHING;
        for (var factor : List.of(1.0, 1.1, BoundedLoads.FACTOR)) {
            var members = members(10, 2);
            var limits = BoundedLoads.limits(Membership.of(members), keys, factor);
            var loads = count(BoundedLoads.place(Ring.of(members), hashes(keys, 1), factor));
            for (var member : members) {
                measured = measured.and(loads.getOrDefault(member, 0) / (double) limits.get(member), 0);
            }
        }
        return measured;
    }

    private static Measured boundedMoved(int keys) {
        var measured = Measured.NOTHING;
        var hashes = hashes(keys, 1);
        var all = Membership.of(members(10, 1));
        var before = BoundedLoads.place(Ring.of(all), hashes, BoundedLoads.FACTOR);
        for (var gone : all.members()) {
            var after = BoundedLoads.place(Ring.of(all.left(gone.id())), hashes, BoundedLoads.FACTOR);
            var moved = IntStream.range(0, keys).filter(key -> !before.get(key).equals(after.get(key))).count();
            measured = measured.and((double) moved / count(before).get(gone), 0);
        }
        return measured;
    }

    /// In 3 racks with 2 hosts each: 3 replicas are in 3 racks, 6 on 6 hosts.
    private static Measured replicas(int keys) {
        var members = new ArrayList<Member>();
        for (var index = 0; index < 12; index++) {
            members.add(new Member("m" + index, 1, "h" + index / 2, "r" + index / 4));
        }
        var ring = Ring.of(members);
        var wrong = 0L;
        for (var hash : hashes(keys, 1)) {
            var replicas = ring.replicas(hash, 6);
            wrong +=
                    distinct(replicas.subList(0, 3), Member::rack) == 3 && distinct(replicas, Member::host) == 6
                            ? 0
                            : 1;
        }
        return new Measured(keys, 0, wrong);
    }

    private static long distinct(List<Member> members, Function<Member, String> place) {
        return members.stream().map(place).distinct().count();
    }

    /// The best of some rounds: others use the machine as well.
    private static Measured lookUp(int lookUps) {
        var ring = Ring.of(members(64, 1));
        ToIntFunction<Long> round =
                seed -> {
                    var sum = 0;
                    for (var key = 0L; key < lookUps; key++) {
                        sum += ring.home(key * 0x9E3779B97F4A7C15L + seed).weight();
                    }
                    return sum;
                };
        var best = Double.MAX_VALUE;
        for (var seed = 0L; seed < 5; seed++) {
            var start = System.nanoTime();
            if (round.applyAsInt(seed) != lookUps) {
                throw new IllegalStateException("Members of weight 1 weigh something else.");
            }
            best = Math.min(best, (System.nanoTime() - start) / (double) lookUps);
        }
        return new Measured(5L * lookUps, best, 0);
    }

    private static List<Member> members(int count, long seed) {
        return IntStream.range(0, count).mapToObj(index -> Member.of("node-" + seed + "-" + index)).toList();
    }

    private static long[] hashes(int count, long seed) {
        return LongStream.range(0, count).map(key -> XxHash64.hash(key, seed)).toArray();
    }

    private static Map<Member, Integer> loads(Placement placement, long[] hashes) {
        var loads = new HashMap<Member, Integer>();
        for (var hash : hashes) {
            loads.merge(placement.home(hash), 1, Integer::sum);
        }
        return loads;
    }

    private static Map<Member, Integer> count(List<Member> homes) {
        var loads = new HashMap<Member, Integer>();
        homes.forEach(home -> loads.merge(home, 1, Integer::sum));
        return loads;
    }

    private static int largest(Map<Member, Integer> loads) {
        return loads.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
    }
}
