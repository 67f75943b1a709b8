/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.file;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// A folder of output that appears whole or not at all.
///
/// Attempts write files into [#folder]; [#commit] takes the accepted ones and renames them into place in one step:
///
///     .NAME.sparrow-1f0c…/attempts/   where attempts write, also those that are given up later
///     .NAME.sparrow-1f0c…/whole/      accepted files under their final names, not reachable by attempts
///     NAME/                           the renamed `whole`
///
/// All of them are neighbours in one folder and so on one disk, since a rename is atomic only there.
public final class OutputFolder implements AutoCloseable {
    /// The name of the empty file that says that all others are there.
    public static final String SUCCESS = "_SUCCESS";

    private final Path target;
    private final Path temporary;
    private boolean ended;

    private OutputFolder(Path target, Path temporary) {
        this.target = target;
        this.temporary = temporary;
    }

    /// Makes the folder for attempts, and the parent folders of `path` if they are missing.
    ///
    /// @throws SparrowException [ErrorCode#OUTPUT_EXISTS] if anything is at `path`, or [ErrorCode#OUTPUT_FAILED]
    public static OutputFolder open(String path) {
        var target = parse(path);
        refuseExisting(target);
        var name = target.getFileName() + ".sparrow-" + UUID.randomUUID().toString().substring(0, 13);
        var output = new OutputFolder(target, target.resolveSibling("." + name));
        try {
            Files.createDirectories(target.getParent());
            Files.createDirectory(output.temporary);
            Files.createDirectory(output.folder());
            Files.createDirectory(output.whole());
        } catch (IOException e) {
            output.abort();
            throw failed(target, "a folder for it cannot be made next to it", e);
        }
        return output;
    }

    /// Where attempts write files, each under a name of its own.
    public Path folder() {
        return temporary.resolve("attempts");
    }

    private Path whole() {
        return temporary.resolve("whole");
    }

    /// Makes the files `part-00000` and so on, with `extension` at the end of their names, of the target, next to an
    /// empty `_SUCCESS`; all other files in [#folder] go.
    ///
    /// If this fails, nothing is at the target that was not there before.
    ///
    /// @param fileNames the file of each partition, in order
    public synchronized void commit(List<String> fileNames, String extension) {
        if (ended) {
            throw new SparrowException(
                    ErrorCode.INTERNAL, "The output " + target + " is committed or aborted already.");
        }
        try {
            place(fileNames, extension);
            refuseExisting(target);
            // An empty folder that appears at this very moment is replaced; anything else makes the rename fail.
            Files.move(whole(), target, StandardCopyOption.ATOMIC_MOVE);
            sync(target.getParent());
        } catch (IOException e) {
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS) && Files.exists(whole())) {
                throw exists(target);
            }
            throw failed(target, "its files cannot be put in place", e);
        } finally {
            abort();
        }
    }

    private void place(List<String> fileNames, String extension) throws IOException {
        var seen = new HashSet<String>();
        for (var partition = 0; partition < fileNames.size(); partition++) {
            var name = fileNames.get(partition);
            var file = folder().resolve(name);
            if (!folder().equals(file.normalize().getParent()) || !seen.add(name)) {
                throw new SparrowException(
                        ErrorCode.INTERNAL,
                        "Partition "
                                + partition
                                + " of output "
                                + target
                                + " returned the file name '"
                                + name
                                + "', which is not one of its own.");
            }
            var part = whole().resolve(String.format(Locale.ROOT, "part-%05d", partition) + extension);
            Files.move(file, part, StandardCopyOption.ATOMIC_MOVE);
            sync(part);
        }
        Files.createFile(whole().resolve(SUCCESS));
        sync(whole());
    }

    /// Gives up what is not committed. Idempotent; an attempt that still writes cannot prevent it.
    public synchronized void abort() {
        if (ended) {
            return;
        }
        ended = true;
        // Under another name, so that nobody who knows the old one adds files while they are deleted.
        var doomed = temporary.resolveSibling(temporary.getFileName() + "-gone");
        try {
            Files.move(temporary, doomed, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            doomed = temporary;
        }
        try (var paths = Files.walk(doomed)) {
            paths.toList().reversed().forEach(OutputFolder::deleteIfPossible);
        } catch (IOException | UncheckedIOException e) {
            // It is hidden and does no harm; there is nobody to tell who could do more.
        }
    }

    /// Aborts, unless it is committed.
    @Override
    public void close() {
        abort();
    }

    private static void deleteIfPossible(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // As in abort.
        }
    }

    /// Also for folders, whose entries are what counts. Some systems cannot open them, and need not.
    private static void sync(Path path) throws IOException {
        var isFolder = Files.isDirectory(path);
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            if (!isFolder) {
                throw e;
            }
        }
    }

    private static Path parse(String path) {
        if (path == null || path.isBlank()) {
            throw SparrowException.invalidArgument("The path to save to is empty.");
        }
        try {
            return Path.of(LocalPath.strip(path)).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw SparrowException.invalidArgument("Cannot save to " + path + ": " + e.getReason() + " in a path.");
        }
    }

    private static void refuseExisting(Path target) {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw exists(target);
        }
    }

    private static SparrowException exists(Path target) {
        return new SparrowException(
                ErrorCode.OUTPUT_EXISTS,
                "Cannot save to " + target + ": it exists already. Choose another path, or delete it first.");
    }

    private static SparrowException failed(Path target, String problem, IOException cause) {
        return new SparrowException(
                ErrorCode.OUTPUT_FAILED,
                "Cannot save to "
                        + target
                        + ": "
                        + problem
                        + " ("
                        + cause
                        + "). Check permissions and free space of that disk; nothing was saved.",
                cause);
    }
}
