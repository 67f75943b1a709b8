/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.cell;

import dev.sparrow.cell.LogEngine;
import dev.sparrow.simulation.history.Linearizability;
import dev.sparrow.simulation.history.Model;
import dev.sparrow.simulation.history.Operation;
import dev.sparrow.verification.Row;
import dev.sparrow.verification.Suite;
import dev.sparrow.verification.Tier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Consumer;

/// Cells of real processes, with real disks and connections: killed, stopped and parted while clients write. What these
/// saw must be linearizable. Not a part of tier C, which has no time for it.
public final class ProcessSuite implements Suite {
    private static final int RUNS = 30;
    private static final int CLIENTS = 10;
    private static final int KEYS = 10;
    private static final int OPERATIONS_MIN = 500;
    private static final Duration LENGTH = Duration.ofSeconds(60);
    private static final Duration PACE = Duration.ofSeconds(5);

    private final Duration length;
    private final Duration pace;

    public ProcessSuite() {
        this(LENGTH, PACE);
    }

    /// @param length of one run
    /// @param pace from one trouble to the next
    ProcessSuite(Duration length, Duration pace) {
        this.length = length;
        this.pace = pace;
    }

    @Override
    public boolean run(Tier tier, Consumer<Row> rows) {
        return tier == Tier.C || play(tier.runs(RUNS), OPERATIONS_MIN, rows);
    }

    /// Plays so many runs, with the engines by turns.
    ///
    /// @param perSecondMin how many operations a second there must be at least
    boolean play(int runs, int perSecondMin, Consumer<Row> rows) {
        var met = true;
        for (var seed = 0; seed < runs; seed++) {
            var engines = LogEngine.values();
            var row = play(engines[seed % engines.length], seed, perSecondMin);
            rows.accept(row);
            met &= row.met();
        }
        return met;
    }

    private Row play(LogEngine engine, long seed, int perSecondMin) {
        var begin = System.nanoTime();
        try {
            var folder = DemoCommand.folder();
            try (var ordeal = new Ordeal(DemoCommand.members(), folder, engine.name(), seed)) {
                var history = ordeal.run(CLIENTS, KEYS, length, pace);
                var nanos = System.nanoTime() - begin;
                var verdict = new Linearizability(Model.KV, Linearizability.STATES_MAX).check(history);
                var unknown =
                        history.operations().stream()
                                .filter(operation -> operation.outcome() == Operation.Outcome.UNKNOWN)
                                .count();
                var count = history.operations().size();
                return new Row(
                        "processes",
                        "%s, seed %d".formatted(engine, seed),
                        count,
                        ordeal.troubles(),
                        verdict.isExplained() ? 0 : 1,
                        nanos,
                        "linearizable, >= %,d a second".formatted(perSecondMin),
                        verdict.isExplained() && count * 1e9 / nanos >= perSecondMin,
                        verdict.isExplained()
                                ? "%,d operations with unknown outcome".formatted(unknown)
                                : verdict.toString());
            } finally {
                DemoCommand.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run the processes of a cell", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a cell of processes ran", e);
        }
    }
}
