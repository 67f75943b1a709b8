/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.file;

import dev.sparrow.value.Compression;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A range of bytes of a file, as it was when the dataset was made.
///
/// @param path as the user wrote it, resolved against globs and folders
/// @param start first byte, from 0
/// @param length bytes, from 0
/// @param fileLength bytes of the whole file when it was listed: another length at reading time is an error
/// @param modifiedMillis time of the last change when it was listed
/// @param compression how the bytes are packed; what is packed cannot be split: then the range is the whole file
/// @param folders `year=2020` and the like that it is in, below the path that was read
public record FileSplit(
        String path,
        long start,
        long length,
        long fileLength,
        long modifiedMillis,
        Compression compression,
        List<PartitionFolder> folders)
        implements Serializable {
    /// In no partition folders.
    public FileSplit(
            String path, long start, long length, long fileLength, long modifiedMillis, Compression compression) {
        this(path, start, length, fileLength, modifiedMillis, compression, List.of());
    }

    /// In other partition folders.
    FileSplit in(List<PartitionFolder> others) {
        return new FileSplit(path, start, length, fileLength, modifiedMillis, compression, others);
    }

    public long end() {
        return start + length;
    }

    public boolean isWholeFile() {
        return length == fileLength;
    }

    /// Whether a byte of the file is in this range.
    public boolean holds(long position) {
        return start <= position && position < end();
    }

    public boolean isCompressed() {
        return compression != Compression.NONE;
    }

    /// How the file differs from the one that was listed; nothing if it is the same.
    public Optional<String> change() throws IOException {
        var now = Path.of(path);
        var lengthNow = Files.size(now);
        var modifiedNow = Files.getLastModifiedTime(now).toMillis();
        return lengthNow == fileLength && modifiedNow == modifiedMillis
                ? Optional.empty()
                : Optional.of(
                        "it had "
                                + fileLength
                                + " bytes, last changed "
                                + Instant.ofEpochMilli(modifiedMillis)
                                + "; now it has "
                                + lengthNow
                                + " bytes, last changed "
                                + Instant.ofEpochMilli(modifiedNow));
    }
}
