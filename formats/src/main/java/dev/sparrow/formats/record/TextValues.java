/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.record;

import dev.sparrow.error.SparrowException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/// Text as values of simple types.
public final class TextValues {

    /// How much of a value a message shows.
    private static final int SHOWN_MAX = 60;

    private static final Map<Class<?>, Parser> PARSERS =
            Map.ofEntries(
                    Map.entry(String.class, text -> text),
                    Map.entry(Boolean.class, TextValues::parseBoolean),
                    Map.entry(Byte.class, Byte::valueOf),
                    Map.entry(Short.class, Short::valueOf),
                    Map.entry(Integer.class, Integer::valueOf),
                    Map.entry(Long.class, Long::valueOf),
                    Map.entry(Float.class, Float::valueOf),
                    Map.entry(Double.class, Double::valueOf),
                    Map.entry(Character.class, TextValues::parseCharacter),
                    Map.entry(BigDecimal.class, BigDecimal::new),
                    Map.entry(BigInteger.class, BigInteger::new),
                    Map.entry(LocalDate.class, LocalDate::parse),
                    Map.entry(LocalTime.class, LocalTime::parse),
                    Map.entry(LocalDateTime.class, text -> LocalDateTime.parse(text.replace(' ', 'T'))),
                    Map.entry(OffsetDateTime.class, text -> OffsetDateTime.parse(text.replace(' ', 'T'))),
                    Map.entry(Instant.class, text -> Instant.parse(text.replace(' ', 'T'))),
                    Map.entry(Duration.class, Duration::parse),
                    Map.entry(UUID.class, UUID::fromString));

    private TextValues() {}

    /// Makes a value of text.
    @FunctionalInterface
    public interface Parser {

        /// The value, never null.
        ///
        /// @throws IllegalArgumentException or [DateTimeException] if the text is no such value
        Object parse(String text);
    }

    /// What reads a component.
    ///
    /// @throws SparrowException `INVALID_ARGUMENT` if its type is none that text is read as
    public static Parser of(RecordShape.Component component) {
        var type = component.box();
        if (type.isEnum()) {
            return text -> parseEnum(type, text);
        }
        var parser = PARSERS.get(type);
        if (parser == null) {
            throw SparrowException.invalidArgument(
                    "The component '"
                            + component.name()
                            + "' is a "
                            + component.genericType().getTypeName()
                            + ", which is not read from text. Make it a "
                            + PARSERS.keySet().stream()
                                    .map(Class::getSimpleName)
                                    .sorted()
                                    .collect(Collectors.joining(", "))
                            + ", a primitive or an enum.");
        }
        return parser;
    }

    /// The value of a column as a component.
    public static Object parse(Parser parser, RecordShape.Component component, String text) throws Unfit {
        try {
            return parser.parse(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new Unfit(component.name(), "'" + shown(text) + "' is no " + component.type().getSimpleName() + ".");
        }
    }

    /// Text of unknown length for a message.
    public static String shown(String text) {
        return text.length() <= SHOWN_MAX
                ? text
                : text.substring(0, SHOWN_MAX) + "… (" + text.length() + " characters)";
    }

    private static Object parseBoolean(String text) {
        if (text.equalsIgnoreCase("true")) {
            return true;
        }
        if (text.equalsIgnoreCase("false")) {
            return false;
        }
        throw new IllegalArgumentException(text);
    }

    private static Object parseCharacter(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException(text);
        }
        return text.charAt(0);
    }

    private static Object parseEnum(Class<?> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> ((Enum<?>) constant).name().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text));
    }
}
