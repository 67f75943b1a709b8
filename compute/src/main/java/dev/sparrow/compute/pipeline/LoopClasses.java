/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// The classes that were compiled, one for each shape. Other captured values make no other shape, so iterations of an
/// algorithm share class and machine code.
///
/// They are kept by the user's class whose loader sees all others: they live as long as that, and keep nobody else's
/// classes alive.
final class LoopClasses {

    /// Beyond some thousand bytes HotSpot does not compile a method; loading and passing one value takes some ten.
    private static final int LOADED_MAX = 250;

    private static final ClassValue<Map<Object, MethodHandle>> KEPT =
            new ClassValue<>() {
                @Override
                protected Map<Object, MethodHandle> computeValue(Class<?> home) {
                    return new ConcurrentHashMap<>();
                }
            };

    private LoopClasses() {}

    /// An object of the class of this shape, which is written if there is none yet. Empty if functions come from class
    /// loaders of which none sees all others, for whoever kept the class would keep strangers alive; or if they have
    /// captured so much that the method would be too large for the JIT.
    ///
    /// @param shape all that the class depends on
    /// @param calls the functions that it calls
    static Optional<Compiled> make(Object shape, List<UserCall> calls, Supplier<ClassCode> writer) {
        if (calls.stream().mapToInt(call -> call.loaded().size()).sum() > LOADED_MAX) {
            return Optional.empty();
        }
        return home(calls)
                .map(home -> {
                    var made = instantiate(KEPT.get(home).computeIfAbsent(shape, _ -> writer.get().define()));
                    made.loaded = calls.stream().flatMap(call -> call.loaded().stream()).toArray();
                    made.labels = calls.stream().map(UserCall::label).toList();
                    return made;
                });
    }

    private static Compiled instantiate(MethodHandle constructor) {
        try {
            return (Compiled) constructor.invokeExact();
        } catch (Throwable e) {
            throw new IllegalStateException("Cannot instantiate a class for user functions", e);
        }
    }

    /// The class whose loader sees the classes of all calls.
    private static Optional<Class<?>> home(List<UserCall> calls) {
        Class<?> youngest = Loop.class;
        for (var call : calls) {
            if (sees(call.home().getClassLoader(), youngest.getClassLoader())) {
                youngest = call.home();
            } else if (!sees(youngest.getClassLoader(), call.home().getClassLoader())) {
                return Optional.empty();
            }
        }
        return Optional.of(youngest);
    }

    @SuppressWarnings("ReferenceEquality") // loaders have no other
    private static boolean sees(ClassLoader loader, ClassLoader other) {
        var ancestor = loader;
        while (ancestor != null && ancestor != other) {
            ancestor = ancestor.getParent();
        }
        return ancestor == other;
    }
}
