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

    /// A call of a session: the command is carried out once, however often it is proposed, and not after a later one.
    ///
    /// @param call rises with each that is answered; the last one is answered again as it was
    /// @param instance of the node that the command is about, if it is to be a certain one; else 0
    record Call(long session, long call, long instance, CellCommand command) implements CellCommand {}

    /// There is a new master: nothing of earlier ones is carried out any more. Its proposals may still be on their way,
    /// and come after this.
    record NewMaster(long epoch) implements CellCommand {}

    /// A command of the master of an epoch.
    record Fenced(long epoch, CellCommand command) implements CellCommand {}

    /// A session has ended: its locks are free, after their lock-delay if it did not end in peace.
    record EndSession(long session, boolean inPeace) implements CellCommand {}

    /// A file or directory, unless there is one.
    ///
    /// @param ephemeral whether it is to be deleted when nobody has it open any more; a master sees to that
    record Create(long session, String name, boolean directory, boolean ephemeral) implements CellCommand {}

    /// The whole content of a file.
    ///
    /// @param generation the content generation that it must have, if one is given
    /// @param sequencer a lock that must still be held, if one is given
    record SetContents(
            long session, String name, String content, OptionalLong generation, Optional<Sequencer> sequencer)
            implements CellCommand {}

    /// Who may do what with a file or directory.
    record SetAcl(long session, String name, Acl acl) implements CellCommand {}

    /// A file, or a directory that is empty.
    ///
    /// @param session 0 if a master deletes a file that nobody has open
    record Delete(long session, String name, long instance) implements CellCommand {}

    /// A lock, if it is free for that.
    ///
    /// @param delayMillis how long nobody gets it if this session fails
    record Acquire(long session, String name, boolean exclusive, long delayMillis) implements CellCommand {}

    record Release(long session, String name) implements CellCommand {}

    /// The lock-delay of a lock has passed since this loss of it, see [CellState.Delay].
    record EndDelay(String name, long loss) implements CellCommand {}

    /// The node that it is about, if it is about one.
    default Optional<String> node() {
        return switch (this) {
            case OpenSession _, EndSession _, NewMaster _ -> Optional.empty();
            case Fenced fenced -> fenced.command.node();
            case Call call -> call.command.node();
            case Create create -> Optional.of(create.name);
            case SetContents write -> Optional.of(write.name);
            case SetAcl change -> Optional.of(change.name);
            case Delete delete -> Optional.of(delete.name);
            case Acquire acquire -> Optional.of(acquire.name);
            case Release release -> Optional.of(release.name);
            case EndDelay end -> Optional.of(end.name);
        };
    }
}
