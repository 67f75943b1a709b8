/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.text;

import dev.sparrow.compute.TaskCounters;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.CompressionCodecs;
import dev.sparrow.file.FileSplit;
import dev.sparrow.lineage.Label;

import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Objects;

/// A file that was listed when its dataset was made, and is read later.
///
/// @param label the operation that reads it
/// @param counters of the task, which are told of its bytes
record InputFile(FileSplit split, Label label, TaskCounters counters) {
    /// The file's bytes from `position`; those that were packed, if it is packed, and then from the start.
    ///
    /// A stream and no channel: an interrupt would close a channel in the middle.
    InputStream open(long position) {
        checkUnchanged();
        try {
            var file = new FileInputStream(split.path());
            try {
                file.skipNBytes(split.isCompressed() ? 0 : position);
                var counted = new CountedFile.Stream(file, counters.fileBytesRead);
                return split.isCompressed() ? decompressed(counted) : counted;
            } catch (IOException e) {
                file.close();
                throw e;
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private InputStream decompressed(InputStream file) throws IOException {
        // Not all libraries see that something is missing then.
        if (split.fileLength() == 0) {
            throw new EOFException("it has no bytes, and nothing packed is that short");
        }
        return CompressionCodecs.of(split.compression()).decompress(file);
    }

    /// The file for reading at any place, as it is on disk.
    RandomAccessFile openAnywhere() {
        checkUnchanged();
        try {
            return new CountedFile.Anywhere(split.path(), counters.fileBytesRead);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private void checkUnchanged() {
        try {
            var change = split.change();
            if (change.isPresent()) {
                throw changed(change.get());
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /// The file is not the one that was listed: splits and counts no longer fit it.
    SparrowException changed(String how) {
        return new SparrowException(
                ErrorCode.INPUT_UNREADABLE,
                label
                        + " cannot read "
                        + split.path()
                        + ": it has changed since the dataset was made ("
                        + how
                        + "). Make the dataset anew to read the file as it is now.");
    }

    SparrowException unreadable(IOException cause) {
        var reason =
                switch (cause) {
                    case NoSuchFileException _ -> "it is gone; it was there when the dataset was made";
                    case AccessDeniedException _ -> "access is denied";
                    default ->
                            (split.isCompressed()
                                            ? "it is damaged, cut short or not a "
                                                    + split.compression().name().toLowerCase(Locale.ROOT)
                                                    + " file: "
                                            : "")
                                    + Objects.requireNonNullElse(cause.getMessage(), "it ends too early");
                };
        return new SparrowException(
                ErrorCode.INPUT_UNREADABLE, label + " cannot read " + split.path() + ": " + reason + ".", cause);
    }

    SparrowException error(ErrorCode code, String what) {
        return new SparrowException(code, label + " cannot read " + split.path() + ": " + what);
    }
}
