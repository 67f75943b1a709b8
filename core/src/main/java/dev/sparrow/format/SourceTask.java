/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.format;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.ErrorValues;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.FileSplit;

import java.io.InputStream;
import java.io.RandomAccessFile;

/// The services of a task for the source that it reads.
public interface SourceTask {

    /// All bytes of a file, unpacked, from the start.
    ///
    /// @throws SparrowException if it is not the file that was listed
    InputStream open(FileSplit file);

    /// A file for reading at any place, for formats that pack their data within. It is closed when the task ends.
    ///
    /// @throws SparrowException if it is not the file that was listed
    RandomAccessFile openAnywhere(FileSplit file);

    /// The lines whose first byte is in the split, as `textFile` cuts them.
    ///
    /// @throws SparrowException if it is not the file that was listed
    TextLines lines(FileSplit split, TextRules rules);

    /// How much messages tell of the values in the files.
    ErrorValues errorValues();

    /// Says what is wrong with a file, for throwing: the operation and the file come before `what`.
    ///
    /// @param cause may be null
    SparrowException error(FileSplit file, ErrorCode code, String what, Throwable cause);
}
