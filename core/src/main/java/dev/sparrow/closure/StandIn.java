/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.closure;

import java.io.PrintStream;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What travels in place of an object of the JDK that is not serializable, though everybody knows what it would be
/// elsewhere: standard output and error are those of the process that runs the task, an `Optional` is its value.
sealed interface StandIn extends Serializable {

    /// What it stands for, where it has arrived.
    Object original();

    /// Empty if the object travels as it is, or not at all.
    static Optional<StandIn> of(Object object) {
        return Optional.ofNullable(
                switch (object) {
                    case Optional<?> optional -> new Value(Optional.class, optional.orElse(null));
                    case OptionalInt some ->
                            new Value(OptionalInt.class, some.isPresent() ? (Object) some.getAsInt() : null);
                    case OptionalLong some ->
                            new Value(OptionalLong.class, some.isPresent() ? (Object) some.getAsLong() : null);
                    case OptionalDouble some ->
                            new Value(OptionalDouble.class, some.isPresent() ? (Object) some.getAsDouble() : null);
                    case Map.Entry<?, ?> entry when !(entry instanceof Serializable) && isOfJdk(entry) ->
                            new Entry(entry.getKey(), entry.getValue());
                    case PrintStream stream -> Standard.of(stream);
                    default -> null;
                });
    }

    /// That of `Map.entry`; others are views of a map, which write through to it.
    private static boolean isOfJdk(Map.Entry<?, ?> entry) {
        return entry.getClass().getName().equals("java.util.KeyValueHolder");
    }

    /// What an optional value travels as.
    ///
    /// @param type `Optional` or one of its siblings
    /// @param value null if it is empty
    record Value(Class<?> type, Object value) implements StandIn {
        @Override
        public Object original() {
            return switch (value) {
                case Integer number when type == OptionalInt.class -> OptionalInt.of(number);
                case Long number when type == OptionalLong.class -> OptionalLong.of(number);
                case Double number when type == OptionalDouble.class -> OptionalDouble.of(number);
                case null -> empty();
                default -> Optional.of(value);
            };
        }

        private Object empty() {
            if (type == OptionalInt.class) {
                return OptionalInt.empty();
            }
            if (type == OptionalLong.class) {
                return OptionalLong.empty();
            }
            return type == OptionalDouble.class ? OptionalDouble.empty() : Optional.empty();
        }
    }

    /// What `Map.entry` travels as.
    record Entry(Object key, Object value) implements StandIn {
        @Override
        public Object original() {
            return Map.entry(key, value);
        }
    }

    /// What a standard stream travels as.
    enum Standard implements StandIn {
        OUT,
        ERR;

        /// Null if it is neither.
        @SuppressWarnings("ReferenceEquality") // streams have no other
        private static Standard of(PrintStream stream) {
            if (stream == System.out) {
                return OUT;
            }
            return stream == System.err ? ERR : null;
        }

        @Override
        public Object original() {
            return switch (this) {
                case OUT -> System.out;
                case ERR -> System.err;
            };
        }
    }
}
