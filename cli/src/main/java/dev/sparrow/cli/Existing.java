/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli;

import picocli.CommandLine;

import java.nio.file.Files;
import java.nio.file.Path;

/// Files that a command line names and that must be there.
final class Existing {
    private Existing() {}

    /// @throws CommandLine.ParameterException that the file is missing
    static Path require(Path file, CommandLine command) {
        if (!Files.exists(file)) {
            throw new CommandLine.ParameterException(command, "There is no file " + file.toAbsolutePath() + ".");
        }
        return file;
    }
}
