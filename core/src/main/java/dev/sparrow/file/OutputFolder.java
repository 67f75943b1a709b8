/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.file;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

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
    /// The name of the file that says that all others are there, and how many: `parts 12`.
    public static final String SUCCESS = "_SUCCESS";

    /// What hides half outputs, also while they are deleted.
    private static final Pattern HALF = Pattern.compile("\\..*\\.sparrow-[0-9a-f]{8}-[0-9a-f]{4}(-gone)?");

    private static final String PARTS = "parts ";

    /// Longer ones are of other programs.
    private static final int LENGTH_MAX = 20;

    private final Path target;
    private final TemporaryFolder temporary;
    private boolean ended;

    private OutputFolder(Path target, TemporaryFolder temporary) {
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
        TemporaryFolder temporary = null;
        try {
            Files.createDirectories(target.getParent());
            temporary = TemporaryFolder.at(target.resolveSibling("." + name), HALF);
            var output = new OutputFolder(target, temporary);
            Files.createDirectory(output.folder());
            Files.createDirectory(output.whole());
            return output;
        } catch (IOException e) {
            if (temporary != null) {
                temporary.close();
            }
            throw failed(target, "a folder for it cannot be made next to it", e);
        }
    }

    /// Where attempts write files, each under a name of its own.
    public Path folder() {
        return temporary.path().resolve("attempts");
    }

    private Path whole() {
        return temporary.path().resolve("whole");
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
            var part = whole().resolve(partName(partition) + extension);
            Files.move(file, part, StandardCopyOption.ATOMIC_MOVE);
            sync(part);
        }
        Files.writeString(whole().resolve(SUCCESS), PARTS + fileNames.size() + "\n");
        sync(whole().resolve(SUCCESS));
        sync(whole());
    }

    private static String partName(int partition) {
        return String.format(Locale.ROOT, "part-%05d", partition);
    }

    /// Says which part is missing of a dataset that was written as a whole; nothing if none is, or if nobody knows how
    /// many there should be: other programs leave their file empty, or have none.
    ///
    /// @param names of the files in the folder
    public static Optional<String> missingPart(Path folder, Collection<String> names) throws IOException {
        var success = folder.resolve(SUCCESS);
        if (!names.contains(SUCCESS) || Files.size(success) > LENGTH_MAX) {
            return Optional.empty();
        }
        var text = Files.readString(success, StandardCharsets.ISO_8859_1).strip();
        if (!text.matches(PARTS + "\\d{1,9}")) {
            return Optional.empty();
        }
        var count = Integer.parseInt(text.substring(PARTS.length()));
        var present = new HashSet<String>();
        names.forEach(name -> present.add(name.replaceFirst("\\..*", "")));
        return IntStream.range(0, count)
                .mapToObj(OutputFolder::partName)
                .filter(name -> !present.contains(name))
                .findFirst()
                .map(name -> "of the " + count + " files that were written, " + name + " is missing");
    }

    /// Gives up what is not committed. Idempotent; an attempt that still writes cannot prevent it.
    public synchronized void abort() {
        if (ended) {
            return;
        }
        ended = true;
        // Under another name, so that nobody who knows the old one adds files while they are deleted.
        var path = temporary.path();
        var doomed = path.resolveSibling(path.getFileName() + "-gone");
        try {
            Files.move(path, doomed, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            doomed = path;
        }
        temporary.closeAt(doomed);
    }

    /// Aborts, unless it is committed.
    @Override
    public void close() {
        abort();
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
        return LocalPath.of(path).toAbsolutePath().normalize();
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
