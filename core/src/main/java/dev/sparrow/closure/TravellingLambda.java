/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.closure;

import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.util.ArrayDeque;

/// What code of a shell asks when a lambda arrives that its compiler did not mean to travel: a shell weaves the calls
/// in.
public final class TravellingLambda {
    private TravellingLambda() {}

    /// Whether the lambda is the one of an expression in the code.
    ///
    /// @param type the interface, with slashes
    /// @param name of its method
    /// @param erased the type of this method
    /// @param instantiated the same with the type arguments of the expression
    /// @param owner whose method is behind the lambda, or a class that inherits it
    /// @param method name and descriptor of that method
    public static boolean is(
            SerializedLambda form,
            String type,
            String name,
            MethodType erased,
            MethodType instantiated,
            Class<?> owner,
            String method) {
        return form.getFunctionalInterfaceClass().equals(type)
                && form.getFunctionalInterfaceMethodName().equals(name)
                && form.getFunctionalInterfaceMethodSignature().equals(erased.toMethodDescriptorString())
                && form.getInstantiatedMethodType().equals(instantiated.toMethodDescriptorString())
                && (form.getImplMethodName() + form.getImplMethodSignature()).equals(method)
                && inherits(owner, form.getImplClass().replace('/', '.'));
    }

    private static boolean inherits(Class<?> type, String ancestor) {
        var open = new ArrayDeque<Class<?>>();
        open.add(type);
        while (!open.isEmpty()) {
            var next = open.remove();
            if (next.getName().equals(ancestor)) {
                return true;
            }
            if (next.getSuperclass() != null) {
                open.add(next.getSuperclass());
            }
            for (var parent : next.getInterfaces()) {
                open.add(parent);
            }
        }
        return false;
    }

    /// A lambda that the code does not have.
    @SuppressWarnings("DoNotCallSuggester") // it stands where a lambda is returned
    public static Object unknown(SerializedLambda form) {
        throw new IllegalArgumentException(
                "The code of " + form.getCapturingClass() + " has no lambda like " + form.getImplMethodName());
    }
}
