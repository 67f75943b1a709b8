/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.expression;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.table.expression.Expression.UserCall;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;

/// Calls of functions of the user's program.
public final class UserFunctions {
    private static final ClassValue<Maker> MAKERS =
            new ClassValue<>() {
                @Override
                protected Maker computeValue(Class<?> type) {
                    return Maker.of(type);
                }
            };

    private UserFunctions() {}

    /// The result in the form of [Carrier].
    ///
    /// @param arguments as Java objects
    public static Object call(UserCall call, Object... arguments) {
        var taken =
                call.record() == null
                        ? Collections.unmodifiableList(Arrays.asList(arguments))
                        : record(call.record(), arguments);
        try {
            return Carrier.of(call.function().call(taken), call.type());
        } catch (SparrowException | OutOfMemoryError e) {
            throw e;
        } catch (Throwable e) {
            throw new SparrowException(ErrorCode.USER_FUNCTION, call.name() + " threw " + e + " for " + taken, e);
        }
    }

    /// A record of the values of its components.
    public static Object record(Class<?> type, Object... values) {
        return MAKERS.get(type).make(values);
    }

    /// The constructor of a record class, and the classes of its components.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Maker(MethodHandle constructor, RecordComponent... components) {
        static Maker of(Class<?> type) {
            var components = type.getRecordComponents();
            var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            try {
                var constructor = type.getDeclaredConstructor(types);
                constructor.setAccessible(true);
                return new Maker(
                        MethodHandles.lookup()
                                .unreflectConstructor(constructor)
                                .asType(MethodType.genericMethodType(types.length))
                                .asSpreader(Object[].class, types.length),
                        components);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("Cannot make a " + type.getTypeName(), e);
            }
        }

        Object make(Object... values) {
            var taken = new Object[values.length];
            for (var i = 0; i < values.length; i++) {
                taken[i] = component(components[i], values[i]);
            }
            try {
                return constructor.invoke(taken);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new SparrowException(
                        ErrorCode.USER_FUNCTION,
                        "The constructor of " + components[0].getDeclaringRecord() + " threw",
                        e);
            }
        }

        private static Object component(RecordComponent component, Object value) {
            if (value == null && component.getType().isPrimitive()) {
                throw new SparrowException(
                        ErrorCode.USER_FUNCTION,
                        "The component "
                                + component.getName()
                                + " of "
                                + component.getDeclaringRecord().getSimpleName()
                                + " is a "
                                + component.getType()
                                + ", and this row has no value there. Declare it as an object, or leave out such rows"
                                + " before.");
            }
            if (value instanceof String name && component.getType().isEnum()) {
                return constant(component.getType(), name);
            }
            return value instanceof String text && component.getType() == char.class ? (Object) text.charAt(0) : value;
        }

        @SuppressWarnings({"unchecked", "rawtypes"}) // of the class of the component
        private static Object constant(Class<?> type, String name) {
            return Enum.valueOf((Class) type, name);
        }
    }
}
