/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.coordination.paxos.PaxosRules;
import dev.sparrow.coordination.raft.RaftRules;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.util.List;
import java.util.stream.Stream;

/// The stories of [Scenario] with both protocols: `-Dseeds=1000` for longer runs.
class ScenarioTest {
    private static final int SEEDS = Integer.getInteger("seeds", 3);

    @TestFactory
    Stream<DynamicTest> story_isLivedThrough() {
        var engines = List.of(new RaftEngine("raft", new RaftRules()), new PaxosEngine("paxos", new PaxosRules()));
        return engines.stream()
                .flatMap(engine ->
                        Scenario.all().stream()
                                .map(scenario ->
                                        DynamicTest.dynamicTest(
                                                engine.name() + ": " + scenario.name(), () -> play(engine, scenario))));
    }

    private static void play(Engine engine, Scenario scenario) {
        for (var seed = 0L; seed < SEEDS; seed++) {
            assertThat(scenario.play(engine, seed)).as("%s, seed %d", scenario.name(), seed).isEmpty();
        }
    }
}
