/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/// Copies a jar and brings its class files to the format of Java 8: `NewClassFiles.java CLASS-OF-THE-JAR FOLDER`.
///
/// The JVM's start-up cache takes no class files of Java 5, which lack the tables that its verifier needs.
class NewClassFiles {
    static void main(String[] args) throws Exception {
        var jar = Path.of(Class.forName(args[0]).getProtectionDomain().getCodeSource().getLocation().toURI());
        var folder = Files.createDirectories(Path.of(args[1]));
        try (var old = new JarFile(jar.toFile());
                var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()});
                var copy = new JarOutputStream(Files.newOutputStream(folder.resolve(jar.getFileName())))) {
            var classFile =
                    ClassFile.of(
                            StackMapsOption.GENERATE_STACK_MAPS,
                            ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofClassLoading(loader)));
            var entries = Collections.list(old.entries());
            entries.sort(Comparator.comparing(entry -> !entry.getName().equals(JarFile.MANIFEST_NAME)));
            for (var entry : entries) {
                var target = new JarEntry(entry.getName());
                target.setLastModifiedTime(entry.getLastModifiedTime());
                copy.putNextEntry(target);
                copy.write(converted(entry.getName(), content(old, entry), classFile));
                copy.closeEntry();
            }
        }
    }

    private static byte[] content(JarFile jar, JarEntry entry) throws IOException {
        try (var in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    private static byte[] converted(String name, byte[] content, ClassFile classFile) {
        if (!name.endsWith(".class")) {
            return content;
        }
        var model = classFile.parse(content);
        if (model.majorVersion() >= ClassFile.JAVA_8_VERSION) {
            return content;
        }
        // Code that passes element by element is written anew, with its tables.
        var code = ClassTransform.transformingMethodBodies((builder, element) -> builder.with(element));
        return classFile.transformClass(
                model,
                code.andThen((builder, element) -> {
                    if (element instanceof ClassFileVersion) {
                        builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
                    } else {
                        builder.with(element);
                    }
                }));
    }
}
