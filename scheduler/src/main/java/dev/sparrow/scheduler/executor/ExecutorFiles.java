/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.executor;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.TemporaryFolder;
import dev.sparrow.scheduler.protocol.DriverRequest;
import dev.sparrow.scheduler.protocol.DriverService;
import dev.sparrow.scheduler.protocol.StageCode.FileRef;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The copies that an executor has of files and jars, each fetched once, in folders of its own.
final class ExecutorFiles implements AutoCloseable {
    private final DriverService driver;
    private final Path base;
    private final String name = "sparrow-executor-" + UUID.randomUUID();

    /// By what is in them.
    private final Map<String, TemporaryFolder> folders = new HashMap<>();

    /// @param base where folders are made when they are needed
    ExecutorFiles(DriverService driver, Path base) {
        this.driver = driver;
        this.base = base.toAbsolutePath();
    }

    /// A folder that holds these files.
    ///
    /// @param what they are, for the name of the folder
    synchronized Path folder(String what, List<FileRef> files) {
        if (files.isEmpty()) {
            return Path.of("");
        }
        try {
            var folder = made(what).path();
            for (var file : files) {
                var copy = folder.resolve(file.path());
                if (!Files.exists(copy)) {
                    fetch(file, copy);
                }
            }
            return folder;
        } catch (IOException e) {
            throw new SparrowException(
                    ErrorCode.OUT_OF_RESOURCES,
                    "The files that were added to the context cannot be copied into "
                            + base
                            + ": "
                            + e
                            + ". Free space there, or set sparrow.local.dir to another folder.",
                    e);
        }
    }

    private TemporaryFolder made(String what) throws IOException {
        var folder = folders.get(what);
        if (folder == null || !folder.isThere()) {
            folder = TemporaryFolder.createAt(base.resolve(name + "-" + what));
            folders.put(what, folder);
        }
        return folder;
    }

    private void fetch(FileRef file, Path copy) throws IOException {
        var bytes = driver.ask(new DriverRequest.Content(file.hash()));
        Files.createDirectories(copy.getParent());
        Files.write(copy, bytes.orElseThrow(() -> new IOException("the driver has no " + file.path() + " any more")));
        if (!file.rights().isEmpty()) {
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString(file.rights()));
        }
    }

    @Override
    public synchronized void close() {
        folders.values().forEach(TemporaryFolder::close);
    }
}
