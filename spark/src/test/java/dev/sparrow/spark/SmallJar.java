/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import javax.tools.ToolProvider;

/// A jar with one class that is nowhere else.
final class SmallJar {
    private SmallJar() {}

    /// @param name of the class, with its package
    /// @param source without the package
    static Path of(Path folder, String name, String source) throws IOException {
        var type = name.substring(name.lastIndexOf('.') + 1);
        var file = folder.resolve(type + ".java");
        var classes = Files.createDirectories(folder.resolve("classes-" + type));
        Files.writeString(file, "package " + name.substring(0, name.lastIndexOf('.')) + ";\n" + source);
        var code =
                ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", classes.toString(), file.toString());
        assertThat(code).isZero();
        return pack(classes, folder.resolve(type + ".jar"));
    }

    /// @param classes a folder of them
    static Path pack(Path classes, Path jar) throws IOException {
        try (var files = Files.walk(classes);
                var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
        return jar;
    }
}
