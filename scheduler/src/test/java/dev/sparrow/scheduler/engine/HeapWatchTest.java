/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// When the watch says that a heap is full, and that threads stand still in it: only then if nothing else helps.
class HeapWatchTest {
    private static final long MAX = 1_000;
    private static final long MUCH = 50 << 20;
    private static final long OBJECTS = 200;

    private final HeapWatch watch = new HeapWatch();
    private long timeMillis;
    private long collectingMillis;
    private long collections;
    private long madeBytes;

    /// Looks twice a second; returns after how many seconds the watch says so, 0 for not at all.
    ///
    /// @param made in a second, which has four collections
    private int secondsUntil(HeapWatch.Verdict verdict, int seconds, double collecting, long used, long made) {
        for (var half = 1; half <= 2 * seconds; half++) {
            timeMillis += 500;
            collectingMillis += (long) (500 * collecting);
            collections += 2;
            madeBytes += made / 2;
            if (look(used) == verdict) {
                return (half + 1) / 2;
            }
        }
        return 0;
    }

    private HeapWatch.Verdict look(long used) {
        return watch.step(timeMillis, collectingMillis, collections, madeBytes, HeapWatch.isFull(used, MAX));
    }

    private int secondsUntilFull(int seconds, double collecting, long used) {
        return secondsUntil(HeapWatch.Verdict.FULL, seconds, collecting, used, MUCH);
    }

    private int secondsUntilStuck(int seconds, double collecting, long used) {
        return secondsUntil(HeapWatch.Verdict.STUCK, seconds, collecting, used, MUCH);
    }

    @Test
    void fullHeapWithACollectorThatDoesAllTheWork_isFoundWithinSeconds() {
        assertThat(secondsUntilFull(60, 0.97, 960)).isEqualTo(16);
        // Then it is looked at anew.
        assertThat(secondsUntilFull(1, 0.97, 550)).isZero();
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
    void lookThatComesLateSinceAllStoodStill_counts() {
        for (var i = 0; i < 3; i++) {
            timeMillis += 10_000;
            collectingMillis += 9_990;
            collections += 3;
            madeBytes += MUCH;
            assertThat(look(960) == HeapWatch.Verdict.FULL).isEqualTo(i == 2);
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

    @Test
    void threadsThatGetAFewObjectsFromEachCollection_areStuckAtOnce() {
        assertThat(secondsUntilFull(5, 0.97, 960)).isZero();

        assertThat(secondsUntil(HeapWatch.Verdict.STUCK, 60, 0.97, 960, OBJECTS)).isEqualTo(2);
        assertThat(secondsUntil(HeapWatch.Verdict.STUCK, 60, 0.97, 960, OBJECTS)).isEqualTo(2);
    }

    @Test
    void threadsThatMakeNothing_areNotStuckWhereThereIsRoom_orNobodyCollects() {
        assertThat(secondsUntil(HeapWatch.Verdict.STUCK, 60, 0.97, 550, OBJECTS)).isZero();
        assertThat(secondsUntil(HeapWatch.Verdict.STUCK, 60, 0.5, 960, OBJECTS)).isZero();
    }

    @Test
    void windowMovesOn() {
        assertThat(secondsUntilFull(120, 0.1, 960)).isZero();
        assertThat(secondsUntilFull(60, 0.97, 960)).isBetween(13, 16);
    }
}
