/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.lock;

import java.util.Optional;
import java.util.OptionalLong;

/// What a session asks the master of a cell for (Burrows 2006, section 2.6).
public sealed interface LockCall {
    /// What an [Open] does if there is nothing of that name.
    enum Create {
        NOTHING,
        FILE,
        DIRECTORY,
        /// A file that is gone when nobody has it open any more.
        EPHEMERAL
    }

    /// Opens a file or directory, and makes it if need be; answered by [CellAnswer.Opened].
    ///
    /// @param number of the handle, new in this session
    /// @param events whether the session wants to hear what happens to it
    record Open(long number, String name, Create create, boolean events) implements LockCall {}

    /// Closes a handle; answered by [CellAnswer.Closed].
    record Close(Handle handle) implements LockCall {}

    /// Shows a handle to a new master, so that the node is known to be open.
    record Refresh(Handle handle) implements LockCall {}

    /// The content of a file, or the children of a directory.
    record Read(Handle handle) implements LockCall {}

    /// Puts a content in place of another.
    ///
    /// @param generation the content generation that the file must have, if one is given
    /// @param sequencer of a lock that must still be held, if one is given
    record SetContents(Handle handle, String content, OptionalLong generation, Optional<Sequencer> sequencer)
            implements LockCall {}

    /// Says who may do what with a file or directory.
    record SetAcl(Handle handle, Acl acl) implements LockCall {}

    /// Deletes a file, or a directory that is empty.
    record Delete(Handle handle) implements LockCall {}

    /// Takes the lock, for one writer or many readers.
    ///
    /// @param delayMillis how long nobody gets the lock if this session fails: the lock-delay
    /// @param waits whether the session waits for its turn if the lock is not free: it is refused now, and hears of a
    ///   [LockEvent.LockGranted] later. If not it does not wait any more either
    record Acquire(Handle handle, boolean exclusive, long delayMillis, boolean waits) implements LockCall {}

    /// Gives the lock back.
    record Release(Handle handle) implements LockCall {}

    /// Whether a sequencer is still good; answered by [CellAnswer.Checked].
    record Check(Sequencer sequencer) implements LockCall {}

    /// Ends the session in peace; answered by [CellAnswer.Closed].
    record EndSession() implements LockCall {}
}
