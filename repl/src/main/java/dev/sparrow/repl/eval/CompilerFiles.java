/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.eval;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/// Lets JShell's compiler see a class path of our choice. JShell itself begins with that of the JVM, appends what is
/// added later, and sets the whole as an option.
final class CompilerFiles extends ForwardingJavaFileManager<StandardJavaFileManager>
        implements StandardJavaFileManager {
    private static final String CLASS_PATH = "-classpath";
    private static final Duration BEFORE_INDEX = Duration.ofSeconds(3);

    private final String ofThisJvm = System.getProperty("java.class.path");
    private final String base;
    private volatile boolean indexed;

    /// @param base takes the place of the JVM's class path
    CompilerFiles(StandardJavaFileManager files, String base) {
        super(files);
        this.base = base;
        setClassPath(base);
    }

    private boolean setClassPath(String path) {
        return fileManager.handleOption(CLASS_PATH, List.of(path).iterator());
    }

    @Override
    public boolean handleOption(String current, Iterator<String> remaining) {
        if (!current.equals(CLASS_PATH)) {
            return super.handleOption(current, remaining);
        }
        var path = remaining.next();
        return setClassPath(path.startsWith(ofThisJvm) ? base + path.substring(ofThisJvm.length()) : path);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjectsFromFiles(Iterable<? extends File> files) {
        return fileManager.getJavaFileObjectsFromFiles(files);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjects(File... files) {
        return fileManager.getJavaFileObjects(files);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjectsFromStrings(Iterable<String> names) {
        return fileManager.getJavaFileObjectsFromStrings(names);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjects(String... names) {
        return fileManager.getJavaFileObjects(names);
    }

    @Override
    public void setLocation(Location location, Iterable<? extends File> files) throws IOException {
        fileManager.setLocation(location, files);
    }

    @Override
    public void setLocationFromPaths(Location location, Collection<? extends Path> paths) throws IOException {
        fileManager.setLocationFromPaths(location, paths);
    }

    @Override
    public void setLocationForModule(Location location, String module, Collection<? extends Path> paths)
            throws IOException {
        fileManager.setLocationForModule(location, module, paths);
    }

    @Override
    public Iterable<? extends File> getLocation(Location location) {
        return fileManager.getLocation(location);
    }

    @Override
    public Iterable<? extends Path> getLocationAsPaths(Location location) {
        if (location == StandardLocation.PLATFORM_CLASS_PATH && !indexed) {
            indexed = true;
            letTheFirstSnippetsPass();
        }
        return fileManager.getLocationAsPaths(location);
    }

    /// Only JShell's index of all classes asks for these, on a thread of its own, when it begins: it looks for the
    /// names of packages, for completion. The first snippets are not to share the processors with it.
    private static void letTheFirstSnippetsPass() {
        try {
            Thread.sleep(BEFORE_INDEX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Path asPath(FileObject file) {
        return fileManager.asPath(file);
    }
}
