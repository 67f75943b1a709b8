/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.serialization;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;

import dev.sparrow.value.Tuple2;

import java.util.AbstractMap.SimpleEntry;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Views of the JDK that cannot be built from outside (`subList`, `keySet`, map entries), and lists that cannot be
/// changed: an equal collection with the same order takes their place, unmodifiable or immutable if they were.
final class Substitute extends Serializer<Object> {

    @Override
    public void write(Kryo kryo, Output output, Object object) {
        kryo.writeClassAndObject(output, plain(object));
    }

    @Override
    public Object read(Kryo kryo, Input input, Class<? extends Object> type) {
        var plain = kryo.readClassAndObject(input);
        if (plain instanceof Tuple2<?, ?>(var key, var value)) {
            return entry(type, key, value);
        }
        if (type.getName().startsWith("java.util.Immutable") && plain instanceof List<?> list) {
            return list.contains(null) ? list.stream().toList() : List.copyOf(list);
        }
        if (!type.getName().startsWith("java.util.Collections$Unmodifiable")) {
            return plain;
        }
        return List.class.isAssignableFrom(type)
                ? Collections.unmodifiableList((List<?>) plain)
                : Collections.unmodifiableCollection((Collection<?>) plain);
    }

    private static Object plain(Object object) {
        return switch (object) {
            case Map.Entry<?, ?> entry -> Tuple2.of(entry.getKey(), entry.getValue());
            case List<?> list -> new ArrayList<>(list);
            case SortedSet<?> set -> new TreeSet<>(set);
            case Set<?> set -> new LinkedHashSet<>(set);
            case Collection<?> others -> new ArrayList<>(others);
            case SortedMap<?, ?> map -> new TreeMap<>(map);
            case Map<?, ?> map -> new LinkedHashMap<>(map);
            default -> throw new KryoException("nothing takes the place of a " + object.getClass().getTypeName());
        };
    }

    private static Object entry(Class<?> type, Object key, Object value) {
        return switch (type.getName()) {
            case "java.util.KeyValueHolder" -> Map.entry(key, value);
            case "java.util.AbstractMap$SimpleImmutableEntry",
                    "java.util.NullableKeyValueHolder",
                    "java.util.Collections$UnmodifiableMap$UnmodifiableEntrySet$UnmodifiableEntry" ->
                    new SimpleImmutableEntry<>(key, value);
            default -> new SimpleEntry<>(key, value);
        };
    }
}
