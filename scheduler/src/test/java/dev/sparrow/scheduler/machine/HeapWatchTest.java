/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// When the watch says that a heap is full: only then if nothing else helps.
class HeapWatchTest {
    private static final long MAX = 1_000;

    private final HeapWatch watch = new HeapWatch();
    private long timeMillis;
    private long collectingMillis;

    /// Two samples a second; returns after how many seconds the watch says so, 0 for not at all.
    private int secondsUntilFull(int seconds, double collecting, long live) {
        for (var half = 1; half <= 2 * seconds; half++) {
            timeMillis += 500;
            collectingMillis += (long) (500 * collecting);
            if (watch.step(new HeapWatch.Sample(timeMillis, collectingMillis, live, MAX))) {
                return (half + 1) / 2;
            }
        }
        return 0;
    }

    @Test
    void fullHeapWithACollectorThatDoesAllTheWork_isFoundWithinSeconds() {
        assertThat(secondsUntilFull(60, 0.97, 960)).isEqualTo(16);
        // Then it is looked at anew.
        assertThat(secondsUntilFull(60, 0.97, 960)).isEqualTo(16);
    }

    @Test
    void nearlyFullHeapWithACollectorThatWorksHard_isNoReason() {
        assertThat(secondsUntilFull(600, 0.8, 960)).isZero();
    }

    @Test
    void collectorThatWorksHardWhileThereIsRoom_isNoReason() {
        assertThat(secondsUntilFull(600, 0.97, 550)).isZero();
    }

    @Test
    void fullHeapOfAMoment_isNoReason() {
        for (var i = 0; i < 20; i++) {
            assertThat(secondsUntilFull(14, 0.97, 960)).isZero();
            assertThat(secondsUntilFull(1, 0.97, 550)).isZero();
        }
    }

    @Test
    void sampleThatComesLateSinceAllStoodStill_counts() {
        for (var i = 0; i < 3; i++) {
            timeMillis += 10_000;
            collectingMillis += 9_990;
            var isFull = watch.step(new HeapWatch.Sample(timeMillis, collectingMillis, 960, MAX));
            assertThat(isFull).isEqualTo(i == 2);
        }
    }

    @Test
    void heapThatStaysFullAfterItWasFound_isStuckSecondsLater_andIsLookedAtAgain() {
        assertThat(secondsUntilStuck(10, 0.97, 960)).isZero();
        secondsUntilFull(60, 0.97, 960);

        assertThat(secondsUntilStuck(10, 0.97, 960)).isEqualTo(3);
        assertThat(secondsUntilStuck(10, 0.97, 960)).isEqualTo(3);
    }

    @Test
    void heapThatHasRoomAgain_orACollectorThatRests_isNotStuck() {
        secondsUntilFull(60, 0.97, 960);
        assertThat(secondsUntilStuck(1, 0.97, 550)).isZero();
        assertThat(secondsUntilStuck(10, 0.97, 960)).isZero();

        secondsUntilFull(60, 0.97, 960);
        assertThat(secondsUntilStuck(10, 0.5, 960)).isZero();
    }

    private int secondsUntilStuck(int seconds, double collecting, long live) {
        for (var half = 1; half <= 2 * seconds; half++) {
            timeMillis += 500;
            collectingMillis += (long) (500 * collecting);
            if (watch.isStuck(new HeapWatch.Sample(timeMillis, collectingMillis, live, MAX))) {
                return (half + 1) / 2;
            }
        }
        return 0;
    }

    @Test
    void windowMovesOn() {
        assertThat(secondsUntilFull(120, 0.1, 960)).isZero();
        assertThat(secondsUntilFull(60, 0.97, 960)).isBetween(13, 16);
    }
}
