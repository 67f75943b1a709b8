/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.expression;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.ColumnType.ListOf;
import dev.sparrow.table.kernel.Interval;

import java.util.Map;
import java.util.Optional;

/// A parameter or result of a function: a type, or one that stands for any.
sealed interface TypePattern {

    record Exact(ColumnType type) implements TypePattern {
        @Override
        public String toString() {
            return type.toString();
        }
    }

    /// The same type wherever the function has this letter.
    record Any(char letter) implements TypePattern {
        @Override
        public String toString() {
            return String.valueOf(letter);
        }
    }

    record List(TypePattern element) implements TypePattern {
        @Override
        public String toString() {
            return "list<" + element + ">";
        }
    }

    static TypePattern parse(String text) {
        if (text.length() == 1 && Character.isUpperCase(text.charAt(0))) {
            return new Any(text.charAt(0));
        }
        if (text.startsWith("list<")) {
            return new List(parse(text.substring(5, text.length() - 1)));
        }
        return new Exact(text.equals("interval") ? Interval.TYPE : ColumnType.parse(text));
    }

    /// The type of a result, for what the letters stand for.
    default ColumnType type(Map<Character, ColumnType> letters) {
        return switch (this) {
            case Exact(var type) -> type;
            case Any(var letter) -> letters.get(letter);
            case List(var element) -> new ListOf(element.type(letters), true);
        };
    }

    /// The type of an argument after all others were looked at: they may have made a letter stand for a wider type.
    default ColumnType widened(ColumnType accepted, Map<Character, ColumnType> letters) {
        return switch (this) {
            case Exact _ -> accepted;
            case Any(var letter) -> letters.get(letter);
            case List(var element) ->
                    accepted instanceof ListOf(var own, var nullable)
                            ? new ListOf(element.widened(own, letters), nullable)
                            : accepted;
        };
    }

    /// The type that an argument has to be cast to; empty if it cannot be one.
    ///
    /// @param letters what letters stand for, and will from now on
    default Optional<ColumnType> accepted(ColumnType argument, Map<Character, ColumnType> letters) {
        return switch (this) {
            case Exact(var type) -> Optional.of(type);
            case Any(var letter) -> {
                var known = letters.get(letter);
                if (known == null) {
                    letters.put(letter, argument);
                    yield Optional.of(argument);
                }
                var common = Coercion.common(known, argument);
                common.ifPresent(type -> letters.put(letter, type));
                yield common;
            }
            case List(var element) ->
                    switch (argument) {
                        case ListOf(var inner, _) -> element.accepted(inner, letters).map(_ -> argument);
                        case ColumnType.Plain plain when plain == ColumnType.Plain.NULL ->
                                element.accepted(plain, letters).map(_ -> argument);
                        case ColumnType _ -> Optional.empty();
                    };
        };
    }
}
