/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.file;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.value.SaveMode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A whole output that waits beside its target until somebody decides whether it becomes visible.
///
///     .NAME.sparrow-tx-1f0c…/   waits, through the death of its process
///     NAME/                     the target
///
/// [#commit] and [#abort] can be called again, by other processes, after one that died half-way.
///
/// @param waiting where the files are; it is gone after either
/// @param target where readers look for them
/// @param mode what happens to what is there
public record PendingFolder(Path waiting, Path target, SaveMode mode) {
    /// What is in the names of folders that wait.
    public static final String MARK = ".sparrow-tx-";

    /// Whether the files wait here: neither is over, as far as this folder knows.
    public boolean isThere() {
        return Files.isDirectory(waiting, LinkOption.NOFOLLOW_LINKS);
    }

    /// Checks that it could become visible.
    ///
    /// @throws SparrowException [ErrorCode#OUTPUT_EXISTS] if something is in its way
    public void requireRoom() {
        OutputFolder.requireRoom(target, mode);
    }

    /// Makes it visible.
    ///
    /// @throws SparrowException [ErrorCode#OUTPUT_FAILED] if something is in the way; it goes on waiting
    public void commit() {
        try {
            if (isThere()) {
                publish();
            }
            if (mode == SaveMode.OVERWRITE) {
                TemporaryFolder.delete(ReplacedFolder.old(target));
            }
        } catch (IOException e) {
            throw new SparrowException(
                    ErrorCode.OUTPUT_FAILED,
                    "Output "
                            + target
                            + " is decided, but cannot be put in place: "
                            + e
                            + ". Its files wait in "
                            + waiting
                            + ".",
                    e);
        }
    }

    private void publish() throws IOException {
        var isThere = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
        if (isThere && mode == SaveMode.APPEND) {
            AppendedFiles.moveAgain(waiting, target);
            TemporaryFolder.delete(waiting);
            return;
        }
        if (isThere && mode == SaveMode.OVERWRITE) {
            var old = ReplacedFolder.old(target);
            TemporaryFolder.delete(old);
            Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(waiting, target, StandardCopyOption.ATOMIC_MOVE);
        OutputFolder.sync(target.getParent());
    }

    /// Gives it up.
    public void abort() {
        TemporaryFolder.delete(waiting);
    }
}
