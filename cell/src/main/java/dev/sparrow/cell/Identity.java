/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cell;

import dev.sparrow.coordination.disk.DiskFolder;
import dev.sparrow.coordination.disk.Folder;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.simulation.NodeId;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The note in a data folder that says whose it is: a member that took over another one's promises would break its own.
final class Identity {
    private static final String FILE = "identity";
    private static final String TEMPORARY = "identity.tmp";

    private Identity() {}

    /// Takes a new folder for a member, or makes sure that it is its own.
    static void check(Path data, NodeId self, LogEngine engine) {
        var wanted = self + " " + engine;
        try (var folder = DiskFolder.open(data)) {
            if (!folder.names().contains(FILE)) {
                write(folder, wanted);
            }
            var found = read(folder);
            if (!found.equals(wanted)) {
                throw new SparrowException(
                        ErrorCode.INVALID_CONFIGURATION,
                        "The folder %s belongs to member %s, not to %s. Give each member a folder of its own."
                                .formatted(data, found, wanted));
            }
        } catch (IOException e) {
            throw new SparrowException(
                    ErrorCode.OUTPUT_FAILED, "Cannot use the data folder %s: %s.".formatted(data, e), e);
        }
    }

    private static void write(Folder folder, String identity) throws IOException {
        if (folder.names().contains(TEMPORARY)) {
            // A crash came before it was whole.
            folder.delete(TEMPORARY);
        }
        try (var file = folder.append(TEMPORARY)) {
            file.write(StandardCharsets.UTF_8.encode(identity));
            file.force();
        }
        folder.rename(TEMPORARY, FILE);
        folder.force();
    }

    private static String read(Folder folder) throws IOException {
        try (var file = folder.read(FILE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
