/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.columnar;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

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

/// Views and wrappers of the JDK that nobody can build from outside (`subList`, `keySet`, `unmodifiableMap`, map
/// entries), and immutable lists: an equal collection with the same order takes their place, unmodifiable or immutable
/// if they were.
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
        return type.getName().startsWith("java.util.Collections$Unmodifiable") ? unmodifiable(plain) : plain;
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
        if (type == SimpleImmutableEntry.class) {
            return new SimpleImmutableEntry<>(key, value);
        }
        return type.getName().equals("java.util.KeyValueHolder")
                ? Map.entry(key, value)
                : new SimpleEntry<>(key, value);
    }

    private static Object unmodifiable(Object plain) {
        return switch (plain) {
            case List<?> list -> Collections.unmodifiableList(list);
            case TreeSet<?> set -> Collections.unmodifiableNavigableSet(set);
            case LinkedHashSet<?> set -> Collections.unmodifiableSequencedSet(set);
            case TreeMap<?, ?> map -> Collections.unmodifiableNavigableMap(map);
            case LinkedHashMap<?, ?> map -> Collections.unmodifiableSequencedMap(map);
            default -> throw new KryoException("nothing wraps a " + plain.getClass().getTypeName());
        };
    }
}
