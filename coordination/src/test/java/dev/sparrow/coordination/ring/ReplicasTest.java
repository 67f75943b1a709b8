/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

class ReplicasTest {
    /// 3 racks of 2 hosts with 2 members each.
    private static final List<Member> HALL = hall(3, 2, 2);

    @Test
    void replicasAreInDifferentRacks_asLongAsThereAreAny() {
        for (var placement : List.of(Ring.of(HALL), Rendezvous.of(HALL))) {
            for (var hash : Keys.hashes(2_000, 1)) {
                assertThat(distinct(placement.replicas(hash, 2), Member::rack)).isEqualTo(2);
                assertThat(distinct(placement.replicas(hash, 3), Member::rack)).isEqualTo(3);
            }
        }
    }

    @Test
    void replicasAreOnDifferentHosts_whenTheRacksAreUsedUp() {
        for (var hash : Keys.hashes(2_000, 1)) {
            var replicas = Ring.of(HALL).replicas(hash, 6);
            assertThat(distinct(replicas.subList(0, 3), Member::rack)).isEqualTo(3);
            assertThat(distinct(replicas, Member::host)).isEqualTo(6);
        }
    }

    @Test
    void allMembersAreReplicas_whenMoreAreAskedFor() {
        for (var hash : Keys.hashes(200, 1)) {
            assertThat(Ring.of(HALL).replicas(hash, 50)).containsExactlyInAnyOrderElementsOf(HALL);
        }
    }

    @Test
    void theFirstReplica_isTheHome() {
        for (var placement : List.of(Ring.of(HALL), Rendezvous.of(HALL))) {
            for (var hash : Keys.hashes(2_000, 1)) {
                assertThat(placement.replicas(hash, 3).getFirst()).isEqualTo(placement.home(hash));
                assertThat(placement.preferences(hash).next()).isEqualTo(placement.home(hash));
            }
        }
    }

    @Test
    void noReplica_isRefused() {
        assertThatThrownBy(() -> Ring.of(HALL).replicas(1, 0))
                .hasMessage("A key has at least one replica, but 0 were asked for.");
    }

    private static long distinct(List<Member> members, Function<Member, String> place) {
        return members.stream().map(place).distinct().count();
    }

    private static List<Member> hall(int racks, int hosts, int members) {
        var hall = new ArrayList<Member>();
        for (var rack = 0; rack < racks; rack++) {
            for (var host = 0; host < hosts; host++) {
                for (var member = 0; member < members; member++) {
                    var name = "r" + rack + "h" + host;
                    hall.add(new Member(name + "m" + member, 1, name, "r" + rack));
                }
            }
        }
        return hall;
    }
}
