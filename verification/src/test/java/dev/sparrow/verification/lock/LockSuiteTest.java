/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.coordination.lock.LockRules;
import dev.sparrow.simulation.world.EventLog;
import dev.sparrow.verification.Row;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The lock service over both logs; `-Dseeds=` runs more.
class LockSuiteTest {
    private static final int SEEDS = Integer.getInteger("seeds", 150);
    private static final int SEEDS_OF_BUGS = 100;

    @Test
    void correctCode_showsNoViolation() {
        var rows = new ArrayList<Row>();
        new LockSuite().runCorrect(SEEDS, rows::add);
        assertThat(rows).allSatisfy(row -> assertThat(row.met()).as(row.toString()).isTrue());
    }

    @Test
    void driverThatIsKilled_isFollowedByOneOfAnotherGeneration() {
        var rows = new ArrayList<Row>();
        assertThat(new LockSuite().electDrivers(2, rows::add)).as(rows::toString).isTrue();
    }

    @Test
    void twoThousandSessions_costAFifthOfAProcessorAtMost() {
        var rows = new ArrayList<Row>();
        assertThat(new LockSuite().runLoad(rows::add)).as(rows::toString).isTrue();
    }

    @Test
    void theSameSeed_givesTheSameEventLog() {
        for (var seed = 0L; seed < 4; seed++) {
            assertThat(log(seed)).as("seed %d", seed).isEqualTo(log(seed));
        }
    }

    private static List<String> log(long seed) {
        var log = EventLog.on();
        LockRun.play(LockSuite.SWARM.draw(seed), new LockRules(), log);
        return log.lines();
    }

    @TestFactory
    Stream<DynamicTest> plantedBug_isFound() {
        return LockBugs.all().stream()
                .filter(bug -> !SLOW.contains(bug.name()))
                .map(bug ->
                        DynamicTest.dynamicTest(
                                bug.name(),
                                () -> assertThat(LockSuite.firstSeed(bug, SEEDS_OF_BUGS)).as(bug.name()).isPresent()));
    }

    /// Those that are rare: `bin/sparrow coordination verify --tier N` looks for them longer.
    private static final List<String> SLOW =
            List.of(
                    "leases are given by who leads no more",
                    "answers and calls of earlier epochs are taken",
                    "commands of earlier masters are carried out",
                    "a new master serves at once",
                    "a cache is used when the lease is over",
                    "what was invalidated on its way is cached",
                    "a lock-delay is measured by a fast clock",
                    "ephemeral files go before they are shown open");
}
