/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.mapreduce;

import java.io.IOException;
import java.nio.file.Path;

/// What a function of a job talks to: where its pairs go, and what else it may use in its task.
///
/// Only the task's own thread may call it.
///
/// @param <K> keys of what the function emits
/// @param <V> values of what the function emits
public interface Context<K, V> {
    /// Emits a pair.
    void emit(K key, V value);

    /// Adds to a counter (Dean & Ghemawat 2004, section 4.9). What a task counts is counted once, however often the
    /// task runs.
    void count(Counter counter, long more);

    /// Adds 1 to the counter with the name of a constant, in the group with the name of its class.
    default void count(Enum<?> counter) {
        count(Counter.of(counter), 1);
    }

    /// Where the record stands that is being worked on: its split, or for reducers its task, and its number there.
    Position position();

    /// A path to write a further file to, which becomes `target` in one step when the task has done its work, and goes
    /// if it does not (section 4.5). Two attempts of a task write two files, each whole; the last one stays.
    ///
    /// @param target its folder exists or is made
    Path sideFile(Path target) throws IOException;
}
