/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/// Random graphs, jobs, executors and faults against [Invariants]: `-Dseeds=` how many, `-Dseed=` one of them,
/// `-Dlines=` how much is told of a failure.
class SimulationTest {
    private static final int FAULT_SEEDS = 200;
    private static final int LOG_LINES = Integer.getInteger("lines", 60);

    @Test
    void everyPromiseHolds_whateverHappens() {
        var one = Long.getLong("seed");
        if (one != null) {
            run(one);
            return;
        }
        for (var seed = 0; seed < Integer.getInteger("seeds", 300); seed++) {
            run(seed);
        }
    }

    @Test
    void everyPlantedFault_isNoticed() {
        var unnoticed = new ArrayList<>(PlantedFault.all());
        for (var seed = 0; seed < FAULT_SEEDS && !unnoticed.isEmpty(); seed++) {
            var here = seed;
            unnoticed.removeIf(fault -> isNoticed(here, fault));
        }
        assertThat(unnoticed).extracting(PlantedFault::name).isEmpty();
    }

    private static boolean isNoticed(long seed, PlantedFault fault) {
        try {
            new Simulation(seed, fault).run();
            return false;
        } catch (AssertionError | RuntimeException _) {
            return true;
        }
    }

    private static void run(long seed) {
        var simulation = new Simulation(seed);
        try {
            simulation.run();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("-Dseed=" + seed + ": " + e.getMessage() + lastOf(simulation.log()), e);
        }
    }

    private static String lastOf(List<String> log) {
        return "\n" + String.join("\n", log.subList(Math.max(0, log.size() - LOG_LINES), log.size()));
    }
}
