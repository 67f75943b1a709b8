/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.run;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;

/// The method that a program begins with, as the Java language has it (JLS 12.1.4): `main`, with the arguments or
/// without, static or of an object that is made for it.
final class MainMethod {
    private final Method method;

    private MainMethod(Method method) {
        this.method = method;
    }

    /// That of the first class that has one.
    ///
    /// @throws NotRunnable if none has
    static MainMethod of(List<String> classNames, ClassLoader loader) {
        for (var name : classNames) {
            var found = of(name, loader);
            if (found.isPresent()) {
                return new MainMethod(found.get());
            }
        }
        throw new NotRunnable("No class has a main method; there are: " + String.join(", ", classNames) + ".");
    }

    private static Optional<Method> of(String className, ClassLoader loader) {
        try {
            var type = Class.forName(className, false, loader);
            return of(type, String[].class).or(() -> of(type));
        } catch (ClassNotFoundException e) {
            throw new NotRunnable("The program has no class " + className + ".");
        }
    }

    private static Optional<Method> of(Class<?> type, Class<?>... parameters) {
        for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
            try {
                var method = owner.getDeclaredMethod("main", parameters);
                if (!Modifier.isPrivate(method.getModifiers())) {
                    method.setAccessible(true);
                    return Optional.of(method);
                }
            } catch (NoSuchMethodException e) {
                // perhaps above
            }
        }
        return Optional.empty();
    }

    /// @throws Exception what the program throws
    void run(String[] arguments) throws Exception {
        try {
            var made = Modifier.isStatic(method.getModifiers()) ? null : made(method.getDeclaringClass());
            if (method.getParameterCount() == 0) {
                method.invoke(made);
            } else {
                method.invoke(made, (Object) arguments);
            }
        } catch (InvocationTargetException e) {
            switch (e.getCause()) {
                case Exception exception -> throw exception;
                case Error error -> throw error;
                default -> throw e;
            }
        } finally {
            System.out.flush();
        }
    }

    private static Object made(Class<?> type) throws ReflectiveOperationException {
        var constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }
}
