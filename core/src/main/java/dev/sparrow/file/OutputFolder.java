/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.file;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.value.SaveMode;

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

    /// How the names of parts begin.
    static final String PART = "part-";

    private static final String PARTS = "parts ";

    /// Longer ones are of other programs.
    private static final int LENGTH_MAX = 20;

    private static final String CHOICES =
            ". Choose another path, delete it first, or have the save replace it (SaveMode.OVERWRITE) or add to it"
                    + " (SaveMode.APPEND).";

    /// How whole files come to where something is already.
    @FunctionalInterface
    private interface Placement {
        void put(Path whole, Path target) throws IOException;
    }

    private final Path target;
    private final SaveMode mode;
    private final TemporaryFolder temporary;
    private boolean ended;

    private OutputFolder(Path target, SaveMode mode, TemporaryFolder temporary) {
        this.target = target;
        this.mode = mode;
        this.temporary = temporary;
    }

    /// Makes the folder for attempts, and the parent folders of `path` if they are missing.
    ///
    /// @throws SparrowException [ErrorCode#OUTPUT_EXISTS] if something is at `path` that the mode refuses, or
    ///   [ErrorCode#OUTPUT_FAILED]
    public static OutputFolder open(String path, SaveMode mode) {
        var target = resolved(parse(path), mode);
        requireRoom(target, mode);
        var name = target.getFileName() + ".sparrow-" + UUID.randomUUID().toString().substring(0, 13);
        TemporaryFolder temporary = null;
        try {
            Files.createDirectories(target.getParent());
            temporary = TemporaryFolder.at(target.resolveSibling("." + name), HALF);
            var output = new OutputFolder(target, mode, temporary);
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
            publish();
        } catch (IOException e) {
            if (mode == SaveMode.ERROR && isThere(target) && Files.exists(whole())) {
                throw exists(target, CHOICES);
            }
            throw failed(target, "its files cannot be put in place", e);
        } finally {
            abort();
        }
    }

    /// As [#commit], but the files become visible later, or never: by the result, which outlives this process.
    ///
    /// @param name of what decides that, such as a transaction; part of the name of the folder in which they wait
    public synchronized PendingFolder hold(List<String> fileNames, String extension, String name) {
        if (ended) {
            throw new SparrowException(
                    ErrorCode.INTERNAL, "The output " + target + " is committed or aborted already.");
        }
        var pending = pending(name);
        try {
            place(fileNames, extension);
            Files.move(whole(), pending.waiting(), StandardCopyOption.ATOMIC_MOVE);
            sync(target.getParent());
            return pending;
        } catch (IOException e) {
            throw failed(target, "its files cannot be kept beside it", e);
        } finally {
            abort();
        }
    }

    /// What [#hold] will return, for a log that has to know before.
    public PendingFolder pending(String name) {
        return new PendingFolder(
                target.resolveSibling("." + target.getFileName() + PendingFolder.MARK + name), target, mode);
    }

    private void publish() throws IOException {
        requireRoom(target, mode);
        if (!isThere(target)) {
            // An empty folder that appears at this very moment is replaced; anything else makes the rename fail.
            Files.move(whole(), target, StandardCopyOption.ATOMIC_MOVE);
            sync(target.getParent());
            return;
        }
        Placement placement =
                switch (mode) {
                    case ERROR -> throw exists(target, CHOICES);
                    case OVERWRITE -> ReplacedFolder::replace;
                    case APPEND -> AppendedFiles::move;
                };
        placement.put(whole(), target);
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
        return String.format(Locale.ROOT, "%s%05d", PART, partition);
    }

    /// Says which part is missing of a dataset that was written as a whole, or was added as a whole; nothing if none
    /// is, or if nobody knows how many there should be: other programs leave their file empty, or have none.
    ///
    /// @param names of the files in the folder
    public static Optional<String> missingPart(Path folder, Collection<String> names) throws IOException {
        var missing =
                names.contains(SUCCESS) ? missingPart(folder.resolve(SUCCESS), PART, names) : Optional.<String>empty();
        var added = AppendedFiles.marked(names).iterator();
        while (missing.isEmpty() && added.hasNext()) {
            var next = added.next();
            missing = missingPart(folder.resolve(next.file()), next.prefix(), names);
        }
        return missing;
    }

    private static Optional<String> missingPart(Path success, String prefix, Collection<String> names)
            throws IOException {
        if (Files.size(success) > LENGTH_MAX) {
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
                .mapToObj(partition -> prefix + partName(partition).substring(PART.length()))
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
    static void sync(Path path) throws IOException {
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

    /// A folder that is replaced or added to is that which a link leads to.
    private static Path resolved(Path target, SaveMode mode) {
        try {
            var real = mode != SaveMode.ERROR && Files.isDirectory(target) ? target.toRealPath() : target;
            ReplacedFolder.restore(real);
            return real;
        } catch (IOException e) {
            throw failed(target, "what is there cannot be looked into", e);
        }
    }

    private static boolean isThere(Path target) {
        return Files.exists(target, LinkOption.NOFOLLOW_LINKS);
    }

    static void requireRoom(Path target, SaveMode mode) {
        if (!isThere(target)) {
            return;
        }
        if (mode == SaveMode.ERROR) {
            throw exists(target, CHOICES);
        }
        if (!Files.isDirectory(target)) {
            throw exists(target, " as a file, and a save makes a folder. Choose another path, or delete it first.");
        }
        if (mode == SaveMode.OVERWRITE) {
            requireOutput(target);
        }
    }

    private static void requireOutput(Path target) {
        try {
            var stranger = ReplacedFolder.stranger(target);
            if (stranger.isPresent()) {
                throw exists(
                        target,
                        " and holds "
                                + stranger.get()
                                + ", which no save wrote. Choose another path, or delete the folder yourself.");
            }
        } catch (IOException e) {
            throw failed(target, "what is there cannot be looked into", e);
        }
    }

    private static SparrowException exists(Path target, String more) {
        return new SparrowException(ErrorCode.OUTPUT_EXISTS, "Cannot save to " + target + ": it exists already" + more);
    }

    static SparrowException failed(Path target, String problem, IOException cause) {
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
