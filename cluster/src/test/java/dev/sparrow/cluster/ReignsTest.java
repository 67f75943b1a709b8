/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.cluster.wire.ClusterMessage.Reign;
import dev.sparrow.cluster.wire.Reigns;

import org.junit.jupiter.api.Test;

class ReignsTest {
    private final Reigns reigns = new Reigns();

    @Test
    void leaderOfAnEarlierReign_doesNotCount() {
        assertThat(reigns.counts()).isFalse();
        assertThat(reigns.begins(new Reign(3))).isTrue();
        assertThat(reigns.counts()).isTrue();

        reigns.reached();
        assertThat(reigns.counts()).as("before it has said its reign").isFalse();
        assertThat(reigns.begins(new Reign(2))).isFalse();
        assertThat(reigns.counts()).isFalse();

        reigns.reached();
        assertThat(reigns.begins(new Reign(4))).isTrue();
    }

    @Test
    void coordinatorThatIsAlone_countsAgainAfterItWasAway() {
        assertThat(reigns.begins(new Reign(0))).isTrue();
        reigns.reached();
        assertThat(reigns.begins(new Reign(0))).isTrue();
    }
}
