/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.log;

import java.util.List;

/// What a replicated log applies its commands to: the same commands in the same order give the same state and answers.
public interface StateMachine {
    /// Carries out a command.
    ///
    /// @param index its place in the log, larger than all before
    /// @return the answer, an immutable record
    Record apply(long index, Record command);

    /// Answers a question, and changes nothing.
    Record query(Record question);

    /// The state as immutable records, for [#restore] on another member. Each is sent in a message of its own, so none
    /// should be large; equal states give equal records. Its caller waits.
    List<Record> snapshot();

    /// Takes over a state that [#snapshot] has given, and forgets the present one.
    void restore(List<Record> snapshot);
}
