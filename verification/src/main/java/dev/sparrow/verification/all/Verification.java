/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.all;

import dev.sparrow.verification.Row;
import dev.sparrow.verification.Suite;
import dev.sparrow.verification.Tier;
import dev.sparrow.verification.commit.CommitSuite;
import dev.sparrow.verification.consensus.ConsensusSuite;
import dev.sparrow.verification.ring.RingSuite;

import java.util.List;
import java.util.function.Consumer;

/// All suites, as `bin/sparrow coordination verify` runs them.
public final class Verification {
    private Verification() {}

    private static List<Suite> suites() {
        return List.of(ConsensusSuite.raft(), ConsensusSuite.paxos(), new CommitSuite(), new RingSuite());
    }

    /// Runs everything.
    ///
    /// @param rows takes each line of the table as soon as it is known
    /// @return whether all targets were met
    public static boolean run(Tier tier, Consumer<Row> rows) {
        var met = true;
        for (var suite : suites()) {
            met &= suite.run(tier, rows);
        }
        return met;
    }
}
