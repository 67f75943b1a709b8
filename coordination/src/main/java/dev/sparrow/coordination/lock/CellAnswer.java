/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.lock;

import java.util.List;

/// The outcome of a [CellCommand] or a question.
public sealed interface CellAnswer {
    record Session(long session) implements CellAnswer {}

    /// A handle is open.
    record Opened(Handle handle, Stat stat) implements CellAnswer {}

    /// This is the master now.
    record Master(long epoch) implements CellAnswer {}

    /// A handle or the session is closed.
    record Closed() implements CellAnswer {}

    /// It was done.
    record Done(Stat stat) implements CellAnswer {}

    /// The lock is held; whoever shows the sequencer proves it.
    record Locked(Sequencer sequencer) implements CellAnswer {}

    record Content(String content, Stat stat) implements CellAnswer {}

    record Children(List<String> names, Stat stat) implements CellAnswer {
        public Children {
            names = List.copyOf(names);
        }
    }

    record Checked(boolean good) implements CellAnswer {}

    /// It was not done, and nothing has changed.
    record Refused(Reason reason) implements CellAnswer {}

    /// Why something was refused.
    enum Reason {
        NO_SESSION,
        NO_SUCH_NAME,
        INVALID_NAME,
        NOT_PERMITTED,
        NOT_A_DIRECTORY,
        NOT_A_FILE,
        NOT_EMPTY,
        TOO_LARGE,
        WRONG_GENERATION,
        STALE_SEQUENCER,
        LOCKED,
        DELAYED,
        NOT_HELD,
        ANOTHER_INSTANCE,
        INVALID_HANDLE,
        OLD_CALL,
        OLD_EPOCH
    }
}
