/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.ring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.function.Function;

/// What moves when members come and go: `-Dkeys=` of how many keys.
class MovementTest {
    private static final int KEYS = Integer.getInteger("keys", 20_000);
    private static final long[] HASHES = Keys.hashes(KEYS, 5);
    private static final List<Function<Membership, Placement>> KINDS = List.of(Ring::of, Rendezvous::of);

    @ParameterizedTest
    @ValueSource(ints = {2, 10, 40})
    void onlyTheKeysOfTheMemberThatLeaves_move(int count) {
        for (var kind : KINDS) {
            var all = Membership.of(Keys.members(count, 3));
            var before = kind.apply(all);
            for (var gone : all.members().subList(0, Math.min(count, 5))) {
                var after = kind.apply(all.left(gone.id()));
                var moved = Keys.moved(HASHES, before::home, after::home, gone.id());
                assertThat(moved).as("%s without %s", before, gone).isBetween(1, limit(count));
                assertThat(Keys.moved(HASHES, after::home, before::home, gone.id())).isEqualTo(moved);
            }
        }
    }

    @Test
    void aMemberOfMoreWeight_onlyTakesKeys() {
        for (var kind : KINDS) {
            var all = Membership.of(Keys.members(10, 3));
            var heavier = all.members().get(4).weighing(2);
            var after = kind.apply(all.joined(heavier));
            var moved = Keys.moved(HASHES, kind.apply(all)::home, after::home, heavier.id());
            // From 1/10 of all keys to 2/11.
            assertThat(moved).isBetween(KEYS * 6 / 100, KEYS * 10 / 100);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 64, 1000})
    void jump_movesKeysOnlyToTheNewBucket(int buckets) {
        var moved = 0;
        for (var hash : HASHES) {
            var from = Jump.bucket(hash, buckets);
            var to = Jump.bucket(hash, buckets + 1);
            assertThat(to).isIn(from, buckets);
            moved += from == to ? 0 : 1;
        }
        assertThat(moved).isLessThanOrEqualTo(limit(buckets + 1));
    }

    @Test
    void replicasOfAKey_changeByOneMember() {
        var all = Membership.of(Keys.members(12, 3));
        for (var kind : KINDS) {
            var before = kind.apply(all);
            for (var hash : Keys.hashes(500, 1)) {
                var replicas = before.replicas(hash, 3);
                var after = kind.apply(all.left(replicas.get(1).id())).replicas(hash, 3);
                assertThat(after.subList(0, 2)).containsExactly(replicas.get(0), replicas.get(2));
            }
        }
    }

    /// 1.15 of the share, and what chance adds for so few keys.
    private static int limit(int members) {
        var share = (double) KEYS / members;
        return (int) (1.15 * share + 4 * Math.sqrt(share));
    }
}
