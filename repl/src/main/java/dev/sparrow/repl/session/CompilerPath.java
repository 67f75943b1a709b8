/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.session;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The part of the class path that the compiler of snippets sees.
///
/// It reads the directory of each jar before the first snippet, and would spend half a second with those of the image.
/// So the image holds our classes in a folder, too. The libraries behind them are its own affair: who wants to use one
/// names it (`/jar`), as any other.
final class CompilerPath {
    private static final String CLASSES = "classes";

    private CompilerPath() {}

    /// @param classPath of this JVM
    /// @param image the folder of the image; null if the JVM was started from somewhere else
    static String of(String classPath, String image) {
        if (image == null) {
            return classPath;
        }
        var library = Path.of(image, "lib");
        var others =
                Arrays.stream(classPath.split(File.pathSeparator, -1))
                        .filter(entry -> !library.equals(Path.of(entry).getParent()));
        return Stream.concat(Stream.of(library.resolve(CLASSES).toString()), others)
                .collect(Collectors.joining(File.pathSeparator));
    }
}
