/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What [Rdd#pipe] runs.
///
/// @param label the call, for messages
/// @param environment variables besides those of this process
/// @param workingDirs where each task makes a folder to start it in; null if it starts in that of this process
record PipeCommand(
        String label,
        List<String> command,
        Map<String, String> environment,
        String workingDirs,
        int bufferSize,
        String encoding)
        implements Serializable {
    static PipeCommand of(
            Recipe recipe,
            List<String> command,
            Map<String, String> environment,
            Optional<Path> workingDirs,
            int bufferSize,
            String encoding) {
        recipe.require(!command.isEmpty() && !command.getFirst().isEmpty(), "the command is empty.");
        recipe.require(bufferSize >= 1, "the buffer must be at least 1, not " + bufferSize + ".");
        recipe.require(Charset.isSupported(encoding), "there is no encoding '" + encoding + "'.");
        return new PipeCommand(
                recipe.label().toString(),
                List.copyOf(command),
                Map.copyOf(environment),
                workingDirs.map(Path::toString).orElse(null),
                bufferSize,
                encoding);
    }

    Charset charset() {
        return Charset.forName(encoding);
    }
}
