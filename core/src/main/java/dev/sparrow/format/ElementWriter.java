/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.format;

import java.io.IOException;

/// A file of elements that one attempt writes.
///
/// @param <T> the type of the elements
public interface ElementWriter<T> extends AutoCloseable {

    /// Adds an element.
    ///
    /// @param element may be null
    /// @throws IOException if the file cannot be written; what else is thrown is taken for a failure of the user's code
    void write(T element) throws IOException;

    /// Ends the file. Also called after a failure, when the file is deleted afterwards; then its failures do not count.
    @Override
    void close() throws IOException;
}
