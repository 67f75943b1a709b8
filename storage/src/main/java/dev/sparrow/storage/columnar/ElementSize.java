/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.columnar;

import dev.sparrow.column.Utf8;
import dev.sparrow.value.Tuple2;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An estimate of the bytes of heap that an element takes. What several elements share counts for each of them; of many
/// elements of a collection some are looked at.
public final class ElementSize {
    private static final int REFERENCE = 4;
    private static final int OBJECT = 16;
    private static final int BOXED_LONG = 24;
    private static final int STRING = 40;
    private static final int UNKNOWN = 64;

    /// What is inside deeper than this counts as one object.
    private static final int DEPTH_MAX = 8;

    /// The number of elements of a collection that are measured; the others are taken to be like these.
    private static final int SAMPLE = 64;

    /// @param fixedBytes of the record without what it refers to
    private record Shape(long fixedBytes, List<MethodHandle> references) {}

    private static final ClassValue<Shape> SHAPES =
            new ClassValue<>() {
                @Override
                protected Shape computeValue(Class<?> type) {
                    return shape(type);
                }
            };

    private ElementSize() {}

    /// The size of an element, with the reference to it.
    public static long of(Object element) {
        return of(element, DEPTH_MAX);
    }

    /// The size of the objects of an array from `from` up to `to`, by a sample.
    public static long ofAll(Object[] elements, int from, int to) {
        var step = (to - from) / SAMPLE + 1;
        var bytes = 0L;
        for (var i = to - 1; i >= from; i -= step) {
            bytes += step * of(elements[i]);
        }
        return bytes;
    }

    private static long of(Object element, int depth) {
        if (depth == 0) {
            return UNKNOWN;
        }
        return REFERENCE
                + switch (element) {
                    case null -> 0;
                    case String text -> STRING + (isLatin1(text) ? text.length() : 2L * text.length());
                    case Utf8 text -> STRING + text.length();
                    case Long _, Double _ -> BOXED_LONG;
                    case Tuple2<?, ?> pair -> OBJECT + of(pair._1(), depth - 1) + of(pair._2(), depth - 1);
                    case Number number -> ofNumber(number);
                    case Boolean _, Enum<?> _, Class<?> _ -> 0;
                    case Character _ -> OBJECT;
                    case Record record -> ofRecord(record, depth - 1);
                    case Collection<?> elements -> ofAll(elements, depth - 1);
                    case Map<?, ?> map -> ofAll(map.keySet(), depth - 1) + ofAll(map.values(), depth - 1);
                    case Optional<?> optional -> OBJECT + of(optional.orElse(null), depth - 1);
                    case Object[] array -> ofAll(Arrays.asList(array), depth - 1);
                    default -> element.getClass().isArray() ? OBJECT + ofPrimitives(element) : UNKNOWN;
                };
    }

    private static long ofNumber(Number number) {
        return switch (number) {
            case BigInteger integer -> UNKNOWN + integer.bitLength() / 8;
            case BigDecimal decimal -> UNKNOWN + decimal.precision() / 2;
            default -> OBJECT;
        };
    }

    /// A look at both ends; to look at all of it would cost more than the answer is worth.
    private static boolean isLatin1(String text) {
        return text.isEmpty() || (text.charAt(0) < 256 && text.charAt(text.length() - 1) < 256);
    }

    private static long ofAll(Collection<?> elements, int depth) {
        var bytes = 0L;
        var seen = 0;
        for (var each = elements.iterator(); seen < SAMPLE && each.hasNext(); seen++) {
            bytes += of(each.next(), depth);
        }
        return OBJECT + BOXED_LONG + (seen == 0 ? 0 : bytes * elements.size() / seen);
    }

    private static long ofPrimitives(Object array) {
        var type = array.getClass().componentType();
        for (var leaf : Kind.Leaf.values()) {
            if (leaf.type() == type) {
                return (long) Array.getLength(array) * LeafArrays.width(leaf);
            }
        }
        throw new IllegalArgumentException("No array of primitives: " + array.getClass());
    }

    private static long ofRecord(Object element, int depth) {
        var shape = SHAPES.get(element.getClass());
        var bytes = shape.fixedBytes;
        try {
            for (var component : shape.references) {
                bytes += of((Object) component.invokeExact(element), depth);
            }
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("Cannot read a component of " + element.getClass().getTypeName(), e);
        }
        return bytes;
    }

    private static Shape shape(Class<?> type) {
        var fixedBytes = (long) OBJECT;
        var handles = new ArrayList<MethodHandle>();
        try {
            for (var component : type.getRecordComponents()) {
                if (component.getType().isPrimitive()) {
                    fixedBytes += Long.BYTES;
                } else {
                    var field = type.getDeclaredField(component.getName());
                    field.setAccessible(true);
                    handles.add(
                            MethodHandles.lookup()
                                    .unreflectGetter(field)
                                    .asType(MethodType.methodType(Object.class, Object.class)));
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot read the components of " + type.getTypeName(), e);
        }
        return new Shape(fixedBytes, List.copyOf(handles));
    }
}
