/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.commit;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// The decisions that a replicated log holds: of each transaction the first one that was proposed.
///
/// It is what the log's members apply [CommitReport.ProposeDecision] to, a function of the proposals in their order;
/// what comes back is [CommitRequest.LogDecided]. So whoever is in doubt proposes to abort, and gets to know what was
/// decided before, if anything was.
public final class Decisions {
    private final TwoPhaseRules rules;
    private final TreeMap<TransactionId, Outcome> decided = new TreeMap<>();

    public Decisions(TwoPhaseRules rules) {
        this.rules = rules;
    }

    /// Takes a proposal.
    ///
    /// @return what is decided now, for ever
    public Outcome propose(TransactionId transaction, Outcome proposed) {
        var first = decided.get(transaction);
        var outcome = first == null ? proposed : rules.decisionOfLog(first, proposed);
        decided.put(transaction, outcome);
        return outcome;
    }

    /// Forgets an application that has ended: nobody is in doubt about it, and none of its transactions begins again.
    public void forget(String application) {
        decided.keySet().removeIf(transaction -> transaction.application().equals(application));
    }

    /// All that is decided, for a snapshot.
    public SortedMap<TransactionId, Outcome> decided() {
        return Collections.unmodifiableSortedMap(decided);
    }

    /// Takes over what a snapshot holds.
    public void restore(SortedMap<TransactionId, Outcome> snapshot) {
        decided.clear();
        decided.putAll(snapshot);
    }
}
