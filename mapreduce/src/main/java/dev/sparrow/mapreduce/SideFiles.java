/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.mapreduce;

import dev.sparrow.task.TaskContext;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/// Further files that an attempt writes: under names of its own, until all of its work is done (Dean & Ghemawat 2004,
/// section 4.5).
final class SideFiles {
    private final Map<Path, Path> drafts = new LinkedHashMap<>();

    Path open(Path target) throws IOException {
        var known = drafts.get(target);
        if (known != null) {
            return known;
        }
        var folder = Files.createDirectories(target.toAbsolutePath().getParent());
        var draft = Files.createTempFile(folder, "." + target.getFileName() + "-", ".attempt");
        if (drafts.isEmpty() && TaskContext.get() != null) {
            TaskContext.get().addTaskCompletionListener(_ -> drop());
        }
        drafts.put(target, draft);
        return draft;
    }

    /// Those that are not in place by then are of an attempt that has failed.
    private void drop() {
        drafts.values().forEach(SideFiles::delete);
    }

    private static void delete(Path draft) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException _) {
            return; // its name hides it
        }
    }

    void publish() throws IOException {
        for (var file : drafts.entrySet()) {
            try (var channel = FileChannel.open(file.getValue(), StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(
                    file.getValue(),
                    file.getKey(),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
        drafts.clear();
    }
}
