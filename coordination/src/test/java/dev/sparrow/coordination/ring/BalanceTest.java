/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.ring;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// How evenly keys are spread: `-Dseeds=` how many sets of members, `-Dkeys=` how many keys each.
class BalanceTest {
    private static final int SEEDS = Integer.getInteger("seeds", 20);
    private static final int KEYS = Integer.getInteger("keys", 100_000);

    @ParameterizedTest
    @ValueSource(ints = {4, 8, 16, 32, 64})
    void theFullestMemberOfARing_hasLessThanAQuarterMoreThanTheMean(int members) {
        for (var seed = 0; seed < SEEDS; seed++) {
            var shares = Keys.shares(Ring.of(Keys.members(members, seed)), Keys.hashes(KEYS, seed));
            assertThat(Keys.largest(shares)).as("seed %d", seed).isLessThanOrEqualTo(1.25);
        }
    }

    @Test
    void weightedMembers_haveTheirShareWithinATenth() {
        for (var seed = 0; seed < SEEDS; seed++) {
            var members = weighted(seed);
            for (var placement : List.of(Ring.of(members), Rendezvous.of(members))) {
                var shares = Keys.shares(placement, Keys.hashes(KEYS, seed));
                for (var member : members) {
                    assertThat(shares.get(member))
                            .as("share of %s, seed %d", member, seed)
                            .isCloseTo(1, Percentage.withPercentage(10));
                }
            }
        }
    }

    @Test
    void rendezvousAndJump_areAsEvenAsTheHash() {
        var hashes = Keys.hashes(KEYS, 1);
        assertThat(Keys.largest(Keys.shares(Rendezvous.of(Keys.members(10, 1)), hashes))).isLessThan(1.03);
        var loads = new int[10];
        for (var hash : hashes) {
            loads[Jump.bucket(hash, loads.length)]++;
        }
        assertThat(IntStream.of(loads).boxed())
                .allSatisfy(load -> assertThat(load).isCloseTo(KEYS / 10, Percentage.withPercentage(3)));
    }

    private static List<Member> weighted(int seed) {
        var members = new ArrayList<Member>();
        for (var member : Keys.members(8, seed)) {
            members.add(member.weighing(1 + members.size() % 4));
        }
        return members;
    }
}
