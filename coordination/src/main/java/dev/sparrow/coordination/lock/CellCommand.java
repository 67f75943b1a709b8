/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.lock;

import java.util.Optional;
import java.util.OptionalLong;

/// What changes the replicated state of a cell. Each is an entry of the log.
public sealed interface CellCommand {
    /// A new session; its number is the answer.
    ///
    /// @param client the client's name, unique among all that ever were: the same one gets the same session
    record OpenSession(String client) implements CellCommand {}

    /// A session has ended: its locks are free, after their lock-delay if it did not end in peace, and its ephemeral
    /// files are gone.
    record EndSession(long session, boolean inPeace) implements CellCommand {}

    /// A file or directory, unless there is one.
    record Create(long session, String name, boolean directory, boolean ephemeral) implements CellCommand {}

    /// The whole content of a file.
    ///
    /// @param generation the content generation that it must have, if one is given
    /// @param sequencer a lock that must still be held, if one is given
    record SetContents(
            long session, String name, String content, OptionalLong generation, Optional<Sequencer> sequencer)
            implements CellCommand {}

    /// A file, or a directory that is empty.
    record Delete(long session, String name, long instance) implements CellCommand {}

    /// A lock, if it is free for that.
    ///
    /// @param delayMillis how long nobody gets it if this session fails
    record Acquire(long session, String name, boolean exclusive, long delayMillis) implements CellCommand {}

    record Release(long session, String name) implements CellCommand {}

    /// The lock-delay of a lock has passed since this generation of it was lost.
    record EndDelay(String name, long lockGeneration) implements CellCommand {}
}
