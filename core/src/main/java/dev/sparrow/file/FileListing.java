/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.file;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.value.Compression;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// The input files that a path means, as they are now, ordered by path.
///
/// A path is a file, a folder, a glob, or several of them with commas between; each may be a `file:` URI. Globs know
/// `*`, `?`, `[a-z]`, `[!a-z]` or `[^a-z]`, `{a,b}` and, for any number of folders, `**`; a backslash takes its meaning
/// from the character behind it. What exists by exactly the name that is written is taken as it is, whatever characters
/// are in it. Of a folder its files are meant, of which those that begin with `.` or `_` are skipped, as globs skip
/// them. Links are followed.
public final class FileListing {
    /// What would be garbage if read as text.
    private static final List<String> UNREAD_FORMATS =
            List.of(".tar.gz", ".tgz", ".tar.zst", ".tar", ".bz2", ".xz", ".zip", ".7z", ".snappy", ".lzo", ".br");

    private final List<FileSplit> files;

    private FileListing(List<Path> paths, Function<Path, FileSplit> inspect) {
        this.files = paths.stream().map(inspect).sorted(Comparator.comparing(FileSplit::path)).toList();
    }

    /// Looks the files up.
    ///
    /// @throws SparrowException [ErrorCode#INPUT_UNREADABLE] if the path means no file, or one that cannot be read as
    ///   text; the message says which
    public static FileListing of(String path) {
        return of(path, FileListing::inspect);
    }

    /// Looks the files up for reading their bytes as they are, whatever their names say.
    ///
    /// @throws SparrowException [ErrorCode#INPUT_UNREADABLE] if the path means no file, or one that cannot be read
    public static FileListing ofBytes(String path) {
        return of(path, file -> split(file, Compression.NONE));
    }

    private static FileListing of(String path, Function<Path, FileSplit> inspect) {
        if (path == null || path.isBlank()) {
            throw SparrowException.invalidArgument("A path of input files is empty.");
        }
        try {
            var paths = PathPattern.resolve(path);
            return new FileListing(paths, file -> inspect.apply(file).in(PartitionFolder.of(path, file)));
        } catch (InvalidPathException e) {
            throw new SparrowException(
                    ErrorCode.INPUT_UNREADABLE, "Cannot read " + path + ": " + e.getReason() + " in a path.", e);
        }
    }

    /// Each file as one whole range.
    public List<FileSplit> files() {
        return files;
    }

    /// Cuts the files for tasks that read lines; see [Splitting#cut].
    public List<FileSplit> splits(int minPartitions, long splitBytesMax, int cores) {
        return Splitting.cut(files, minPartitions, splitBytesMax, cores, Splitting.WORTHWHILE_BYTES);
    }

    /// Cuts the files for tasks that read blocks of a few megabytes; see [Splitting#cut].
    public List<FileSplit> blockSplits(long splitBytesMax, int cores) {
        return Splitting.cut(files, 1, splitBytesMax, cores, Splitting.WORTHWHILE_BLOCK_BYTES);
    }

    /// Deals whole files out to tasks; see [Splitting#group(List, int)].
    public List<List<FileSplit>> groups(int minPartitions) {
        return Splitting.group(files, minPartitions);
    }

    /// As [#groups(int)], for tasks that cost something for each byte.
    public List<List<FileSplit>> groups(int minPartitions, long splitBytesMax, int cores) {
        return Splitting.group(files, minPartitions, splitBytesMax, cores);
    }

    private static FileSplit inspect(Path path) {
        var name = path.getFileName() == null ? "" : path.getFileName().toString().toLowerCase(Locale.ROOT);
        var compression = Compression.ofName(name);
        var split = split(path, compression);
        for (var suffix : UNREAD_FORMATS) {
            if (name.endsWith(suffix)) {
                throw unreadable(
                        path,
                        "files that end in "
                                + suffix
                                + " are not read, only plain files and single files packed by gzip (.gz), zstd (.zst) or"
                                + " lz4 (.lz4). Unpack it first.");
            }
        }
        requireCodec(path, compression);
        return split;
    }

    private static FileSplit split(Path path, Compression compression) {
        var attributes = attributes(path);
        if (!attributes.isRegularFile()) {
            throw unreadable(path, "it is not a regular file.");
        }
        if (!Files.isReadable(path)) {
            throw unreadable(path, "permission denied. Change its permissions, or run as a user who may read it.");
        }
        var length = attributes.size();
        return new FileSplit(path.toString(), 0, length, length, attributes.lastModifiedTime().toMillis(), compression);
    }

    private static void requireCodec(Path path, Compression compression) {
        try {
            var _ = CompressionCodecs.of(compression);
        } catch (SparrowException e) {
            throw unreadable(path, e.getMessage(), e);
        }
    }

    private static BasicFileAttributes attributes(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            var problem = Files.isSymbolicLink(path) ? "it is a link to something that does not exist." : "it is gone.";
            throw unreadable(path, problem, e);
        } catch (IOException e) {
            throw unreadable(path, e + ".", e);
        }
    }

    static SparrowException unreadable(Path path, String problem) {
        return unreadable(path, problem, null);
    }

    static SparrowException unreadable(Path path, String problem, Throwable cause) {
        return new SparrowException(
                ErrorCode.INPUT_UNREADABLE, "Cannot read " + path.toAbsolutePath().normalize() + ": " + problem, cause);
    }
}
