/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.commit;

import dev.sparrow.coordination.log.StateMachine;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The decisions that a replicated log holds: of each transaction the first one that was proposed.
///
/// It is what the log's members apply the proposals of coordinators and participants to
/// ([CommitReport.ProposeDecision]), and what comes back is [CommitRequest.LogDecided]. So whoever is in doubt proposes
/// to abort, and gets to know what was decided before, if anything was.
public final class Decisions implements StateMachine {
    /// An entry of the log.
    public sealed interface Command {
        /// A decision, unless there is one; answered by [Decided].
        record Propose(TransactionId transaction, Outcome outcome) implements Command {}

        /// An application has ended: nobody is in doubt about it, and none of its transactions begins again.
        record Forget(String application) implements Command {}
    }

    /// What is decided of a transaction, for ever.
    public record Decided(TransactionId transaction, Outcome outcome) {}

    /// Nothing is decided of a transaction, or nothing any more.
    public record Undecided() {}

    private final TwoPhaseRules rules;
    private final TreeMap<TransactionId, Outcome> decided = new TreeMap<>();

    public Decisions(TwoPhaseRules rules) {
        this.rules = rules;
    }

    @Override
    public Record apply(long index, Record command) {
        return switch ((Command) command) {
            case Command.Propose(var transaction, var outcome) ->
                    new Decided(transaction, propose(transaction, outcome));
            case Command.Forget(var application) -> {
                decided.keySet().removeIf(transaction -> transaction.application().equals(application));
                yield new Undecided();
            }
        };
    }

    /// Takes a proposal.
    ///
    /// @return what is decided now
    public Outcome propose(TransactionId transaction, Outcome proposed) {
        var first = decided.get(transaction);
        var outcome = first == null ? proposed : rules.decisionOfLog(first, proposed);
        decided.put(transaction, outcome);
        return outcome;
    }

    /// What is decided of a [TransactionId]: [Decided] or [Undecided].
    @Override
    public Record query(Record question) {
        var outcome = decided.get((TransactionId) question);
        return outcome == null ? new Undecided() : new Decided((TransactionId) question, outcome);
    }

    @Override
    public List<Record> snapshot() {
        var all = new ArrayList<Record>();
        decided.forEach((transaction, outcome) -> all.add(new Decided(transaction, outcome)));
        return all;
    }

    @Override
    public void restore(List<Record> snapshot) {
        decided.clear();
        for (var record : snapshot) {
            var known = (Decided) record;
            decided.put(known.transaction(), known.outcome());
        }
    }
}
