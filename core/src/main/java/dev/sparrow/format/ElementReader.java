/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.format;

import java.util.Iterator;

/// The elements of one partition, for one task, which closes it however it ends, and perhaps before its last element.
///
/// @param <T> the type of the elements
public interface ElementReader<T> extends Iterator<T>, AutoCloseable {

    /// Passes over some of the elements that are left, where that takes less than making them.
    ///
    /// @return how many; 0 if none is left, or the next has to be made
    default long skipSome() {
        return 0;
    }

    /// Some of the next elements as columns, where they are records and that takes less than making them: they are
    /// passed over then.
    ///
    /// @return null if none is left, or the next has to be made
    default RecordColumns nextColumns() {
        return null;
    }

    /// Idempotent.
    @Override
    void close();
}
