/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.context;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.LocalPath;
import dev.sparrow.file.OutputFolder;
import dev.sparrow.file.TemporaryFolder;
import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.LineageWalk;
import dev.sparrow.lineage.SourceData;
import dev.sparrow.operator.Erased;
import dev.sparrow.operator.OperatorCall;
import dev.sparrow.operator.Saving;
import dev.sparrow.operator.Sources;
import dev.sparrow.spi.DatasetStore;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.SaveMode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// The datasets of a context that are to be written to files at the end of the next job that reads them, and then to be
/// read from there.
public final class Checkpoints {
    /// What this context has written is read whatever it is.
    private static final String ALL_CLASSES = "*";

    private final DatasetStore datasets;
    private final Retention retention;
    private final Path temporary;
    private final Map<DatasetId, Asked> asked = new ConcurrentHashMap<>();
    private volatile Optional<Path> folder = Optional.empty();

    /// This context's own folder for datasets that need not outlive it; made when the first is written.
    private TemporaryFolder local;

    /// @param call the call that asked
    private record Asked(OperatorCall call, boolean reliable) {}

    /// @param temporary where a folder for temporary files may be made
    public Checkpoints(DatasetStore datasets, Retention retention, Path temporary) {
        this.datasets = datasets;
        this.retention = retention;
        this.temporary = temporary;
    }

    public Optional<Path> folder() {
        return folder;
    }

    /// Each context gets a folder of its own in there.
    public void setFolder(OperatorCall call, String path) {
        call.require(path != null && !path.isBlank(), "the path is empty.");
        folder = Optional.of(LocalPath.of(path).toAbsolutePath().resolve("checkpoints-" + UUID.randomUUID()));
    }

    public void ask(OperatorCall call, Lineage node, boolean reliable) {
        call.require(
                !reliable || folder.isPresent(), "there is no folder for checkpoints. Call setCheckpointDir first.");
        if (node.checkpoint().isEmpty()) {
            asked.merge(node.id(), new Asked(call, reliable), (one, other) -> one.reliable() ? one : other);
        }
    }

    /// What some program wrote, as a dataset.
    ///
    /// @param classes whose objects are read
    public static Lineage written(OperatorCall call, String path, String classes) {
        call.require(path != null && !path.isBlank(), "the path is empty.");
        var folder = LocalPath.of(path).toAbsolutePath();
        var names = folder.toFile().list();
        if (names == null || !List.of(names).contains(OutputFolder.SUCCESS)) {
            throw unreadable(call, folder, "there is no whole checkpoint, which has a file _SUCCESS");
        }
        try {
            OutputFolder.missingPart(folder, List.of(names))
                    .ifPresent(missing -> {
                        throw unreadable(call, folder, missing);
                    });
        } catch (IOException e) {
            throw unreadable(call, folder, OutputFolder.SUCCESS + " cannot be read: " + e);
        }
        var parts = Stream.of(names).filter(name -> name.startsWith("part-")).count();
        return Sources.source(
                call,
                new SourceData.Checkpoint(
                        folder.toString(), (int) parts, true, classes, PlacementFile.read(folder, (int) parts)));
    }

    private static SparrowException unreadable(OperatorCall call, Path folder, String problem) {
        return new SparrowException(
                ErrorCode.INPUT_UNREADABLE,
                call.label()
                        + " cannot read "
                        + folder
                        + ": "
                        + problem
                        + ". Give a folder that getCheckpointFile() returned.");
    }

    /// A job on `target` has succeeded: writes what was asked for of all that it is made from.
    ///
    /// @throws SparrowException if a checkpoint cannot be written; it is tried again after the next job
    void writeAfter(Lineage target) {
        if (!asked.isEmpty()) {
            for (var node : LineageWalk.parentsFirst(target)) {
                if (asked.containsKey(node.id())) {
                    write(node);
                }
            }
        }
    }

    private synchronized void write(Lineage node) {
        // Taken away first, since the job that writes it ends here, too.
        var request = asked.remove(node.id());
        if (request == null) {
            return;
        }
        var written = false;
        try {
            var path = target(request).resolve("dataset-" + node.id());
            save(request, node, path);
            datasets.checkpointed(
                    node,
                    new SourceData.Checkpoint(
                            path.toString(),
                            node.partitions(),
                            request.reliable(),
                            ALL_CLASSES,
                            node.partitioner().orElse(null)));
            retention.cut(node);
            if (!request.reliable()) {
                retention.whenGone(node, () -> TemporaryFolder.delete(path));
            }
            written = true;
        } finally {
            if (!written) {
                asked.put(node.id(), request);
            }
        }
    }

    private Path target(Asked request) {
        if (request.reliable()) {
            return folder.orElseThrow();
        }
        try {
            if (local == null || !local.isThere()) {
                local = TemporaryFolder.create(temporary, "sparrow-checkpoints-");
            }
            return local.path();
        } catch (IOException e) {
            throw new SparrowException(
                    ErrorCode.OUTPUT_FAILED,
                    request.call().label() + " cannot make a folder in " + temporary + ": " + e.getMessage(),
                    e);
        }
    }

    private void save(Asked request, Lineage node, Path path) {
        try (var output = Saving.committer(path.toString(), SaveMode.ERROR)) {
            var action = new Action.SaveCheckpoint(output.folder());
            output.commit(Erased.list(request.call().run(node, action)), "");
        }
        node.partitioner().ifPresent(placement -> PlacementFile.write(path, placement));
    }

    /// What need not outlive the context goes.
    public synchronized void close() {
        if (local != null) {
            local.close();
        }
    }
}
