/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.lock;

import dev.sparrow.coordination.lock.CellAnswer;
import dev.sparrow.coordination.lock.LockCall;
import dev.sparrow.coordination.lock.LockEvent;
import dev.sparrow.coordination.lock.LockMessage;

import java.util.stream.Collectors;

/// Messages of the lock service in words, for transcripts.
final class LockWords {
    private LockWords() {}

    static String of(LockMessage message) {
        return switch (message) {
            case LockMessage.OpenSession _ -> "open a session";
            case LockMessage.Opened opened -> "session %d".formatted(opened.session());
            case LockMessage.KeepAlive keepAlive ->
                    "keep alive %d, knows event %d".formatted(keepAlive.number(), keepAlive.acknowledged());
            case LockMessage.KeptAlive kept ->
                    "a lease; "
                            + kept.events().stream().map(event -> of(event.event())).collect(Collectors.joining("; "));
            case LockMessage.Call call ->
                    "epoch %d, call %d: %s".formatted(call.epoch(), call.number(), of(call.what()));
            case LockMessage.Answered answered ->
                    "call %d: %s%s"
                            .formatted(
                                    answered.number(),
                                    of(answered.answer()),
                                    answered.cacheable() ? ", to be cached" : "");
            case LockMessage.NewEpoch(_, var epoch) -> "this is epoch %d".formatted(epoch);
            case LockMessage.NotMaster(var other) ->
                    other.map(id -> "the master is " + id).orElse("I am not the master, and know of none");
            case LockMessage.SessionEnded _ -> "there is no such session";
        };
    }

    private static String of(LockEvent event) {
        return switch (event) {
            case LockEvent.FailedOver _ -> "failed over";
            case LockEvent.Invalidated(var name) -> "forget " + name;
            case LockEvent.ContentsModified(var name, var generation) -> name + " has generation " + generation;
            case LockEvent.ChildChanged(var directory, var child) -> child + " in " + directory + " changed";
            case LockEvent.HandleInvalid(var number) -> "handle " + number + " is invalid";
            case LockEvent.LockAcquired(var name) -> name + " is locked";
            case LockEvent.LockGranted(var sequencer) ->
                    sequencer.name() + " is yours, sequencer " + sequencer.generation();
            case LockEvent.LockFree(var name) -> "ask again for " + name;
            case LockEvent.LockWanted(var name) -> name + " is wanted";
        };
    }

    static String of(LockCall call) {
        return switch (call) {
            case LockCall.Open open -> "open " + open.name();
            case LockCall.Close(var handle) -> "close " + handle.name();
            case LockCall.Refresh(var handle) -> "I have " + handle.name() + " open";
            case LockCall.Read(var handle) -> "read " + handle.name();
            case LockCall.SetContents write ->
                    "write '%s'%s"
                            .formatted(
                                    write.content(),
                                    write.sequencer().map(held -> " with sequencer " + held.generation()).orElse(""));
            case LockCall.SetAcl(var handle, _) -> "say who may use " + handle.name();
            case LockCall.Delete(var handle) -> "delete " + handle.name();
            case LockCall.Acquire(var handle, _, _, _) -> "lock " + handle.name();
            case LockCall.Release(var handle) -> "give back " + handle.name();
            case LockCall.Check(var sequencer) -> "is sequencer %d good?".formatted(sequencer.generation());
            case LockCall.EndSession _ -> "end the session";
        };
    }

    static String of(CellAnswer answer) {
        return switch (answer) {
            case CellAnswer.Content(var content, var stat) ->
                    "'%s', generation %d".formatted(content, stat.contentGeneration());
            case CellAnswer.Done(var stat) -> "done, generation " + stat.contentGeneration();
            case CellAnswer.Locked(var sequencer) -> "locked, sequencer " + sequencer.generation();
            case CellAnswer.Refused(var reason) -> "refused, " + reason;
            case CellAnswer.Opened(var handle, _) -> "handle " + handle.number();
            case CellAnswer.Checked(var good) -> good ? "yes" : "no";
            case CellAnswer.Session _, CellAnswer.Master _, CellAnswer.Closed _, CellAnswer.Children _ ->
                    answer.toString();
        };
    }
}
