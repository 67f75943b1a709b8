/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Applies what is committed to a [StateMachine], each command of a session once.
public final class Applier {
    private final StateMachine state;
    private final Sessions sessions = new Sessions();
    private long appliedIndex;

    public Applier(StateMachine state) {
        this.state = state;
    }

    /// How an entry was applied.
    public sealed interface Outcome {
        /// It concerns nobody.
        record Nothing() implements Outcome {}

        /// A session is open.
        record Opened(long session) implements Outcome {}

        /// A command has an answer.
        ///
        /// @param first whether it was applied now, not before
        record Answer(Record answer, boolean first) implements Outcome {}

        /// A command of a session that is not there, or older than the one that was applied last.
        record Expired() implements Outcome {}
    }

    /// Applies the entry at the next index.
    public Outcome apply(long index, Payload payload) {
        appliedIndex = index;
        return switch (payload) {
            case Payload.Noop _, Payload.Members _ -> new Outcome.Nothing();
            case Payload.OpenSession _ -> {
                sessions.open(index);
                yield new Outcome.Opened(index);
            }
            case Payload.Command command -> applyCommand(index, command);
            case Payload.Proposal proposal -> new Outcome.Answer(state.apply(index, proposal.command()), true);
        };
    }

    private Outcome applyCommand(long index, Payload.Command command) {
        var session = sessions.find(command.session());
        if (session.isEmpty() || command.sequence() < session.get().sequence()) {
            return new Outcome.Expired();
        }
        if (command.sequence() == session.get().sequence()) {
            return new Outcome.Answer(session.get().answer(), false);
        }
        var answer = state.apply(index, command.command());
        sessions.applied(command.session(), command.sequence(), answer);
        return new Outcome.Answer(answer, true);
    }

    /// The answer to a command that was applied before, if it was the session's last.
    public Optional<Record> answerTo(long session, long sequence) {
        return sessions.find(session)
                .filter(known -> known.sequence() == sequence && sequence > 0)
                .map(Sessions.Session::answer);
    }

    public StateMachine state() {
        return state;
    }

    public long appliedIndex() {
        return appliedIndex;
    }

    /// Where to go on after a restart.
    public void startAfter(long index) {
        appliedIndex = index;
    }

    /// The state now, as parts of a [Snapshot].
    public List<Record> parts() {
        var parts = new ArrayList<Record>(sessions.parts());
        parts.addAll(state.snapshot());
        return parts;
    }

    /// Takes over the state of a snapshot.
    public void restore(Snapshot snapshot) {
        var ofSessions = new ArrayList<Sessions.Part>();
        var ofState = new ArrayList<Record>();
        for (var part : snapshot.parts()) {
            if (part instanceof Sessions.Part some) {
                ofSessions.add(some);
            } else {
                ofState.add(part);
            }
        }
        sessions.restore(ofSessions);
        state.restore(ofState);
        appliedIndex = snapshot.index();
    }
}
