/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.operator;

import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The command that [dev.sparrow.Rdd#pipe] runs.
///
/// @param label the call, for messages
/// @param environment variables besides those of this process
/// @param workingDirs where each task makes a folder to start it in; null if it starts in that of this process
public record PipeCommand(
        String label,
        List<String> command,
        Map<String, String> environment,
        String workingDirs,
        int bufferSize,
        String encoding)
        implements Serializable {
    public static PipeCommand of(
            OperatorCall call,
            List<String> command,
            Map<String, String> environment,
            Optional<Path> workingDirs,
            int bufferSize,
            String encoding) {
        call.require(!command.isEmpty() && !command.getFirst().isEmpty(), "the command is empty.");
        call.require(bufferSize >= 1, "the buffer must be at least 1, not " + bufferSize + ".");
        call.require(Charset.isSupported(encoding), "there is no encoding '" + encoding + "'.");
        return new PipeCommand(
                call.label().toString(),
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
