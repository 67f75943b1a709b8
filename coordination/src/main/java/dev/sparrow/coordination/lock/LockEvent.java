/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.lock;

/// What a master tells a session, in this order and until the session has said that it knows (Burrows 2006, section
/// 2.5).
public sealed interface LockEvent {
    /// There is another master, or too much has happened: events may have been lost.
    record FailedOver() implements LockEvent {}

    /// What is cached of this name is about to be old: forget it.
    record Invalidated(String name) implements LockEvent {}

    /// A file has another content.
    record ContentsModified(String name, long generation) implements LockEvent {}

    /// A child of a directory was added, removed, or has another content.
    record ChildChanged(String directory, String child) implements LockEvent {}

    /// What a handle had open was deleted.
    record HandleInvalid(long number) implements LockEvent {}

    /// Somebody has the lock now.
    record LockAcquired(String name) implements LockEvent {}

    /// It is this session's turn: it holds the lock that it has waited for.
    record LockGranted(Sequencer sequencer) implements LockEvent {}

    /// This session does not wait for a lock any more, since it was deleted, or the log did not take it: ask again.
    record LockFree(String name) implements LockEvent {}

    /// Somebody wants a lock that this session may hold.
    record LockWanted(String name) implements LockEvent {}

    /// An event of a session, with its number in the master's epoch.
    record Numbered(long number, LockEvent event) {}
}
