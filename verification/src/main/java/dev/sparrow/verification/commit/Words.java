/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.commit;

import dev.sparrow.coordination.commit.CommitMessage;
import dev.sparrow.coordination.commit.CommitRecord;
import dev.sparrow.coordination.commit.Outcome;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Messages and records as transcripts show them: one transaction, so its name is left out.
final class Words {
    private Words() {}

    static String of(Cell cell, Underway underway) {
        return "%s -> %s  %s".formatted(cell.id(underway.from()), cell.id(underway.to()), of(underway.message()));
    }

    static String of(Outcome outcome) {
        return outcome == Outcome.COMMIT ? "commit" : "abort";
    }

    private static String of(CommitMessage message) {
        return switch (message) {
            case CommitMessage.Prepare _ -> "prepare";
            case CommitMessage.Voted(_, var vote) -> "vote " + vote.name().replace('_', '-').toLowerCase(Locale.ROOT);
            case CommitMessage.PreDecide(_, var ballot, var outcome) ->
                    "pre-%s by ballot %d".formatted(of(outcome), ballot);
            case CommitMessage.PreDecided(_, var ballot, var outcome) ->
                    "ready to %s by ballot %d".formatted(of(outcome), ballot);
            case CommitMessage.Decided(_, var outcome) -> of(outcome);
            case CommitMessage.Acknowledged _ -> "done";
            case CommitMessage.Inquire _ -> "how did it end?";
            case CommitMessage.AskStanding(_, var ballot) -> "where do you stand? by ballot " + ballot;
            case CommitMessage.StandingIs(_, var ballot, var standing) ->
                    "in %s, to ballot %d".formatted(standing, ballot);
            case CommitMessage.InDoubtToo(_, var standing) -> "in doubt too, in " + standing;
        };
    }

    static String of(Record record) {
        return switch ((CommitRecord) record) {
            case CommitRecord.Collecting _ -> "collecting";
            case CommitRecord.Prepared _ -> "prepared";
            case CommitRecord.Elected(_, var ballot) -> "follows ballot " + ballot;
            case CommitRecord.Ready(_, var standing) -> "ready: " + standing;
            case CommitRecord.Decision(_, var outcome, _) -> of(outcome);
            case CommitRecord.DecisionByHand(_, var outcome) -> of(outcome) + " by hand";
            case CommitRecord.Ended _ -> "end";
        };
    }

    static String parts(Cell cell, int bits) {
        return part(cell, bits, 1) + " | " + part(cell, bits, 0);
    }

    private static String part(Cell cell, int bits, int value) {
        return IntStream.range(0, cell.nodes())
                .filter(node -> (bits >> node & 1) == value)
                .mapToObj(node -> cell.id(node).name())
                .collect(Collectors.joining(" "));
    }
}
