/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.closure;

/// Captured by reference: a closure takes along which object it is, and not what is in it.
public interface ByReference {

    /// Refuses to be captured.
    ///
    /// @throws dev.sparrow.error.SparrowException whose message goes on after `map at WordCount.java:12 cannot run in
    ///   tasks:`
    void requireUsable();

    /// Whether all tasks use this very object. Else each attempt gets one of its own, see [Snapshot#copy].
    boolean isSharedByTasks();
}
