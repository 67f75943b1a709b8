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

    /// Idempotent.
    @Override
    void close();
}
