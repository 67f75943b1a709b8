/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.run;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;

/// Remembers which classes the compiler has written, in the order of their sources.
final class MadeClasses extends ForwardingJavaFileManager<JavaFileManager> {
    private final Set<String> names = new LinkedHashSet<>();

    MadeClasses(JavaFileManager files) {
        super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
            Location location, String className, JavaFileObject.Kind kind, FileObject sibling) throws IOException {
        names.add(className);
        return super.getJavaFileForOutput(location, className, kind, null);
    }

    /// Those in no other class.
    List<String> outermost() {
        return names.stream().filter(name -> !name.contains("$")).toList();
    }
}
