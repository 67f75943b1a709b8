/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import dev.sparrow.error.SparrowException;
import dev.sparrow.spi.TaskSession;

import java.nio.file.Files;
import java.nio.file.Path;

/// The files that [Sparrow#addFile(String)] gave to tasks.
public final class SparrowFiles {
    private SparrowFiles() {}

    /// In a task: where a file is that was added.
    ///
    /// @param name without folders; of a folder that was added, its name and what follows
    /// @throws SparrowException [dev.sparrow.error.ErrorCode#INVALID_ARGUMENT] if no such file was added, or the caller
    ///   is no task
    public static String get(String name) {
        var file = root("SparrowFiles.get(\"" + name + "\")").resolve(name);
        if (!Files.exists(file)) {
            throw SparrowException.invalidArgument(
                    "No file " + name + " was added to this context. Call addFile before the action.");
        }
        return file.toString();
    }

    /// In a task: the folder that they are in.
    public static String getRootDirectory() {
        return root("SparrowFiles.getRootDirectory()").toString();
    }

    private static Path root(String call) {
        var task = TaskSession.current();
        if (task == null) {
            throw SparrowException.invalidArgument(
                    call + " was called outside of a task. The program has the files where it added them from.");
        }
        return task.attempt().setting().files();
    }
}
