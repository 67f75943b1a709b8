/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import dev.sparrow.column.Utf8;
import dev.sparrow.storage.serialization.ElementCodec;
import dev.sparrow.storage.serialization.RecordAccess;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Finds the narrowest [Codec] that keeps every one of some values, and writes them.
///
/// The values are all there, so nothing is guessed. Where they have nothing in common, or one of them has something
/// that a column would lose, there is no codec, and Kryo takes them all.
final class ValueEncoder {
    private static final int DEPTH_MAX = 8;

    /// The most digits that surely fit into a long.
    private static final int LONG_DIGITS = 18;

    private final BufferParts parts;
    private final boolean narrow;

    /// @param parts where the buffers of the values go; nothing is added if there is no codec
    /// @param narrow whether whole numbers are to take as few bytes as they can
    ValueEncoder(BufferParts parts, boolean narrow) {
        this.parts = parts;
        this.narrow = narrow;
    }

    /// Returns null if there is no codec.
    ///
    /// @param values may hold null
    Codec encode(Object[] values, int count) {
        return encode(values, count, 0);
    }

    private Codec encode(Object[] values, int count, int depth) {
        Class<?> family = null;
        var nulls = 0;
        for (var i = 0; i < count; i++) {
            if (values[i] == null) {
                nulls++;
            } else if (family == null) {
                family = family(values[i]);
            } else if (family != family(values[i])) {
                return null;
            }
        }
        if (family == null) {
            return new Codec.Nulls();
        }
        if (depth == DEPTH_MAX) {
            return null;
        }
        var mark = parts.count();
        if (nulls > 0) {
            addValidity(values, count);
        }
        var codec = encode(family, values, count, depth);
        if (codec == null) {
            parts.truncate(mark);
            return null;
        }
        return nulls > 0 ? new Codec.Nullable(codec) : codec;
    }

    /// What values of one codec have in common: their class, but for enums and immutable collections, which have
    /// several.
    private static Class<?> family(Object value) {
        return switch (value) {
            case Enum<?> constant -> constant.getDeclaringClass();
            case List<?> list when ValueCopies.isImmutable(list.getClass()) -> List.class;
            case Map<?, ?> map when ValueCopies.isImmutable(map.getClass()) -> Map.class;
            default -> value.getClass();
        };
    }

    private void addValidity(Object[] values, int count) {
        var valid = new boolean[count];
        for (var i = 0; i < count; i++) {
            valid[i] = values[i] != null;
        }
        parts.add(Kind.Leaf.BOOLEAN, valid, count);
    }

    private Codec encode(Class<?> family, Object[] values, int count, int depth) {
        if (family == String.class || family == Utf8.class) {
            return texts(values, count);
        }
        for (var leaf : Kind.Leaf.values()) {
            if (family == leaf.box()) {
                return leaf == Kind.Leaf.OBJECT ? null : boxes(leaf, values, count);
            }
        }
        if (family.isEnum()) {
            return enums(family, values, count);
        }
        if (family.isRecord()) {
            return records(family, values, count, depth);
        }
        if (family.isArray()) {
            return arrays(family.componentType(), values, count, depth);
        }
        if (family == ArrayList.class || family == List.class) {
            var elements = objects(values, count, value -> ((List<?>) value).toArray(), depth);
            return elements == null ? null : new Codec.Lists(family == List.class, elements);
        }
        var map = MapForm.of(family);
        if (map != null) {
            return maps(map, values, count, depth);
        }
        if (family == Optional.class) {
            var present = mapped(values, count, value -> ((Optional<?>) value).orElse(null));
            var codec = encode(present, count, depth + 1);
            return codec == null ? null : new Codec.Optionals(codec);
        }
        if (family == BigInteger.class) {
            return integers(values, count);
        }
        if (family == BigDecimal.class) {
            return decimals(values, count);
        }
        var time = TimeForm.of(family);
        return time == null ? null : times(time, values, count);
    }

    private Codec boxes(Kind.Leaf leaf, Object[] values, int count) {
        var array = new Object[] {Array.newInstance(leaf.type(), count)};
        for (var i = 0; i < count; i++) {
            if (values[i] != null) {
                Rows.set(leaf, array, 0, i, values[i]);
            }
        }
        parts.add(leaf, array[0], count);
        return new Codec.Boxes(leaf);
    }

    private Codec texts(Object[] values, int count) {
        var places = new byte[count];
        var dictionary = FewTexts.of(values, count, places);
        if (dictionary.length == 0) {
            return plainTexts(values, count);
        }
        var mark = parts.count();
        parts.add(Kind.Leaf.BYTE, places, count);
        if (plainTexts(dictionary, dictionary.length) == null) {
            parts.truncate(mark);
            return null;
        }
        return new Codec.Dictionary(dictionary.length);
    }

    private Codec plainTexts(Object[] values, int count) {
        var encoded = new Object[count];
        for (var i = 0; i < count; i++) {
            if (values[i] instanceof Utf8 text) {
                encoded[i] = text.copy().array();
            } else if (values[i] instanceof String text) {
                if (text.length() > ElementCodec.ELEMENT_BYTES_MAX / 3) {
                    return null;
                }
                var utf8 = text.getBytes(StandardCharsets.UTF_8);
                // Half a surrogate pair has no UTF-8: a question mark stands for it.
                if (hasQuestionMark(utf8) && !new String(utf8, StandardCharsets.UTF_8).equals(text)) {
                    return null;
                }
                encoded[i] = utf8;
            }
        }
        return primitiveArrays(Kind.Leaf.BYTE, encoded, count) == null ? null : new Codec.Text();
    }

    private static boolean hasQuestionMark(byte... utf8) {
        for (var each : utf8) {
            if (each == '?') {
                return true;
            }
        }
        return false;
    }

    private Codec integers(Object[] values, int count) {
        var bytes = mapped(values, count, value -> ((BigInteger) value).toByteArray());
        return primitiveArrays(Kind.Leaf.BYTE, bytes, count) == null ? null : new Codec.Integers();
    }

    private Codec decimals(Object[] values, int count) {
        var longs = unscaled(values, count);
        if (longs != null) {
            return new Codec.Scaled(scale(values, count), numbers(longs, count));
        }
        var scales = new int[count];
        for (var i = 0; i < count; i++) {
            scales[i] = values[i] == null ? 0 : ((BigDecimal) values[i]).scale();
        }
        parts.add(Kind.Leaf.INT, scales, count);
        var unscaled = mapped(values, count, value -> ((BigDecimal) value).unscaledValue());
        return integers(unscaled, count) == null ? null : new Codec.Decimals();
    }

    /// The scale of the first value that is not null.
    private static int scale(Object[] values, int count) {
        for (var i = 0; i < count; i++) {
            if (values[i] instanceof BigDecimal decimal) {
                return decimal.scale();
            }
        }
        return 0;
    }

    /// The unscaled values, 0 for null; null if they have several scales, or do not fit.
    private static long[] unscaled(Object[] values, int count) {
        var scale = scale(values, count);
        var longs = new long[count];
        for (var i = 0; i < count; i++) {
            if (values[i] instanceof BigDecimal decimal) {
                if (decimal.scale() != scale || decimal.precision() > LONG_DIGITS) {
                    return null;
                }
                longs[i] = decimal.unscaledValue().longValue();
            }
        }
        return longs;
    }

    private Codec numbers(long[] values, int count) {
        var narrowed = narrow ? NarrowNumbers.encode(Kind.Leaf.LONG, values, count, parts) : Optional.<Codec>empty();
        return narrowed.orElseGet(() -> {
            parts.add(Kind.Leaf.LONG, values, count);
            return new Codec.Primitive(Kind.Leaf.LONG);
        });
    }

    private Codec times(TimeForm form, Object[] values, int count) {
        var majors = new long[count];
        var minors = new int[count];
        var hasMinors = false;
        for (var i = 0; i < count; i++) {
            majors[i] = TimeForm.major(values[i]);
            minors[i] = form == TimeForm.DATE ? 0 : TimeForm.minor(values[i]);
            hasMinors |= minors[i] != 0;
        }
        var codec = numbers(majors, count);
        if (hasMinors) {
            parts.add(Kind.Leaf.INT, minors, count);
        }
        return new Codec.Times(form, codec, hasMinors);
    }

    private Codec enums(Class<?> type, Object[] values, int count) {
        var dictionary = new LinkedHashMap<Object, Short>();
        var keys = new short[count];
        for (var i = 0; i < count; i++) {
            keys[i] = dictionary.computeIfAbsent(values[i], _ -> (short) dictionary.size());
        }
        parts.add(Kind.Leaf.SHORT, keys, count);
        return new Codec.Enums(type, new ArrayList<>(dictionary.keySet()));
    }

    private Codec records(Class<?> type, Object[] values, int count, int depth) {
        var components = new Object[type.getRecordComponents().length][count];
        for (var i = 0; i < count; i++) {
            if (values[i] != null) {
                var of = RecordAccess.of(values[i].getClass()).components(values[i]);
                for (var c = 0; c < of.length; c++) {
                    components[c][i] = of[c];
                }
            }
        }
        var codecs = new ArrayList<Codec>();
        for (var component : components) {
            var codec = encode(component, count, depth + 1);
            if (codec == null) {
                return null;
            }
            codecs.add(codec);
        }
        return new Codec.Records(type, List.copyOf(codecs));
    }

    private Codec arrays(Class<?> componentType, Object[] values, int count, int depth) {
        if (!componentType.isPrimitive()) {
            var elements = objects(values, count, value -> (Object[]) value, depth);
            return elements == null ? null : new Codec.ObjectArrays(componentType, elements);
        }
        for (var leaf : Kind.Leaf.values()) {
            if (leaf.type() == componentType) {
                return primitiveArrays(leaf, values, count);
            }
        }
        throw new IllegalStateException("No leaf of " + componentType);
    }

    private Codec primitiveArrays(Kind.Leaf leaf, Object[] arrays, int count) {
        var offsets = offsets(arrays, count);
        if (offsets == null) {
            return null;
        }
        var all = Array.newInstance(leaf.type(), offsets[count]);
        for (var i = 0; i < count; i++) {
            if (arrays[i] != null) {
                System.arraycopy(arrays[i], 0, all, offsets[i], offsets[i + 1] - offsets[i]);
            }
        }
        parts.add(Kind.Leaf.INT, offsets, count + 1);
        parts.add(leaf, all, offsets[count]);
        return new Codec.PrimitiveArrays(leaf);
    }

    /// Offsets, and the elements of all values.
    private Codec objects(Object[] values, int count, Function<Object, Object[]> elements, int depth) {
        var arrays = mapped(values, count, elements);
        var offsets = offsets(arrays, count);
        if (offsets == null) {
            return null;
        }
        var all = new Object[offsets[count]];
        for (var i = 0; i < count; i++) {
            if (arrays[i] != null) {
                System.arraycopy(arrays[i], 0, all, offsets[i], offsets[i + 1] - offsets[i]);
            }
        }
        parts.add(Kind.Leaf.INT, offsets, count + 1);
        var codec = encode(all, all.length, depth + 1);
        return all.length <= Codec.ELEMENTS_WITHOUT_BYTES_MAX || (codec != null && codec.takesBytes()) ? codec : null;
    }

    private Codec maps(MapForm form, Object[] values, int count, int depth) {
        var entries = mapped(values, count, value -> ((Map<?, ?>) value).entrySet().toArray());
        var offsets = offsets(entries, count);
        if (offsets == null) {
            return null;
        }
        var keys = new Object[offsets[count]];
        var held = new Object[offsets[count]];
        for (var i = 0; i < count; i++) {
            for (var e = offsets[i]; e < offsets[i + 1]; e++) {
                var entry = (Map.Entry<?, ?>) Array.get(entries[i], e - offsets[i]);
                keys[e] = entry.getKey();
                held[e] = entry.getValue();
            }
        }
        parts.add(Kind.Leaf.INT, offsets, count + 1);
        var keyCodec = encode(keys, keys.length, depth + 1);
        var valueCodec = keyCodec == null ? null : encode(held, held.length, depth + 1);
        if (valueCodec == null) {
            return null;
        }
        var codec = new Codec.Maps(form, keyCodec, valueCodec);
        return keys.length <= Codec.ELEMENTS_WITHOUT_BYTES_MAX || codec.entriesTakeBytes() ? codec : null;
    }

    /// Where the elements of each array begin among those of all; null if there are too many.
    private static int[] offsets(Object[] arrays, int count) {
        var offsets = new int[count + 1];
        var end = 0L;
        for (var i = 0; i < count; i++) {
            end += arrays[i] == null ? 0 : Array.getLength(arrays[i]);
            if (end > ElementCodec.ELEMENT_BYTES_MAX) {
                return null;
            }
            offsets[i + 1] = (int) end;
        }
        return offsets;
    }

    private static Object[] mapped(Object[] values, int count, Function<Object, ?> function) {
        var mapped = new Object[count];
        Arrays.setAll(mapped, i -> values[i] == null ? null : function.apply(values[i]));
        return mapped;
    }
}
