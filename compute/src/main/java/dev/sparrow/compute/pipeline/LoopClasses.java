/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import dev.sparrow.closure.SnippetCode;
import dev.sparrow.storage.columnar.Kind;

import java.lang.invoke.MethodHandle;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// The classes that were compiled, one for each shape. Other captured values make no other shape, so iterations of an
/// algorithm share class and machine code.
///
/// They are kept by the user's class whose loader sees all others: they live as long as that, and keep nobody else's
/// classes alive.
final class LoopClasses {

    /// A method call passes at most 255 values.
    private static final int LOADED_MAX = 250;

    private static final ClassValue<Map<Object, Optional<MethodHandle>>> KEPT =
            new ClassValue<>() {
                @Override
                protected Map<Object, Optional<MethodHandle>> computeValue(Class<?> home) {
                    return new ConcurrentHashMap<>();
                }
            };

    private LoopClasses() {}

    /// An object of the class of this shape, which is written if there is none yet. Empty if functions come from class
    /// loaders of which none sees all others, for whoever kept the class would keep strangers alive; or if the method
    /// would be too large for the JIT.
    ///
    /// @param shape all that the class depends on
    /// @param calls the functions that it calls
    /// @param kinds what it reads or makes
    static Optional<Compiled> make(Object shape, List<UserCall> calls, List<Kind> kinds, Supplier<ClassCode> writer) {
        return kept(calls, kinds)
                .flatMap(kept -> kept.computeIfAbsent(shape, _ -> writer.get().define()))
                .map(constructor -> instantiate(constructor, calls));
    }

    /// The same if the class was written already, else empty.
    static Optional<Compiled> find(Object shape, List<UserCall> calls, List<Kind> kinds) {
        return kept(calls, kinds)
                .flatMap(kept -> kept.getOrDefault(shape, Optional.empty()))
                .map(constructor -> instantiate(constructor, calls));
    }

    private static Optional<Map<Object, Optional<MethodHandle>>> kept(List<UserCall> calls, List<Kind> kinds) {
        if (calls.stream().mapToInt(call -> call.loaded().size()).sum() > LOADED_MAX) {
            return Optional.empty();
        }
        return home(classes(calls, kinds)).map(KEPT::get);
    }

    private static Compiled instantiate(MethodHandle constructor, List<UserCall> calls) {
        var made = instantiate(constructor);
        made.loaded = calls.stream().flatMap(call -> call.loaded().stream()).toArray();
        made.labels = calls.stream().map(UserCall::label).toList();
        return made;
    }

    private static Compiled instantiate(MethodHandle constructor) {
        try {
            return (Compiled) constructor.invokeExact();
        } catch (Throwable e) {
            throw new IllegalStateException("Cannot instantiate a class for user functions", e);
        }
    }

    private static Set<Class<?>> classes(List<UserCall> calls, List<Kind> kinds) {
        var classes = new LinkedHashSet<Class<?>>();
        calls.forEach(call -> classes.add(call.home()));
        kinds.forEach(kind -> addRecords(kind, classes));
        return classes;
    }

    private static void addRecords(Kind kind, Set<Class<?>> classes) {
        switch (kind) {
            case Kind.Leaf _, Kind.Value _, Kind.Nulls _, Kind.Columns _ -> {}
            case Kind.Nullable(var values) -> addRecords(values, classes);
            case Kind.Struct(var type, var parts) -> {
                classes.add(type);
                parts.forEach(part -> addRecords(part, classes));
            }
        }
    }

    /// The class whose loader sees all others.
    private static Optional<Class<?>> home(Set<Class<?>> classes) {
        Class<?> youngest = Compiled.class;
        for (var type : classes) {
            if (sees(type.getClassLoader(), youngest.getClassLoader())) {
                youngest = type;
            } else if (!sees(youngest.getClassLoader(), type.getClassLoader())) {
                return Optional.empty();
            }
        }
        return Optional.of(youngest);
    }

    @SuppressWarnings("ReferenceEquality") // loaders have no other
    private static boolean sees(ClassLoader loader, ClassLoader other) {
        if (loader instanceof SnippetCode.Siblings snippet && snippet.sees(other)) {
            return true;
        }
        var ancestor = loader;
        while (ancestor != null && ancestor != other) {
            ancestor = ancestor.getParent();
        }
        return ancestor == other;
    }
}
