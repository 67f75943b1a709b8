/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.code;

import dev.sparrow.closure.SnippetCode;
import dev.sparrow.repl.code.ClassSummary.Field;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.constant.ClassDesc;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/// The classes that a shell has made of snippets, and the jars that were added to it. It is the context class loader of
/// snippets and their tasks.
///
/// Each load gets a class loader of its own, which keeps the loaders of all classes that it refers to: versions of code
/// that nothing uses any more are collected. JShell gives no two classes one name, so names suffice to find them.
public final class SnippetClasses extends ClassLoader implements SnippetCode {
    private final Jars jars;
    private final Map<String, WeakReference<SnippetLoader>> known = new ConcurrentHashMap<>();
    private final Map<String, WeakReference<SnippetLoader>> shipped = new ConcurrentHashMap<>();
    private final Map<String, SnippetLoader> kept = new ConcurrentHashMap<>();
    private final Map<String, byte[]> incoming = new ConcurrentHashMap<>();
    private final Map<String, String> latest = new HashMap<>();
    private final Map<Field, Integer> slots = new HashMap<>();
    private final AtomicLong loads = new AtomicLong();
    private final Weaver weaver;

    public SnippetClasses(ClassLoader parent) {
        this(new Jars(parent));
    }

    private SnippetClasses(Jars jars) {
        super("sparrow-shell", jars);
        this.jars = jars;
        var snippets = ClassHierarchyResolver.ofResourceParsing(this::classFile);
        weaver = new Weaver(this::slot, snippets.orElse(ClassHierarchyResolver.ofClassLoading(this)));
    }

    private InputStream classFile(ClassDesc type) {
        var descriptor = type.descriptorString();
        var name = descriptor.substring(1, descriptor.length() - 1);
        var file = incoming.get(name);
        return file != null
                ? new ByteArrayInputStream(file)
                : find(name).map(loader -> loader.getResourceAsStream(name + ".class")).orElse(null);
    }

    /// A slot is never given twice: tasks of running jobs know it.
    private int slot(Field variable) {
        synchronized (slots) {
            return slots.computeIfAbsent(variable, _ -> slots.size());
        }
    }

    /// What was added to the class path; isolated tasks see it, too.
    private static final class Jars extends URLClassLoader {
        private Jars(ClassLoader parent) {
            super("sparrow-jars", new URL[0], parent);
        }

        @Override
        public void addURL(URL jar) {
            super.addURL(jar);
        }
    }

    /// @param jar or a folder of classes
    @Override
    public void add(URL jar) {
        jars.addURL(jar);
    }

    /// Defines classes that refer to each other and to earlier ones.
    ///
    /// @param classFiles by binary name
    /// @param origins where a class comes from, by the number in its name
    /// @param dependents those that are new versions only because something they refer to is new: their variables keep
    ///   what they hold
    public void define(
            Map<String, byte[]> classFiles, Function<String, Origin> origins, Collection<String> dependents) {
        classFiles.forEach((name, file) -> incoming.put(Names.internal(name), file));
        try {
            var woven = new HashMap<String, byte[]>();
            var summaries = new HashMap<String, ClassSummary>();
            incoming.forEach((name, file) -> {
                var model = weaver.parse(file);
                woven.put(name, weaver.weave(model, origins.apply(Names.number(name))));
                summaries.put(name, ClassSummary.of(model));
            });
            var loader = new SnippetLoader(this, woven, summaries, loads.getAndIncrement());
            loader.keep(name -> find(name).orElse(null));
            for (var name : woven.keySet()) {
                known.put(name, new WeakReference<>(loader));
                kept.put(name, loader);
            }
            loader.defineAll();
            woven.keySet().stream()
                    .filter(Names::isHolder)
                    .forEach(name -> {
                        var before = latest.put(Names.number(name), name);
                        if (before != null && dependents.contains(name.replace('/', '.'))) {
                            find(before).ifPresent(old -> loader.takeValues(name, before, old));
                        }
                    });
        } finally {
            incoming.clear();
        }
    }

    /// Lets go of all classes but these and their nested ones. Whatever still uses one keeps it.
    ///
    /// @param holders binary names
    public void retain(Collection<String> holders) {
        var names = Set.copyOf(holders.stream().map(Names::internal).toList());
        kept.keySet().removeIf(name -> !names.contains(Names.holder(name)));
        known.values().removeIf(loader -> loader.get() == null);
        shipped.values().removeIf(loader -> loader.get() == null);
    }

    /// How many classes of snippets there are.
    int size() {
        return (int) known.values().stream().filter(loader -> loader.get() != null).count();
    }

    private Optional<SnippetLoader> find(String name) {
        return Optional.ofNullable(known.get(name)).map(WeakReference::get);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        var snippet = find(Names.internal(name));
        return snippet.isPresent() ? snippet.get().loadClass(name) : super.findClass(name);
    }

    @Override
    public boolean holds(String className) {
        return Names.isSnippet(className);
    }

    @Override
    public Optional<Unit> unitOf(String className) {
        return find(className).map(SnippetLoader::unit);
    }

    @Override
    public Optional<Unit> unit(String hash) {
        return Optional.ofNullable(shipped.get(hash)).map(WeakReference::get).map(SnippetLoader::unit);
    }

    /// From now on the classes of a load are known by their hash.
    void ship(String hash, SnippetLoader loader) {
        shipped.put(hash, new WeakReference<>(loader));
    }

    @Override
    public Uses uses(Collection<Entry> entries) {
        var reach = new CodeReachability(this::summary, entries);
        return new Uses(variables(reach.reads()), variables(reach.mayRead()), variables(reach.writes()));
    }

    private ClassSummary summary(String name) {
        return find(name).map(loader -> loader.summary(name)).orElse(null);
    }

    private List<Variable> variables(Set<Field> fields) {
        return fields.stream()
                .<Variable>map(field -> new Held(field, slot(field), find(field.owner()).orElseThrow()))
                .toList();
    }

    /// A variable and the class that holds it.
    private record Held(Field field, int slot, SnippetLoader loader) implements Variable {
        @Override
        public String name() {
            return field.name();
        }

        @Override
        public Object value() {
            try {
                return loader.loadClass(field.owner().replace('/', '.')).getField(field.name()).get(null);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("The shell variable " + field.name() + " cannot be read", e);
            }
        }
    }
}
