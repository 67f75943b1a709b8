/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.executor;

import dev.sparrow.closure.ShippedUnits;
import dev.sparrow.closure.SnippetCode;
import dev.sparrow.closure.UnitSource;
import dev.sparrow.scheduler.protocol.DriverRequest;
import dev.sparrow.scheduler.protocol.DriverService;
import dev.sparrow.scheduler.protocol.StageCode;
import dev.sparrow.scheduler.protocol.Wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The user's classes in an executor of its own process: those that the process was started with, those of jars that
/// were added, and those that were typed at the prompt of a shell.
final class ExecutorClasses implements UnitSource, AutoCloseable {
    private final DriverService driver;
    private final ClassLoader base;
    private final ExecutorFiles files;

    /// By the hashes of their jars.
    private final Map<List<String>, URLClassLoader> jars = new HashMap<>();

    /// By the loader that the shell's code is below.
    private final Map<ClassLoader, ShippedUnits> units = new HashMap<>();

    /// @param base of the classes that are there without asking the driver
    ExecutorClasses(DriverService driver, ClassLoader base, ExecutorFiles files) {
        this.driver = driver;
        this.base = base;
        this.files = files;
    }

    /// By which the tasks of a stage find the user's classes.
    synchronized ClassLoader loader(StageCode.Setting setting) {
        var below = setting.jars().isEmpty() ? base : jars.computeIfAbsent(hashes(setting), _ -> jarLoader(setting));
        return setting.shell()
                ? units.computeIfAbsent(below, loader -> new ShippedUnits(this, loader)).forJob()
                : below;
    }

    private static List<String> hashes(StageCode.Setting setting) {
        return setting.jars().stream().map(StageCode.FileRef::hash).toList();
    }

    private URLClassLoader jarLoader(StageCode.Setting setting) {
        var folder = files.folder("jars", setting.jars());
        var urls = setting.jars().stream().map(jar -> url(folder.resolve(jar.path()))).toArray(URL[]::new);
        return new URLClassLoader("sparrow-jars", urls, base);
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("A path is not a URL: " + jar, e);
        }
    }

    @Override
    public Optional<SnippetCode.Unit> unitOf(String className) {
        return driver.ask(new DriverRequest.UnitOf(className)).map(ExecutorClasses::unitIn);
    }

    @Override
    public Optional<SnippetCode.Unit> unit(String hash) {
        return driver.ask(new DriverRequest.Unit(hash)).map(ExecutorClasses::unitIn);
    }

    private static SnippetCode.Unit unitIn(byte[] bytes) {
        return Wire.decode(bytes, SnippetCode.Unit.class);
    }

    @Override
    public synchronized void close() {
        for (var loader : jars.values()) {
            try {
                loader.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
