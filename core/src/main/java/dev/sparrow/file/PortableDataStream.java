/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.file;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that is not open yet: it travels between tasks as its name, and each of them may read it from the start.
///
/// @param file all of it, as it was when the dataset was made
public record PortableDataStream(FileSplit file) implements Serializable {

    public String getPath() {
        return file.path();
    }

    /// The bytes of the file, as they are on disk. The caller closes it.
    ///
    /// @throws SparrowException [ErrorCode#INPUT_UNREADABLE] if it is gone or has changed since the dataset was made
    public DataInputStream open() {
        try {
            requireUnchanged();
            return new DataInputStream(new BufferedInputStream(new FileInputStream(getPath())));
        } catch (IOException e) {
            throw unreadable(e + ".", e);
        }
    }

    /// All bytes of the file.
    ///
    /// @throws SparrowException as [#open], and [ErrorCode#LIMIT_EXCEEDED] if they do not fit an array
    public byte[] toArray() {
        if (file.fileLength() > Integer.MAX_VALUE - 8) {
            throw new SparrowException(
                    ErrorCode.LIMIT_EXCEEDED,
                    "Cannot read "
                            + getPath()
                            + " into an array: it has "
                            + file.fileLength()
                            + " bytes. Call open() and read it piece by piece.");
        }
        try {
            requireUnchanged();
            return Files.readAllBytes(Path.of(getPath()));
        } catch (IOException e) {
            throw unreadable(e + ".", e);
        }
    }

    private void requireUnchanged() throws IOException {
        var change = file.change();
        if (change.isPresent()) {
            throw unreadable(
                    "it has changed since the dataset was made ("
                            + change.get()
                            + "). Make the dataset anew to read the file as it is now.",
                    null);
        }
    }

    private SparrowException unreadable(String why, IOException cause) {
        return new SparrowException(ErrorCode.INPUT_UNREADABLE, "Cannot read " + getPath() + ": " + why, cause);
    }

    @Override
    public String toString() {
        return getPath();
    }
}
