/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.examples;

import java.nio.file.Files;
import java.nio.file.Path;

/// Finds the data that the examples run on when no file is named: `examples/data`, described in its `README.md`.
final class SampleData {
    private SampleData() {}

    /// In the folder that Sparrow was started from (`bin/sparrow` says which), else in the working folder or one above
    /// it.
    static String path(String name) {
        var relative = Path.of("examples", "data", name);
        var home = System.getProperty("sparrow.launcher.home");
        if (home != null) {
            return Path.of(home).resolve(relative).toString();
        }
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(relative))) {
                return folder.resolve(relative).toString();
            }
        }
        throw new IllegalStateException(
                "There is no "
                        + relative
                        + " here or in a folder above. Name a file of your own, or start the example with"
                        + " bin/sparrow example.");
    }
}
