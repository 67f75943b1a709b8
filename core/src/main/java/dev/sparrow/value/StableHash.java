/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.value;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import java.lang.invoke.MethodHandle;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The one hash that decides which partition a key belongs to: equal keys hash alike in every JVM.
///
/// Classes that define `hashCode` are trusted with it (strings, numbers, dates, a user's own class). Enums hash by
/// name, records and tuples by their components, collections by their elements, because their own `hashCode` differs
/// between JVMs or is not specified; a record whose author wrote `hashCode` is trusted with it too. A key whose hash is
/// its identity (arrays, plain objects) is refused: two equal keys would count as different ones.
public final class StableHash {
    private static final ClassValue<Hasher> HASHERS =
            new ClassValue<>() {
                @Override
                protected Hasher computeValue(Class<?> type) {
                    return hasherFor(type);
                }
            };

    private StableHash() {}

    /// The hash of a key.
    ///
    /// @param key may be null, whose hash is 0
    /// @throws SparrowException [ErrorCode#UNSTABLE_KEY] if the hash of the key, or of a part of it, is its identity
    public static int of(Object key) {
        return key == null ? 0 : HASHERS.get(key.getClass()).hash(key);
    }

    /// Refuses a key that [#of] refuses; returns any other.
    public static <K> K require(K key) {
        var _ = of(key);
        return key;
    }

    @FunctionalInterface
    private interface Hasher {
        int hash(Object key);
    }

    private static Hasher hasherFor(Class<?> type) {
        if (Enum.class.isAssignableFrom(type)) {
            return key -> ((Enum<?>) key).name().hashCode();
        }
        if (type.isRecord()) {
            return RecordClass.writesItsHashCode(type) ? Object::hashCode : recordHasher(type);
        }
        if (Map.class.isAssignableFrom(type)) {
            return key -> mapHash((Map<?, ?>) key);
        }
        if (Map.Entry.class.isAssignableFrom(type)) {
            return key -> entryHash((Map.Entry<?, ?>) key);
        }
        if (List.class.isAssignableFrom(type)) {
            return key -> orderedHash((Collection<?>) key);
        }
        if (Set.class.isAssignableFrom(type)) {
            return key -> unorderedHash((Collection<?>) key);
        }
        if (type == Optional.class) {
            return key -> of(((Optional<?>) key).orElse(null));
        }
        return definesHashCode(type) ? Object::hashCode : refusal(type);
    }

    private static boolean definesHashCode(Class<?> type) {
        try {
            return !type.isArray()
                    && type != Class.class
                    && type.getMethod("hashCode").getDeclaringClass() != Object.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type + " has no hashCode", e);
        }
    }

    private static Hasher refusal(Class<?> type) {
        var remedy =
                type.isArray()
                        ? "Use a List (List.of, Arrays.asList) or a record in place of the array."
                        : "Use a record, or define equals and hashCode in the class.";
        return key -> {
            throw new SparrowException(
                    ErrorCode.UNSTABLE_KEY,
                    "A key of type "
                            + type.getTypeName()
                            + " cannot be used: its hash is its identity, so equal keys would"
                            + " count as different ones. "
                            + remedy);
        };
    }

    private static Hasher recordHasher(Class<?> type) {
        var components = type.getRecordComponents();
        var readers = new MethodHandle[components.length];
        for (var i = 0; i < components.length; i++) {
            readers[i] = RecordClass.reader(components[i]);
        }
        return key -> {
            var hash = 0;
            for (var reader : readers) {
                hash = 31 * hash + of(RecordClass.read(reader, key));
            }
            return hash;
        };
    }

    private static int orderedHash(Collection<?> elements) {
        var hash = 1;
        for (var element : elements) {
            hash = 31 * hash + of(element);
        }
        return hash;
    }

    private static int unorderedHash(Collection<?> elements) {
        var hash = 0;
        for (var element : elements) {
            hash += of(element);
        }
        return hash;
    }

    private static int mapHash(Map<?, ?> map) {
        var hash = 0;
        for (var entry : map.entrySet()) {
            hash += entryHash(entry);
        }
        return hash;
    }

    private static int entryHash(Map.Entry<?, ?> entry) {
        return of(entry.getKey()) ^ of(entry.getValue());
    }
}
