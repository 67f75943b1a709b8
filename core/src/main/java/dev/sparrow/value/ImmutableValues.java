/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.value;

import dev.sparrow.column.Utf8;

import java.io.File;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.time.ZoneId;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/// Knows values that nobody can change, however deep one looks: those are shared between driver, tasks and blocks
/// without a copy.
///
/// A plain `Object` of a user's class is never among them, even if its fields are final: who says it is not shared for
/// its identity, or lazily changed inside?
public final class ImmutableValues {
    private static final Set<Class<?>> LEAVES =
            Set.of(
                    String.class,
                    Utf8.class,
                    Boolean.class,
                    Byte.class,
                    Short.class,
                    Character.class,
                    Integer.class,
                    Long.class,
                    Float.class,
                    Double.class,
                    BigInteger.class,
                    BigDecimal.class,
                    UUID.class,
                    URI.class,
                    URL.class,
                    Locale.class,
                    Class.class,
                    Pattern.class,
                    File.class,
                    OptionalInt.class,
                    OptionalLong.class,
                    OptionalDouble.class,
                    HashPartitioner.class);

    /// The classes behind `List.of`, `Set.copyOf`, `Stream.toList` and the like; their sub-lists are views of immutable
    /// lists. By example, since the JDK keeps collections that compute their elements later next to them.
    private static final Set<Class<?>> COLLECTIONS =
            Set.copyOf(
                    List.of(
                            List.of().getClass(),
                            List.of(1).getClass(),
                            List.of(1, 2).subList(0, 1).getClass(),
                            Set.of().getClass(),
                            Set.of(1).getClass(),
                            Map.of().getClass(),
                            Map.of(1, 1).getClass()));

    /// How deep values are looked at.
    public static final int DEPTH_MAX = 200;

    private static final ClassValue<Rule> RULES =
            new ClassValue<>() {
                @Override
                protected Rule computeValue(Class<?> type) {
                    return ruleFor(type);
                }
            };

    private ImmutableValues() {}

    /// Whether the value, and everything it refers to, cannot change. Null cannot.
    ///
    /// What is nested too deep to be looked at counts as changeable: who asks will copy it, or fail at that.
    public static boolean isImmutable(Object value) {
        return holds(value, 0);
    }

    /// Whether the value itself cannot change and `parts` holds for all that it refers to directly.
    ///
    /// @param value not null
    /// @param depth of the value; its parts are one deeper
    public static boolean isImmutable(Object value, int depth, PartRule parts) {
        return depth < DEPTH_MAX && RULES.get(value.getClass()).holdsFor(value, depth + 1, parts);
    }

    private static boolean holds(Object value, int depth) {
        return value == null || isImmutable(value, depth, ImmutableValues::holds);
    }

    /// Says whether a part of a value cannot change. Null cannot.
    @FunctionalInterface
    public interface PartRule {
        boolean holdsFor(Object part, int depth);
    }

    @FunctionalInterface
    private interface Rule {
        boolean holdsFor(Object value, int depth, PartRule parts);
    }

    private static Rule ruleFor(Class<?> type) {
        if (LEAVES.contains(type) || isEnum(type) || isJavaTime(type)) {
            return (_, _, _) -> true;
        }
        if (type == Tuple2.class) {
            // Every element of a keyed exchange is one: a reader that the JIT cannot see through costs there.
            return (value, depth, parts) ->
                    value instanceof Tuple2<?, ?> pair
                            && parts.holdsFor(pair._1(), depth)
                            && parts.holdsFor(pair._2(), depth);
        }
        if (type.isRecord()) {
            return recordRule(type);
        }
        if (type == Optional.class) {
            return (value, depth, parts) -> parts.holdsFor(((Optional<?>) value).orElse(null), depth);
        }
        if (COLLECTIONS.contains(type)) {
            return ImmutableValues::collectionHolds;
        }
        return (_, _, _) -> false;
    }

    private static boolean isEnum(Class<?> type) {
        return Enum.class.isAssignableFrom(type);
    }

    private static boolean isJavaTime(Class<?> type) {
        return type.getName().startsWith("java.time.")
                && !type.getName().startsWith("java.time.format.")
                && (TemporalAccessor.class.isAssignableFrom(type)
                        || TemporalAmount.class.isAssignableFrom(type)
                        || ZoneId.class.isAssignableFrom(type));
    }

    private static boolean collectionHolds(Object value, int depth, PartRule parts) {
        return switch (value) {
            case Collection<?> elements -> allHold(elements, depth, parts);
            case Map<?, ?> map -> allHold(map.keySet(), depth, parts) && allHold(map.values(), depth, parts);
            default -> false;
        };
    }

    private static boolean allHold(Collection<?> values, int depth, PartRule parts) {
        for (var value : values) {
            if (!parts.holdsFor(value, depth)) {
                return false;
            }
        }
        return true;
    }

    /// Reads only the components whose type does not settle the question.
    private static Rule recordRule(Class<?> type) {
        var open = new ArrayList<MethodHandle>();
        for (var component : type.getRecordComponents()) {
            if (!isSettled(component.getType())) {
                open.add(RecordClass.reader(component));
            }
        }
        return (value, depth, parts) -> {
            for (var field : open) {
                if (!parts.holdsFor(RecordClass.read(field, value), depth)) {
                    return false;
                }
            }
            return true;
        };
    }

    /// Not by a type that is open to subclasses, such as `BigDecimal`.
    private static boolean isSettled(Class<?> type) {
        return type.isPrimitive() || (LEAVES.contains(type) && Modifier.isFinal(type.getModifiers()));
    }
}
