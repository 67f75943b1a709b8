/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.disk;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;

/// A folder without subfolders, by the few operations that a log needs. Each says what a crash may undo.
public interface Folder extends Closeable {
    /// The files that are there, in no order.
    List<String> names() throws IOException;

    long size(String name) throws IOException;

    InputStream read(String name) throws IOException;

    /// Opens a file to write at its end; a new one if there is none. A crash may take a new name away until [#force].
    Appender append(String name) throws IOException;

    /// Cuts a file off, durably.
    void truncate(String name, long size) throws IOException;

    /// Gives a file another name, in one step, in place of a file that has it already. A crash may undo it until
    /// [#force].
    void rename(String from, String to) throws IOException;

    /// Takes a file away. A crash may undo it until [#force].
    void delete(String name) throws IOException;

    /// Makes the names durable.
    void force() throws IOException;

    /// A file that is written at its end.
    interface Appender extends Closeable {
        /// Appends bytes. A crash may lose any sectors of them until [#force].
        void write(ByteBuffer bytes) throws IOException;

        /// Makes the bytes durable, and the size.
        void force() throws IOException;
    }
}
