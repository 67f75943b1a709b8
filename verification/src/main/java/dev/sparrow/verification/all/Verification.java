/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.all;

import dev.sparrow.verification.Row;
import dev.sparrow.verification.Suite;
import dev.sparrow.verification.Tier;
import dev.sparrow.verification.consensus.ConsensusSuite;

import java.util.List;
import java.util.function.Consumer;

/// All suites, as `bin/sparrow coordination verify` runs them.
public final class Verification {
    private Verification() {}

    /// Runs everything.
    ///
    /// @param rows takes each line of the table as soon as it is known
    /// @return whether all targets were met
    public static boolean run(Tier tier, Consumer<Row> rows) {
        var met = true;
        for (var suite : List.<Suite>of(ConsensusSuite.raft(), ConsensusSuite.paxos())) {
            met &= suite.run(tier, rows);
        }
        return met;
    }
}
