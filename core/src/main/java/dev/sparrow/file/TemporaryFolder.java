/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// A folder that goes with its process: if the process dies before, the next one that makes such a folder next to it
/// deletes it.
///
/// Whether its process lives is told by a file in it, which the process has locked. The system ends the lock with the
/// process, and gives it to nobody who only happens to have the same number. The file is empty until it is locked, so
/// that a folder that is just being made is nobody's prey.
public final class TemporaryFolder implements AutoCloseable {
    private static final String LOCK = ".lock";

    /// Where this process has looked for what dead ones left.
    private static final Set<Path> SWEPT = ConcurrentHashMap.newKeySet();

    /// Files that others in this JVM have locked. To close one would end their lock.
    private static final Queue<FileChannel> LOCKED_BY_OTHERS = new ConcurrentLinkedQueue<>();

    private final Path path;
    private final FileChannel lock;

    private TemporaryFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /// A new folder that only this user may look into.
    ///
    /// @param base where it is made, and made itself if it is missing
    /// @param name how its name begins
    @SuppressWarnings("StreamResourceLeak") // the lock is the folder's
    public static TemporaryFolder create(Path base, String name) throws IOException {
        Files.createDirectories(base);
        var folder = locked(Files.createTempDirectory(base.toAbsolutePath(), name));
        folder.sweep(neighbour -> neighbour.startsWith("sparrow-"));
        return folder;
    }

    /// A new folder of exactly this path, into which only this user may look.
    ///
    /// @param path with a name that begins with `sparrow-`
    public static TemporaryFolder createAt(Path path) throws IOException {
        Files.createDirectories(path.getParent());
        var folder = locked(Files.createDirectory(path));
        restrict(path);
        folder.sweep(neighbour -> neighbour.startsWith("sparrow-"));
        return folder;
    }

    /// Where the file system knows such rights; elsewhere the parent's hold.
    private static void restrict(Path path) throws IOException {
        if (Files.getFileAttributeView(path, PosixFileAttributeView.class) != null) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /// A new folder of exactly this path, for what is to become its neighbour.
    ///
    /// @param neighbours the names that others have that are made in its way
    static TemporaryFolder at(Path path, Pattern neighbours) throws IOException {
        var folder = locked(Files.createDirectory(path));
        folder.sweep(neighbours.asMatchPredicate());
        return folder;
    }

    private static TemporaryFolder locked(Path path) throws IOException {
        var file = path.resolve(LOCK);
        var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            channel.lock();
        } catch (IOException e) {
            // Some file systems know no locks. Without one the file stays empty, and nobody takes the folder for left.
            return new TemporaryFolder(path, channel);
        }
        channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
        return new TemporaryFolder(path, channel);
    }

    public Path path() {
        return path;
    }

    /// Whether a file is what tells that the process of such a folder lives. Nobody else may open it: systems end all
    /// locks of a process on a file when it closes the file once.
    public static boolean isLock(Path file) {
        return file.endsWith(LOCK);
    }

    /// Whether nobody has deleted it.
    public boolean isThere() {
        return Files.isDirectory(path);
    }

    /// Deletes it with all that is in it, as far as possible. Idempotent.
    @Override
    public void close() {
        closeAt(path);
    }

    /// As [#close], after it was renamed.
    void closeAt(Path now) {
        delete(now);
        try {
            lock.close();
        } catch (IOException _) {
            return; // the lock ends with the process
        }
    }

    /// Deletes a folder with all that is in it, as far as possible. Links are not followed.
    public static void delete(Path folder) {
        try (var paths = Files.walk(folder)) {
            paths.toList().reversed().forEach(TemporaryFolder::deleteIfPossible);
        } catch (IOException | UncheckedIOException e) {
            return; // it was deleted by somebody else, or is left to whoever empties its parent
        }
    }

    private static void deleteIfPossible(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            return; // as above
        }
    }

    /// Deletes what dead processes of the same user left beside it, once for each place.
    private void sweep(Predicate<String> names) {
        var parent = path.getParent();
        if (!SWEPT.add(parent)) {
            return;
        }
        try {
            var owner = Files.getOwner(path);
            for (var neighbour : neighbours(parent, names)) {
                if (Files.getOwner(neighbour, LinkOption.NOFOLLOW_LINKS).equals(owner)) {
                    deleteIfLeft(neighbour);
                }
            }
        } catch (IOException | UnsupportedOperationException e) {
            return; // then it stays, as it did so far
        }
    }

    private List<Path> neighbours(Path parent, Predicate<String> names) throws IOException {
        try (var all = Files.list(parent)) {
            return all.filter(neighbour -> names.test(neighbour.getFileName().toString()))
                    .filter(neighbour -> !neighbour.equals(path))
                    .filter(neighbour -> Files.isDirectory(neighbour, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
    }

    private static void deleteIfLeft(Path folder) throws IOException {
        var file = folder.resolve(LOCK);
        if (!isWritten(file)) {
            return;
        }
        var channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        try {
            if (channel.tryLock() != null) {
                delete(folder);
            }
        } catch (OverlappingFileLockException e) {
            LOCKED_BY_OTHERS.add(channel);
            return;
        }
        channel.close();
    }

    private static boolean isWritten(Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        var attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return attributes.isRegularFile() && attributes.size() > 0;
    }
}
