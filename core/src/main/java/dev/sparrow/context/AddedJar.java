/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.context;

import dev.sparrow.closure.SnippetCode;
import dev.sparrow.file.LocalPath;
import dev.sparrow.operator.OperatorCall;

import java.io.IOException;
import java.net.MalformedURLException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;

/// A jar that a program adds to its context.
public final class AddedJar {
    private AddedJar() {}

    /// Fails unless there is such a jar, or no file at all: then its absence is told with the others'.
    public static void check(OperatorCall call, String path) {
        if (path == null || path.isBlank()) {
            return;
        }
        var file = LocalPath.of(path);
        call.require(
                !Files.isDirectory(file),
                file + " is a folder. Put its classes into a jar, or on the class path when the program is started.");
        if (Files.exists(file)) {
            try (var jar = new JarFile(file.toFile())) {
                call.require(jar.size() > 0, file + " is an empty jar.");
            } catch (IOException e) {
                call.require(false, file + " is not a jar that can be read: " + e.getMessage() + ".");
            }
        }
    }

    /// Shows it to a shell, whose class loader tasks use as theirs.
    public static void show(SnippetCode shell, Path jar) {
        try {
            shell.add(jar.toUri().toURL());
        } catch (MalformedURLException e) {
            throw new IllegalStateException("A path is not a URL: " + jar, e);
        }
    }
}
