/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.consensus;

import dev.sparrow.coordination.log.KeyValues;
import dev.sparrow.coordination.log.Payload;
import dev.sparrow.coordination.paxos.PaxosMessage;
import dev.sparrow.coordination.raft.RaftMessage;

import java.util.stream.Collectors;

/// Messages of the logs in words, for transcripts. What comes all the time has none: heartbeats and their answers.
final class LogWords {
    private LogWords() {}

    static String of(Record message) {
        return switch (message) {
            case RaftMessage raft -> of(raft);
            case PaxosMessage paxos -> of(paxos);
            default -> "";
        };
    }

    private static String of(RaftMessage message) {
        return switch (message) {
            case RaftMessage.AskPreVote ask ->
                    "would you vote for me in term %d? My log ends with %d of term %d"
                            .formatted(ask.term(), ask.lastIndex(), ask.lastTerm());
            case RaftMessage.PreVote vote -> vote.granted() ? "I would" : "I would not";
            case RaftMessage.AskVote ask ->
                    "vote for me in term %d; my log ends with %d of term %d"
                            .formatted(ask.term(), ask.lastIndex(), ask.lastTerm());
            case RaftMessage.Vote vote -> (vote.granted() ? "my vote" : "no vote") + " in term " + vote.term();
            case RaftMessage.Append append when append.entries().isEmpty() -> "";
            case RaftMessage.Append append ->
                    "term %d, after %d of term %d: %s; committed is %d"
                            .formatted(
                                    append.term(),
                                    append.prevIndex(),
                                    append.prevTerm(),
                                    append.entries().stream()
                                            .map(entry -> entry.index() + " " + of(entry.payload()))
                                            .collect(Collectors.joining(", ")),
                                    append.commit());
            case RaftMessage.Appended _ -> "";
            case RaftMessage.Conflict conflict ->
                    "I have no %d of that term; begin at %d".formatted(conflict.prevIndex(), conflict.conflictIndex());
            case RaftMessage.Outdated(var term) -> "it is term " + term;
            case RaftMessage.SnapshotPart _,
                    RaftMessage.PartsReceived _,
                    RaftMessage.TimeoutNow _,
                    RaftMessage.AskReadIndex _,
                    RaftMessage.ReadIndex _ ->
                    message.toString();
        };
    }

    private static String of(PaxosMessage message) {
        return switch (message) {
            case PaxosMessage.Prepare prepare ->
                    "prepare ballot %s, from slot %d on".formatted(prepare.ballot(), prepare.fromSlot());
            case PaxosMessage.Promise promise ->
                    "promised %s; accepted before: %s"
                            .formatted(
                                    promise.ballot(),
                                    promise.accepted().isEmpty()
                                            ? "nothing"
                                            : promise.accepted().stream()
                                                    .map(one ->
                                                            "slot %d in %s, %s"
                                                                    .formatted(
                                                                            one.slot(),
                                                                            one.ballot(),
                                                                            of(one.payload())))
                                                    .collect(Collectors.joining("; ")));
            case PaxosMessage.Accept accept ->
                    "accept in %s, %s: %s"
                            .formatted(
                                    accept.ballot(),
                                    slots(accept.fromSlot(), accept.fromSlot() + accept.payloads().size() - 1),
                                    accept.payloads().stream().map(LogWords::of).collect(Collectors.joining("; ")));
            case PaxosMessage.AcceptedBy accepted ->
                    "accepted in %s, %s".formatted(accepted.ballot(), slots(accepted.fromSlot(), accepted.toSlot()));
            case PaxosMessage.Nack nack -> "no: I have promised %s".formatted(nack.promised());
            case PaxosMessage.Learn learn ->
                    "chosen from slot %d on: %s"
                            .formatted(
                                    learn.fromSlot(),
                                    learn.payloads().stream().map(LogWords::of).collect(Collectors.joining(", ")));
            case PaxosMessage.Heartbeat _, PaxosMessage.HeartbeatAck _, PaxosMessage.AskLearn _ -> "";
            case PaxosMessage.Behind _,
                    PaxosMessage.SnapshotPart _,
                    PaxosMessage.AskPart _,
                    PaxosMessage.AskNewSlot _,
                    PaxosMessage.NewSlot _,
                    PaxosMessage.TakeOver _ ->
                    message.toString();
        };
    }

    private static String slots(long first, long last) {
        return first == last ? "slot " + first : "slots %d to %d".formatted(first, last);
    }

    private static String of(Payload payload) {
        return switch (payload) {
            case Payload.Noop _ -> "no-op";
            case Payload.Proposal proposal -> ofCommand(proposal.command());
            case Payload.Command command -> ofCommand(command.command());
            case Payload.OpenSession _, Payload.Members _ -> payload.toString();
        };
    }

    static String ofCommand(Record command) {
        return command instanceof KeyValues.Change.Put(var key, var value) ? "put " + key + " " + value : "" + command;
    }
}
