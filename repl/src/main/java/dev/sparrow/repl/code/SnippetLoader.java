/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.code;

import dev.sparrow.closure.SnippetCode;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// Holds the classes of one load, and those of others that they refer to.
final class SnippetLoader extends ClassLoader implements SnippetCode.Siblings {
    private final SnippetClasses all;
    private final Map<String, byte[]> classFiles;
    private final Map<String, ClassSummary> summaries;
    private final Map<String, SnippetLoader> others = new HashMap<>();
    private final long age;
    private SnippetCode.Unit unit;

    /// @param classFiles by name with slashes
    /// @param age later loads have a greater one
    SnippetLoader(SnippetClasses all, Map<String, byte[]> classFiles, Map<String, ClassSummary> summaries, long age) {
        super("sparrow-snippet-" + age, all);
        this.all = all;
        this.classFiles = Map.copyOf(classFiles);
        this.summaries = Map.copyOf(summaries);
        this.age = age;
    }

    ClassSummary summary(String name) {
        return summaries.get(name);
    }

    /// As it travels. Others that its classes refer to are older, so this ends.
    synchronized SnippetCode.Unit unit() {
        if (unit == null) {
            var hashes = new TreeMap<String, String>();
            others.forEach((name, loader) -> hashes.put(name, loader.unit().hash()));
            unit = new SnippetCode.Unit(hash(hashes), classFiles, hashes);
            all.ship(unit.hash(), this);
        }
        return unit;
    }

    private String hash(SortedMap<String, String> hashes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            new TreeMap<>(classFiles)
                    .forEach((name, file) -> {
                        digest.update((name + " " + file.length + "\n").getBytes(StandardCharsets.UTF_8));
                        digest.update(file);
                    });
            digest.update(hashes.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /// Keeps what the classes refer to. The JVM itself would do so only once a reference is used.
    void keep(Function<String, SnippetLoader> loaders) {
        for (var summary : summaries.values()) {
            for (var name : summary.references()) {
                var loader = classFiles.containsKey(name) ? null : loaders.apply(name);
                if (loader != null) {
                    others.put(name, loader);
                }
            }
        }
    }

    void defineAll() {
        try {
            for (var name : classFiles.keySet()) {
                loadClass(name.replace('/', '.'));
            }
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("A class that JShell made refers to one that it did not", e);
        }
    }

    /// What the variables of a class held before it got a new version. One whose type is new, too, holds nothing.
    void takeValues(String name, String before, SnippetLoader old) {
        try {
            var from = old.loadClass(before.replace('/', '.'));
            for (var field : loadClass(name.replace('/', '.')).getFields()) {
                var known = from.getField(field.getName());
                if (known.getType().equals(field.getType())) {
                    field.set(null, known.get(null));
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The variables of " + before + " cannot be read", e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            var own = findLoadedClass(name);
            if (own != null) {
                return own;
            }
            var internal = Names.internal(name);
            var file = classFiles.get(internal);
            if (file != null) {
                return defineClass(name, file, 0, file.length);
            }
            var other = others.get(internal);
            return other == null ? super.loadClass(name, resolve) : other.loadClass(name);
        }
    }

    /// So that others may look into the class file, such as for the names of variables.
    @Override
    public InputStream getResourceAsStream(String name) {
        var file =
                name.endsWith(".class") ? classFiles.get(name.substring(0, name.length() - ".class".length())) : null;
        return file == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(file);
    }

    /// A younger snippet may refer to older ones and so keeps them anyway.
    @Override
    public boolean sees(ClassLoader other) {
        return other instanceof SnippetLoader snippet && snippet.age <= age;
    }
}
