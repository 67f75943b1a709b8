/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.jupyter;

import dev.sparrow.repl.notebook.JsonText;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The file `kernel.json` by which Jupyter knows a kernel.
public final class KernelFile {
    private KernelFile() {}

    /// Where Jupyter looks for what a user has installed.
    public static Path dataFolder(Map<String, String> environment, Path userHome) {
        if (environment.containsKey("JUPYTER_DATA_DIR")) {
            return Path.of(environment.get("JUPYTER_DATA_DIR"));
        }
        var library = userHome.resolve("Library");
        if (Files.isDirectory(library)) {
            return library.resolve("Jupyter"); // of a Mac
        }
        var data = environment.get("XDG_DATA_HOME");
        return (data == null ? userHome.resolve(".local/share") : Path.of(data)).resolve("jupyter");
    }

    /// Writes the file.
    ///
    /// @param launcher `bin/sparrow`
    public static Path write(Path dataFolder, Path launcher) throws IOException {
        var content = new LinkedHashMap<String, Object>();
        content.put("argv", List.of(launcher.toString(), "jupyter", "start", "{connection_file}"));
        content.put("display_name", "Sparrow");
        content.put("interrupt_mode", "message");
        content.put("language", "java");
        var file = dataFolder.resolve("kernels/sparrow/kernel.json");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, JsonText.of(content));
    }
}
