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
import dev.sparrow.verification.lock.LockSuite;
import dev.sparrow.verification.ring.RingSuite;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// All suites, as `bin/sparrow coordination verify` runs them.
public final class Verification {
    private Verification() {}

    /// All suites by their names.
    public static Map<String, Suite> suites() {
        var all = new LinkedHashMap<String, Suite>();
        all.put("raft", ConsensusSuite.raft());
        all.put("paxos", ConsensusSuite.paxos());
        all.put("locks", new LockSuite());
        all.put("commit", new CommitSuite());
        all.put("ring", new RingSuite());
        return all;
    }

    /// Runs suites.
    ///
    /// @param rows takes each line of the table as soon as it is known
    /// @return whether all targets were met
    public static boolean run(Collection<Suite> suites, Tier tier, Consumer<Row> rows) {
        var met = true;
        for (var suite : suites) {
            met &= suite.run(tier, rows);
        }
        return met;
    }
}
