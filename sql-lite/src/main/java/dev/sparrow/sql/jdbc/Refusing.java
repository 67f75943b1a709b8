/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;

/// Puts an interface of JDBC before an object that has some of its methods; the others are refused by their names.
final class Refusing {
    private Refusing() {}

    /// What happens to methods that the object does not have.
    @FunctionalInterface
    interface Otherwise {
        Object answer(Method method) throws SQLException;
    }

    /// An object of the interface.
    ///
    /// @param answers its public methods of the same names and parameters are those of the interface
    static <T> T of(Class<T> type, Object answers) {
        return of(
                type,
                answers,
                method -> {
                    throw new SQLFeatureNotSupportedException(
                            "Sparrow's " + type.getSimpleName() + " has no " + method.getName() + ".");
                });
    }

    /// As [#of(Class, Object)], where what is not there is no, 0, empty or nothing: for an interface of questions.
    static <T> T orNothing(Class<T> type, Object answers) {
        return of(
                type,
                answers,
                method ->
                        switch (method.getReturnType().getName()) {
                            case "boolean" -> false;
                            case "int" -> 0;
                            case "long" -> 0L;
                            case "java.lang.String" -> "";
                            case "java.sql.ResultSet" -> of(ResultSet.class, Rows.none());
                            default -> null;
                        });
    }

    @SuppressWarnings("ReferenceEquality") // the proxy is itself alone
    private static <T> T of(Class<T> type, Object answers, Otherwise otherwise) {
        InvocationHandler handler =
                (self, method, given) -> {
                    var arguments = given == null ? new Object[0] : given;
                    if (method.getDeclaringClass() == Object.class) {
                        return switch (method.getName()) {
                            case "equals" -> self == arguments[0];
                            case "hashCode" -> System.identityHashCode(self);
                            default -> type.getSimpleName() + " of Sparrow";
                        };
                    }
                    if (method.getName().equals("isWrapperFor")) {
                        return ((Class<?>) arguments[0]).isInstance(answers)
                                || ((Class<?>) arguments[0]).isInstance(self);
                    }
                    return method.getName().equals("unwrap") && !hasUnwrap(answers)
                            ? unwrapped((Class<?>) arguments[0], self, answers)
                            : invoked(self, answers, method, arguments, otherwise);
                };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static boolean hasUnwrap(Object answers) {
        return find(answers.getClass(), "unwrap", Class.class) != null;
    }

    private static Object unwrapped(Class<?> wanted, Object self, Object answers) throws SQLException {
        if (wanted.isInstance(answers)) {
            return answers;
        }
        if (wanted.isInstance(self)) {
            return self;
        }
        throw new SQLException("There is no " + wanted.getTypeName() + " within.");
    }

    private static Object invoked(Object self, Object answers, Method method, Object[] arguments, Otherwise otherwise)
            throws Throwable {
        var own = find(answers.getClass(), method.getName(), method.getParameterTypes());
        if (own != null) {
            try {
                return own.invoke(answers, arguments);
            } catch (InvocationTargetException e) {
                throw Failures.of(e.getCause());
            }
        }
        return method.isDefault() ? InvocationHandler.invokeDefault(self, method, arguments) : otherwise.answer(method);
    }

    private static Method find(Class<?> type, String name, Class<?>... parameters) {
        try {
            return type.getMethod(name, parameters);
        } catch (NoSuchMethodException e) {
            return null;
        }
    }
}
