/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spi;

import dev.sparrow.function.Function2;

import java.util.Iterator;
import java.util.List;

/// What one save writes to a table in a transaction.
///
/// @param <T> the rows
public interface TableOutput<T> {
    /// What a task runs: puts the rows of a partition where nobody sees them, under a name that no other attempt has,
    /// and returns this name. It travels to the tasks.
    Function2<Integer, Iterator<T>, Iterator<String>> writer();

    /// Takes the rows of these attempts, one for each partition, and drops those of all others.
    void accept(List<String> attempts);
}
