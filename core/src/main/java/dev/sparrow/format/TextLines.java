/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.format;

import java.util.Iterator;

/// The lines of a part of a file.
public interface TextLines extends Iterator<Object>, AutoCloseable {

    /// The number in the whole file of the line that was returned last, from 1. In the middle of a file the first call
    /// reads what comes before: it is for messages.
    long number();

    @Override
    void close();
}
