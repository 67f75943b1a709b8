/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.history;

import dev.sparrow.cli.launch.LaunchOptions;
import dev.sparrow.file.LocalPath;
import dev.sparrow.repl.dialogue.CommandFailed;
import dev.sparrow.ui.export.SparkLogReader;
import dev.sparrow.ui.log.RunFolder;
import dev.sparrow.ui.state.RunState;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The logs of runs, as people name them.
///
/// @param folder where they are
record RunLogs(RunFolder folder) {

    /// Those of a folder.
    ///
    /// @param named null for the one of the user's programs
    static RunLogs of(Path named) {
        return new RunLogs(new RunFolder(named == null ? LocalPath.of(LaunchOptions.logFolder()) : named));
    }

    /// The log of a run.
    ///
    /// @param name of the run, the beginning of its name, or a file; empty for the latest
    Path file(String name) {
        return folder.find(name)
                .orElseThrow(() ->
                        new CommandFailed(
                                name.isEmpty()
                                        ? "There are no logs of runs in " + folder.path().toAbsolutePath() + "."
                                        : "There is no log of a run '"
                                                + name
                                                + "' in "
                                                + folder.path().toAbsolutePath()
                                                + ", and no such file. `sparrow history` lists what is there."));
    }

    /// Reads a log; one of Spark's will do as well.
    RunState read(String name) {
        var file = file(name);
        try (var lines = Files.lines(file)) {
            var first = lines.findFirst().orElse("");
            return SparkLogReader.isOne(first) ? SparkLogReader.read(Files.readAllLines(file)) : RunFolder.read(file);
        } catch (IOException | UncheckedIOException e) {
            throw new CommandFailed("The file " + file.toAbsolutePath() + " cannot be read: " + e);
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(e.getMessage());
        }
    }
}
