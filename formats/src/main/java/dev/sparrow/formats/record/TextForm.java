/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.record;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.ColumnType.Decimal;
import dev.sparrow.column.ColumnType.EnumOf;
import dev.sparrow.column.ColumnType.ListOf;
import dev.sparrow.column.ColumnType.MapOf;
import dev.sparrow.column.ColumnType.Opaque;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.ColumnType.StructOf;
import dev.sparrow.column.JavaForm;
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
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The form of each type as text: in CSV, in the names of folders, and in JSON where it has no other. A text is taken
/// only where it says the value exactly. There is none for types that hold others, nor for bytes.
public final class TextForm {
    /// Classes that no type of columns holds.
    private static final Map<Class<?>, Parser> OPAQUE =
            Map.ofEntries(
                    Map.entry(BigInteger.class, text -> NumberText.whole(text, BigInteger::new)),
                    Map.entry(OffsetDateTime.class, text -> OffsetDateTime.parse(withT(text))),
                    Map.entry(OffsetTime.class, OffsetTime::parse),
                    Map.entry(ZonedDateTime.class, TextForm::parseZoned),
                    Map.entry(YearMonth.class, YearMonth::parse),
                    Map.entry(MonthDay.class, MonthDay::parse),
                    Map.entry(ZoneId.class, ZoneId::of),
                    Map.entry(ZoneOffset.class, ZoneOffset::of),
                    Map.entry(Period.class, Period::parse));

    /// All classes but enums and primitives.
    private static final Set<Class<?>> CLASSES = classes();

    private TextForm() {}

    /// Makes a value of text.
    @FunctionalInterface
    public interface Parser {

        /// The value, never null.
        ///
        /// @throws IllegalArgumentException or [DateTimeException] if the text is no such value
        Object parse(String text);
    }

    private static Set<Class<?>> classes() {
        var classes = new HashSet<>(OPAQUE.keySet());
        classes.add(Character.class);
        classes.add(BigDecimal.class);
        for (var plain : Plain.values()) {
            if (of(plain).isPresent()) {
                classes.add(JavaForm.classOf(plain));
            }
        }
        return Set.copyOf(classes);
    }

    /// What reads a component. Spaces around matter only to text itself.
    ///
    /// @throws SparrowException `INVALID_ARGUMENT` if its type is none that text is read as
    public static Parser of(RecordShape.Component component) {
        return of(component.columnType(), component.box())
                .orElseThrow(() ->
                        SparrowException.invalidArgument(
                                "The component '"
                                        + component.name()
                                        + "' is a "
                                        + component.genericType().getTypeName()
                                        + ", which is not read from text. Make it a "
                                        + CLASSES.stream()
                                                .map(Class::getSimpleName)
                                                .sorted()
                                                .collect(Collectors.joining(", "))
                                        + ", a primitive or an enum."));
    }

    /// What reads a type.
    public static Optional<Parser> of(ColumnType type) {
        return of(type, JavaForm.classOf(type));
    }

    /// What reads values of a class that is no enum; a box for a primitive.
    public static Optional<Parser> ofClass(Class<?> box) {
        return of(JavaForm.typeOf(box), box);
    }

    /// @param box the class of the values
    private static Optional<Parser> of(ColumnType type, Class<?> box) {
        return switch (type) {
            case Plain.BOOLEAN -> trimmed(TextForm::parseBoolean);
            case Plain.TINYINT -> trimmed(text -> NumberText.whole(text, Byte::valueOf));
            case Plain.SMALLINT -> trimmed(text -> NumberText.whole(text, Short::valueOf));
            case Plain.INT -> trimmed(text -> NumberText.whole(text, Integer::valueOf));
            case Plain.BIGINT -> trimmed(text -> NumberText.whole(text, Long::valueOf));
            case Plain.FLOAT -> trimmed(NumberText::parseFloat);
            case Plain.DOUBLE -> trimmed(NumberText::parseDouble);
            case Plain.TEXT -> Optional.of(box == Character.class ? TextForm::parseCharacter : text -> text);
            case Plain.DATE -> trimmed(LocalDate::parse);
            case Plain.TIME -> trimmed(LocalTime::parse);
            case Plain.TIMESTAMP -> trimmed(text -> LocalDateTime.parse(withT(text)));
            case Plain.INSTANT -> trimmed(TextForm::parseInstant);
            case Plain.DURATION -> trimmed(Duration::parse);
            case Plain.UUID -> trimmed(TextForm::parseUuid);
            case Decimal _ -> trimmed(text -> NumberText.decimal(text, BigDecimal::new));
            case EnumOf(var names) -> trimmed(box.isEnum() ? constants(box) : name(Set.copyOf(names)));
            case Opaque _ -> Optional.ofNullable(OPAQUE.get(box)).flatMap(TextForm::trimmed);
            case Plain.NULL, Plain.BYTES -> Optional.empty();
            case ListOf _, StructOf _, MapOf _ -> Optional.empty();
        };
    }

    private static Optional<Parser> trimmed(Parser parser) {
        return Optional.of(text -> parser.parse(text.strip()));
    }

    /// The classes that are read, but for enums and primitives.
    public static Set<Class<?>> readClasses() {
        return CLASSES;
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
                        .collect(Collectors.toUnmodifiableMap(TextForm::text, Function.identity()));
        return text ->
                Optional.<Object>ofNullable(byName.get(text)).orElseThrow(() -> new IllegalArgumentException(text));
    }

    /// Reads the names of constants where there is no class of them.
    private static Parser name(Set<String> names) {
        return text -> {
            if (!names.contains(text)) {
                throw new IllegalArgumentException(text);
            }
            return text;
        };
    }
}
