/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.block;

import dev.sparrow.value.ImmutableValues;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;

/// Copies of elements whose only parts that can change are arrays of primitives: much cheaper than to encode them.
///
/// Records, tuples among them, are made anew by their constructor where a component had to be copied.
final class ElementCopy {

    /// What [#of] returns for an element that it cannot copy.
    static final Object NONE = new Object();

    private record Shape(List<MethodHandle> components, MethodHandle constructor) {}

    private static final ClassValue<Shape> SHAPES =
            new ClassValue<>() {
                @Override
                protected Shape computeValue(Class<?> type) {
                    return shape(type);
                }
            };

    private ElementCopy() {}

    /// A copy that shares nothing with the element that could change, or [#NONE].
    static Object of(Object element) {
        return switch (element) {
            case double[] array -> array.clone();
            case long[] array -> array.clone();
            case int[] array -> array.clone();
            case float[] array -> array.clone();
            case byte[] array -> array.clone();
            case short[] array -> array.clone();
            case char[] array -> array.clone();
            case boolean[] array -> array.clone();
            case null -> null;
            case Record record when !ImmutableValues.isImmutable(record) -> ofRecord(record);
            default -> ImmutableValues.isImmutable(element) ? element : NONE;
        };
    }

    @SuppressWarnings("ReferenceEquality") // a mark, not a value
    private static Object ofRecord(Record record) {
        var shape = SHAPES.get(record.getClass());
        var copies = new Object[shape.components.size()];
        try {
            for (var i = 0; i < copies.length; i++) {
                copies[i] = of((Object) shape.components.get(i).invokeExact((Object) record));
                if (copies[i] == NONE) {
                    return NONE;
                }
            }
            return (Object) shape.constructor.invokeExact(copies);
        } catch (Throwable e) {
            return NONE; // a constructor that refuses what it was given: encoding will say so
        }
    }

    private static Shape shape(Class<?> type) {
        try {
            var components = new ArrayList<MethodHandle>();
            var types = new ArrayList<Class<?>>();
            for (var component : type.getRecordComponents()) {
                var field = type.getDeclaredField(component.getName());
                field.setAccessible(true);
                var getter = MethodHandles.lookup().unreflectGetter(field);
                components.add(getter.asType(MethodType.methodType(Object.class, Object.class)));
                types.add(component.getType());
            }
            var constructor = type.getDeclaredConstructor(types.toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            var handle =
                    MethodHandles.lookup()
                            .unreflectConstructor(constructor)
                            .asSpreader(Object[].class, types.size())
                            .asType(MethodType.methodType(Object.class, Object[].class));
            return new Shape(List.copyOf(components), handle);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot copy records of " + type.getTypeName(), e);
        }
    }
}
