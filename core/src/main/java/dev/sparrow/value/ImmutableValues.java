package dev.sparrow.value;

import java.io.File;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
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
    private static final Set<Class<?>> LEAVES = Set.of(
            String.class, Boolean.class, Byte.class, Short.class, Character.class, Integer.class, Long.class,
            Float.class, Double.class, BigInteger.class, BigDecimal.class, UUID.class, URI.class, URL.class,
            Locale.class, Class.class, Pattern.class, File.class, OptionalInt.class, OptionalLong.class,
            OptionalDouble.class);

    private static final ClassValue<Rule> RULES = new ClassValue<>() {
        @Override
        protected Rule computeValue(Class<?> type) {
            return ruleFor(type);
        }
    };

    private ImmutableValues() {}

    /// Whether the value, and everything it refers to, cannot change. Null cannot.
    public static boolean isImmutable(Object value) {
        return value == null || RULES.get(value.getClass()).holdsFor(value);
    }

    @FunctionalInterface
    private interface Rule {
        boolean holdsFor(Object value);
    }

    private static Rule ruleFor(Class<?> type) {
        if (LEAVES.contains(type) || isEnum(type) || isJavaTime(type)) {
            return _ -> true;
        }
        if (type.isRecord()) {
            return recordRule(type);
        }
        if (type == Optional.class) {
            return value -> isImmutable(((Optional<?>) value).orElse(null));
        }
        if (type.getName().startsWith("java.util.ImmutableCollections$")) {
            return ImmutableValues::collectionHolds;
        }
        return _ -> false;
    }

    private static boolean isEnum(Class<?> type) {
        return Enum.class.isAssignableFrom(type);
    }

    private static boolean isJavaTime(Class<?> type) {
        return type.getName().startsWith("java.time.")
                && (TemporalAccessor.class.isAssignableFrom(type)
                        || TemporalAmount.class.isAssignableFrom(type)
                        || java.time.ZoneId.class.isAssignableFrom(type));
    }

    /// `List.of`, `Set.copyOf` and the like; their sub-lists are views of immutable lists.
    private static boolean collectionHolds(Object value) {
        return switch (value) {
            case List<?> list -> allImmutable(list);
            case Set<?> set -> allImmutable(set);
            case Map<?, ?> map -> allImmutable(map.keySet()) && allImmutable(map.values());
            default -> false;
        };
    }

    private static boolean allImmutable(Collection<?> values) {
        for (var value : values) {
            if (!isImmutable(value)) {
                return false;
            }
        }
        return true;
    }

    /// Reads only the components whose type does not settle the question.
    private static Rule recordRule(Class<?> type) {
        var open = new ArrayList<MethodHandle>();
        for (var component : type.getRecordComponents()) {
            if (!component.getType().isPrimitive() && !LEAVES.contains(component.getType())) {
                open.add(field(type, component));
            }
        }
        return value -> {
            for (var field : open) {
                if (!isImmutable(read(field, value))) {
                    return false;
                }
            }
            return true;
        };
    }

    /// The field and not the accessor: a user's accessor may hand out a copy.
    private static MethodHandle field(Class<?> type, RecordComponent component) {
        try {
            var field = type.getDeclaredField(component.getName());
            field.setAccessible(true);
            return MethodHandles.lookup()
                    .unreflectGetter(field)
                    .asType(MethodType.methodType(Object.class, Object.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot read " + component, e);
        }
    }

    private static Object read(MethodHandle field, Object value) {
        try {
            return field.invokeExact(value);
        } catch (Throwable e) {
            throw new IllegalStateException("Cannot read a component of " + value.getClass().getTypeName(), e);
        }
    }
}
