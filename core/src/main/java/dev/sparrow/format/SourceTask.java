/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.format;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.FileSplit;

import java.io.InputStream;

/// What a source may ask of the task it reads for.
public interface SourceTask {

    /// All bytes of a file, unpacked, from the start.
    ///
    /// @throws SparrowException if it is not the file that was listed
    InputStream open(FileSplit file);

    /// The lines whose first byte is in the split, as `textFile` cuts them.
    ///
    /// @throws SparrowException if it is not the file that was listed
    TextLines lines(FileSplit split, TextRules rules);

    /// Says what is wrong with a file, for throwing: the operation and the file come before `what`.
    ///
    /// @param cause may be null
    SparrowException error(FileSplit file, ErrorCode code, String what, Throwable cause);
}
