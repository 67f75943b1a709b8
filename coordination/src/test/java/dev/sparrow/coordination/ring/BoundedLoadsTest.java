/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Limits and movement of bounded loads: `-Dkeys=` of how many keys.
class BoundedLoadsTest {
    private static final int KEYS = Integer.getInteger("keys", 20_000);

    @ParameterizedTest
    @ValueSource(doubles = {1, 1.1, 1.25, 2})
    void noMemberGetsMoreThanItsLimit(double factor) {
        for (var keys : List.of(0, 1, 7, 1000)) {
            var members = Keys.members(10, 2);
            var loads = loads(BoundedLoads.place(Ring.of(members), Keys.hashes(keys, 1), factor));
            assertThat(loads.values())
                    .allSatisfy(load -> assertThat(load).isLessThanOrEqualTo((int) Math.ceil(factor * keys / 10)));
            assertThat(loads.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(keys);
        }
    }

    @Test
    void manyKeysOfOneHash_areSpread() {
        var hashes = new long[1000];
        Arrays.fill(hashes, 42);
        assertThat(loads(BoundedLoads.place(Ring.of(Keys.members(10, 2)), hashes, 1.25)).values()).containsOnly(125);
    }

    @Test
    void limitsFollowWeights() {
        var heavy = Member.of("heavy").weighing(3);
        var light = Member.of("light");
        assertThat(BoundedLoads.limits(Membership.of(List.of(heavy, light)), 100, 1.25))
                .containsExactlyInAnyOrderEntriesOf(Map.of(heavy, 94, light, 32));
    }

    @Test
    void theOrderOfKeys_doesNotMatter() {
        var ring = Ring.of(Keys.members(10, 2));
        var hashes = Keys.hashes(1000, 1);
        var reversed = new long[hashes.length];
        for (var key = 0; key < hashes.length; key++) {
            reversed[hashes.length - 1 - key] = hashes[key];
        }
        assertThat(BoundedLoads.place(ring, reversed, 1.02))
                .isEqualTo(BoundedLoads.place(ring, hashes, 1.02).reversed());
    }

    /// Forced are the keys of the lost member and those that the new limits leave no room for.
    @Test
    void theLossOfAMember_movesLittleMoreThanItMust() {
        var hashes = Keys.hashes(KEYS, 1);
        for (var seed = 0; seed < 5; seed++) {
            var all = Membership.of(Keys.members(10, seed));
            var before = BoundedLoads.place(Ring.of(all), hashes, BoundedLoads.FACTOR);
            var gone = all.members().get(seed);
            var after = BoundedLoads.place(Ring.of(all.left(gone.id())), hashes, BoundedLoads.FACTOR);
            var moved = 0;
            for (var key = 0; key < KEYS; key++) {
                moved += before.get(key).equals(after.get(key)) ? 0 : 1;
            }
            assertThat((double) moved).isLessThanOrEqualTo(1.3 * loads(before).get(gone));
        }
    }

    @Test
    void aFactorBelowOne_isRefused() {
        assertThatThrownBy(() -> BoundedLoads.place(Ring.of(Keys.members(2, 1)), new long[2], 0.9))
                .hasMessage(
                        "The factor of bounded loads must be at least 1, else there is no room for all keys, but it is 0.9.");
    }

    private static Map<Member, Integer> loads(List<Member> homes) {
        var loads = new HashMap<Member, Integer>();
        homes.forEach(home -> loads.merge(home, 1, Integer::sum));
        return loads;
    }
}
