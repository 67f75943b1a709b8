/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.executor;

import dev.sparrow.scheduler.protocol.StageCode.FileRef;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.TemporaryFolder;
import dev.sparrow.scheduler.protocol.DriverRequest;
import dev.sparrow.scheduler.protocol.DriverService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/// The copies that an executor has of files and jars, each fetched once, in a folder of its own.
final class ExecutorFiles implements AutoCloseable {
    private final DriverService driver;
    private final Path base;

    /// Null before the first copy.
    private TemporaryFolder made;

    /// @param base where the folder is made when it is needed
    ExecutorFiles(DriverService driver, Path base) {
        this.driver = driver;
        this.base = base;
    }

    /// A folder that holds these files.
    ///
    /// @param what they are, for the name of the folder
    synchronized Path folder(String what, List<FileRef> files) {
        if (files.isEmpty()) {
            return Path.of("");
        }
        try {
            if (made == null || !made.isThere()) {
                made = TemporaryFolder.createAt(base.resolve("sparrow-executor-files-" + UUID.randomUUID()));
            }
            var folder = made.path().resolve(what);
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

    private void fetch(FileRef file, Path copy) throws IOException {
        var bytes = driver.ask(new DriverRequest.Content(file.hash()));
        Files.createDirectories(copy.getParent());
        Files.write(copy, bytes.orElseThrow(() -> new IOException("the driver has no " + file.path() + " any more")));
        if (file.executable() && !copy.toFile().setExecutable(true, true)) {
            throw new IOException(copy + " cannot be made executable");
        }
    }

    @Override
    public synchronized void close() {
        if (made != null) {
            made.close();
        }
    }
}
