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
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Text as values of simple types: a text is taken only where it says the value exactly.
public final class TextValues {
    private static final Map<Class<?>, Parser> PARSERS =
            Map.ofEntries(
                    Map.entry(String.class, text -> text),
                    Map.entry(Boolean.class, TextValues::parseBoolean),
                    Map.entry(Byte.class, text -> NumberText.whole(text, Byte::valueOf)),
                    Map.entry(Short.class, text -> NumberText.whole(text, Short::valueOf)),
                    Map.entry(Integer.class, text -> NumberText.whole(text, Integer::valueOf)),
                    Map.entry(Long.class, text -> NumberText.whole(text, Long::valueOf)),
                    Map.entry(Float.class, NumberText::parseFloat),
                    Map.entry(Double.class, NumberText::parseDouble),
                    Map.entry(Character.class, TextValues::parseCharacter),
                    Map.entry(BigDecimal.class, text -> NumberText.decimal(text, BigDecimal::new)),
                    Map.entry(BigInteger.class, text -> NumberText.whole(text, BigInteger::new)),
                    Map.entry(LocalDate.class, LocalDate::parse),
                    Map.entry(LocalTime.class, LocalTime::parse),
                    Map.entry(LocalDateTime.class, text -> LocalDateTime.parse(withT(text))),
                    Map.entry(OffsetDateTime.class, text -> OffsetDateTime.parse(withT(text))),
                    Map.entry(OffsetTime.class, OffsetTime::parse),
                    Map.entry(ZonedDateTime.class, TextValues::parseZoned),
                    Map.entry(Instant.class, TextValues::parseInstant),
                    Map.entry(YearMonth.class, YearMonth::parse),
                    Map.entry(MonthDay.class, MonthDay::parse),
                    Map.entry(ZoneId.class, ZoneId::of),
                    Map.entry(ZoneOffset.class, ZoneOffset::of),
                    Map.entry(Duration.class, Duration::parse),
                    Map.entry(Period.class, Period::parse),
                    Map.entry(UUID.class, TextValues::parseUuid));

    private TextValues() {}

    /// Makes a value of text.
    @FunctionalInterface
    public interface Parser {

        /// The value, never null.
        ///
        /// @throws IllegalArgumentException or [DateTimeException] if the text is no such value
        Object parse(String text);
    }

    /// What reads a component. Spaces around matter only to text itself.
    ///
    /// @throws SparrowException `INVALID_ARGUMENT` if its type is none that text is read as
    public static Parser of(RecordShape.Component component) {
        var type = component.box();
        if (type.isEnum()) {
            return trimmed(constants(type));
        }
        return ofType(type)
                .orElseThrow(() ->
                        SparrowException.invalidArgument(
                                "The component '"
                                        + component.name()
                                        + "' is a "
                                        + component.genericType().getTypeName()
                                        + ", which is not read from text. Make it a "
                                        + PARSERS.keySet().stream()
                                                .map(Class::getSimpleName)
                                                .sorted()
                                                .collect(Collectors.joining(", "))
                                        + ", a primitive or an enum."));
    }

    /// What reads a type that is no enum; a box for a primitive.
    public static Optional<Parser> ofType(Class<?> type) {
        var parser = Optional.ofNullable(PARSERS.get(type));
        return type == String.class || type == Character.class ? parser : parser.map(TextValues::trimmed);
    }

    private static Parser trimmed(Parser parser) {
        return text -> parser.parse(text.strip());
    }

    /// All types but enums and primitives.
    public static Set<Class<?>> types() {
        return PARSERS.keySet();
    }

    /// What is read back as the value.
    public static String text(Object value) {
        return switch (value) {
            case Enum<?> constant -> constant.name();
            // Its own text is without the sign that it needs.
            case YearMonth month when month.getYear() > 9999 -> "+" + month;
            default -> value.toString();
        };
    }

    /// The value of a column as a component.
    public static Object parse(Parser parser, RecordShape.Component component, String text) throws Unfit {
        try {
            return parser.parse(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw Unfit.value(component.name(), text, component.type());
        }
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

    private static String withT(String text) {
        return text.replace(' ', 'T');
    }

    /// Java takes a leap second for the one before.
    private static Object parseInstant(String text) {
        var parsed = DateTimeFormatter.ISO_INSTANT.parse(withT(text));
        if (parsed.query(DateTimeFormatter.parsedLeapSecond())) {
            throw new IllegalArgumentException(text);
        }
        return Instant.from(parsed);
    }

    /// Java takes another time where the zone does not have the offset that the text says.
    private static Object parseZoned(String text) {
        var parsed = ZonedDateTime.parse(withT(text));
        var zone = text.indexOf('[');
        if (zone >= 0 && !parsed.toOffsetDateTime().equals(OffsetDateTime.parse(withT(text.substring(0, zone))))) {
            throw new IllegalArgumentException(text);
        }
        return parsed;
    }

    /// Java takes fewer digits.
    private static Object parseUuid(String text) {
        var id = UUID.fromString(text);
        if (!id.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException(text);
        }
        return id;
    }

    /// Reads constants by their names, and not by what they print as or by their numbers.
    private static Parser constants(Class<?> type) {
        var byName =
                Arrays.stream(type.getEnumConstants())
                        .collect(Collectors.toUnmodifiableMap(TextValues::text, Function.identity()));
        return text ->
                Optional.<Object>ofNullable(byName.get(text)).orElseThrow(() -> new IllegalArgumentException(text));
    }
}
