/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The classes of the jars that a program added to its context, for tasks.
public final class AddedClasses implements AutoCloseable {
    private final List<Jars> loaders = new ArrayList<>();

    /// Sees what its parent sees, and some jars.
    private static final class Jars extends URLClassLoader {
        private final Set<Path> known = new HashSet<>();

        private Jars(ClassLoader parent) {
            super("sparrow-jars", new URL[0], parent);
        }

        private void add(Path jar) {
            if (known.add(jar)) {
                try {
                    addURL(jar.toUri().toURL());
                } catch (MalformedURLException e) {
                    throw new IllegalStateException("A path is not a URL: " + jar, e);
                }
            }
        }
    }

    /// A class loader that sees what `program` sees, and the jars; one for each program's loader.
    ///
    /// @param program may be null
    @SuppressWarnings("ReferenceEquality") // loaders have no other
    public synchronized ClassLoader over(ClassLoader program, List<Path> jars) {
        if (jars.isEmpty()) {
            return program;
        }
        var loader = loaders.stream().filter(known -> known.getParent() == program).findFirst();
        var found = loader.orElseGet(() -> new Jars(program));
        if (loader.isEmpty()) {
            loaders.add(found);
        }
        jars.forEach(found::add);
        return found;
    }

    @Override
    public synchronized void close() {
        for (var loader : loaders) {
            try {
                loader.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
