/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.commit.sink;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.sparrow.coordination.commit.Participant;
import dev.sparrow.coordination.commit.TransactionId;
import dev.sparrow.coordination.commit.Vote;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A folder whose files appear all together or not at all.
///
///     folder/part-0                    committed files
///     folder/.commit/staged/TX/part-0  written by tasks, seen by nobody
///     folder/.commit/prepared/TX       the manifest: the names of the files, which are all on disk
///     folder/.commit/committed/TX      the same after the commit: to rename it *is* the commit
///
/// Before a manifest is renamed everything that it names is forced to disk, and after it the folders that it was renamed
/// between. Files are moved to their place afterwards, again after a crash if need be; [#visible] counts them from the
/// commit on, wherever they are.
public final class FolderSink implements Participant {
    private final Path folder;
    private final Path staged;
    private final Path prepared;
    private final Path committed;
    private final Runnable beforeChange;

    /// The sink of a folder, which need not exist.
    public FolderSink(Path folder) {
        this(folder, () -> {});
    }

    /// A sink that crashes where a test wants it to.
    FolderSink(Path folder, Runnable beforeChange) {
        this.folder = folder;
        this.staged = folder.resolve(".commit").resolve("staged");
        this.prepared = folder.resolve(".commit").resolve("prepared");
        this.committed = folder.resolve(".commit").resolve("committed");
        this.beforeChange = beforeChange;
        carryOut(
                "open",
                () -> {
                    for (var path : List.of(staged, prepared, committed)) {
                        Files.createDirectories(path);
                    }
                });
    }

    /// Writes a file of a transaction, before that is prepared.
    public void stage(TransactionId transaction, String name, byte[] content) {
        carryOut(
                "stage " + name,
                () -> {
                    var own = Files.createDirectories(staged.resolve(transaction.toString()));
                    change();
                    try (var file = FileChannel.open(own.resolve(checked(name)), CREATE_NEW, WRITE)) {
                        var bytes = ByteBuffer.wrap(content);
                        while (bytes.hasRemaining()) {
                            file.write(bytes);
                        }
                    }
                });
    }

    /// The names of all files that are committed, in their order.
    public List<String> visible() {
        var names = new ArrayList<>(names(folder));
        names.remove(".commit");
        for (var transaction : names(committed)) {
            for (var name : names(staged.resolve(transaction))) {
                if (!names.contains(name)) {
                    names.add(name);
                }
            }
        }
        names.sort(null);
        return names;
    }

    @Override
    public Vote prepare(TransactionId transaction) {
        if (Files.exists(prepared.resolve(transaction.toString()))) {
            return Vote.YES;
        }
        var own = staged.resolve(transaction.toString());
        var names = names(own);
        if (names.isEmpty()) {
            return Vote.READ_ONLY;
        }
        if (names.stream().anyMatch(name -> Files.exists(folder.resolve(name)))) {
            abort(transaction);
            return Vote.NO;
        }
        carryOut(
                "prepare " + transaction,
                () -> {
                    for (var name : names) {
                        force(own.resolve(name));
                    }
                    force(own);
                    force(staged);
                    writeManifest(transaction, names);
                });
        return Vote.YES;
    }

    private void writeManifest(TransactionId transaction, List<String> names) throws IOException {
        var draft = staged.resolve(transaction + ".manifest");
        change();
        Files.write(draft, names);
        force(draft);
        move(draft, prepared.resolve(transaction.toString()));
        force(prepared);
    }

    @Override
    public void commit(TransactionId transaction) {
        carryOut(
                "commit " + transaction,
                () -> {
                    var manifest = prepared.resolve(transaction.toString());
                    if (Files.exists(manifest)) {
                        move(manifest, committed.resolve(transaction.toString()));
                        force(committed);
                        force(prepared);
                    }
                    if (Files.exists(committed.resolve(transaction.toString()))) {
                        publish(transaction);
                    }
                });
    }

    private void publish(TransactionId transaction) throws IOException {
        var own = staged.resolve(transaction.toString());
        for (var name : names(own)) {
            move(own.resolve(name), folder.resolve(name));
        }
        force(folder);
        deleteFolder(own);
    }

    @Override
    public void abort(TransactionId transaction) {
        carryOut(
                "abort " + transaction,
                () -> {
                    if (Files.exists(committed.resolve(transaction.toString()))) {
                        throw new SparrowException(
                                ErrorCode.INTERNAL,
                                "Transaction %s cannot be aborted in %s: it is committed."
                                        .formatted(transaction, folder));
                    }
                    // The promise goes first: without files it would be a lie.
                    change();
                    if (Files.deleteIfExists(prepared.resolve(transaction.toString()))) {
                        force(prepared);
                    }
                    change();
                    Files.deleteIfExists(staged.resolve(transaction + ".manifest"));
                    deleteFolder(staged.resolve(transaction.toString()));
                });
    }

    /// Also moves what was committed and not yet moved, and deletes what was staged and never prepared: call it before
    /// tasks write.
    @Override
    public List<TransactionId> recover() {
        carryOut(
                "recover",
                () -> {
                    for (var name : names(committed)) {
                        publish(TransactionNames.parse(name));
                    }
                    for (var name : names(staged)) {
                        if (!Files.exists(prepared.resolve(name))) {
                            change();
                            Files.deleteIfExists(staged.resolve(name + ".manifest"));
                            deleteFolder(staged.resolve(name));
                        }
                    }
                });
        return names(prepared).stream().map(TransactionNames::parse).toList();
    }

    private static String checked(String name) {
        if (name.isEmpty() || name.startsWith(".") || name.contains("/")) {
            throw SparrowException.invalidArgument(
                    "A file of a transaction must have a plain name that begins with no dot, but one is '"
                            + name
                            + "'.");
        }
        return name;
    }

    private List<String> names(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (var files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw failure("list " + path, e);
        }
    }

    private void deleteFolder(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            change();
            Files.deleteIfExists(path);
            return;
        }
        for (var name : names(path)) {
            change();
            Files.deleteIfExists(path.resolve(name));
        }
        change();
        Files.deleteIfExists(path);
    }

    private void move(Path from, Path to) throws IOException {
        change();
        Files.move(from, to, ATOMIC_MOVE);
    }

    /// A folder can be forced only where the file system says so; elsewhere its entries are durable at once.
    private void force(Path path) throws IOException {
        change();
        try (var file = FileChannel.open(path, Files.isDirectory(path) ? READ : WRITE)) {
            file.force(true);
        }
    }

    private void change() {
        beforeChange.run();
    }

    private interface Work {
        void run() throws IOException;
    }

    private void carryOut(String what, Work work) {
        try {
            work.run();
        } catch (IOException e) {
            throw failure(what, e);
        }
    }

    private SparrowException failure(String what, IOException e) {
        return new SparrowException(
                ErrorCode.OUTPUT_FAILED,
                "Folder %s could not %s: %s. It can be tried again.".formatted(folder, what, e),
                e);
    }
}
