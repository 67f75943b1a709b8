/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The classes of loops, one for each shape of pipelines. Other captured values make no other shape, so iterations of
/// an algorithm share class and machine code.
///
/// They are kept by the user's class whose loader sees all others: they live as long as that, and keep nobody else's
/// classes alive.
final class LoopClasses {

    /// Beyond some thousand bytes HotSpot does not compile a method; loading and passing one value takes some ten.
    private static final int LOADED_MAX = 250;

    /// What a class is made from: pipelines of equal shape share it.
    private record Shape(Pipeline.Source source, List<LoopStep.Kind> kinds, List<Object> functions, Object end) {}

    private static final ClassValue<Map<Shape, MethodHandle>> KEPT =
            new ClassValue<>() {
                @Override
                protected Map<Shape, MethodHandle> computeValue(Class<?> home) {
                    return new ConcurrentHashMap<>();
                }
            };

    private LoopClasses() {}

    /// The constructor of the class for this pipeline. Empty if functions come from class loaders of which none sees
    /// all others, for whoever kept the class would keep strangers alive; or if they have captured so much that the
    /// method would be too large for the JIT.
    static Optional<MethodHandle> find(
            Pipeline.Source source, List<LoopStep> steps, LoopEnd end, List<UserCall> calls) {
        var shape =
                new Shape(
                        source,
                        steps.stream().map(LoopStep::kind).toList(),
                        steps.stream().map(step -> step.call().identity()).toList(),
                        end.identity());
        if (calls.stream().mapToInt(call -> call.loaded().size()).sum() > LOADED_MAX) {
            return Optional.empty();
        }
        return home(calls)
                .map(home ->
                        KEPT.get(home).computeIfAbsent(shape, _ -> define(new LoopWriter(source, steps, end, calls))));
    }

    private static MethodHandle define(LoopWriter writer) {
        var bytes = writer.write();
        try {
            var lookup = MethodHandles.lookup().defineHiddenClassWithClassData(bytes, writer.constants(), true);
            return lookup.findConstructor(lookup.lookupClass(), MethodType.methodType(void.class))
                    .asType(MethodType.methodType(Loop.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot define the class of a pipeline", e);
        }
    }

    static Loop instantiate(MethodHandle constructor) {
        try {
            return (Loop) constructor.invokeExact();
        } catch (Throwable e) {
            throw new IllegalStateException("Cannot instantiate the class of a pipeline", e);
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
