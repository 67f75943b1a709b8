/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.record;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.ColumnType.Decimal;
import dev.sparrow.column.ColumnType.Opaque;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.JavaForm;
import dev.sparrow.error.SparrowException;
import dev.sparrow.formats.record.TextForm.Parser;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;
import java.util.function.Function;

/// How text writes dates, times and numbers, where it is not as [TextForm] has them.
///
/// @param date null for the usual form, as the next two
/// @param timestamp of dates with a time; an instant without an offset in it is in UTC
/// @param decimal between a whole number and its fraction: a point or a comma
public record TextPatterns(TimePattern date, TimePattern time, TimePattern timestamp, char decimal)
        implements Serializable {
    public static final TextPatterns NONE = new TextPatterns(null, null, null, '.');

    public TextPatterns withDate(String pattern) {
        return new TextPatterns(new TimePattern(pattern), time, timestamp, decimal);
    }

    public TextPatterns withTime(String pattern) {
        return new TextPatterns(date, new TimePattern(pattern), timestamp, decimal);
    }

    public TextPatterns withTimestamp(String pattern) {
        return new TextPatterns(date, time, new TimePattern(pattern), decimal);
    }

    public TextPatterns withDecimal(char separator) {
        return new TextPatterns(date, time, timestamp, separator);
    }

    /// Returns if all of them are understood.
    ///
    /// @param format whose they are, for the message
    /// @throws SparrowException `INVALID_ARGUMENT` if one is not
    public void requireSound(String format) {
        requireUnderstood(format, "dateFormat", date);
        requireUnderstood(format, "timeFormat", time);
        requireUnderstood(format, "timestampFormat", timestamp);
        if (decimal != '.' && decimal != ',') {
            throw SparrowException.invalidArgument(
                    format + " cannot have '" + decimal + "' between a whole number and its fraction, only . or ,");
        }
    }

    private static void requireUnderstood(String format, String option, TimePattern pattern) {
        try {
            if (pattern != null) {
                pattern.formatter();
            }
        } catch (IllegalArgumentException | NullPointerException e) {
            throw SparrowException.invalidArgument(
                    format
                            + " does not understand the "
                            + option
                            + " '"
                            + pattern
                            + "' ("
                            + e.getMessage()
                            + "). It is a pattern of Java's DateTimeFormatter, such as dd.MM.yyyy or HH:mm:ss.");
        }
    }

    /// What reads a component.
    ///
    /// @throws SparrowException `INVALID_ARGUMENT` if its type is none that text is read as
    public Parser of(RecordShape.Component component) {
        return over(TextForm.of(component), component.columnType(), component.box());
    }

    /// What reads a type.
    public Optional<Parser> of(ColumnType type) {
        return TextForm.of(type).map(usual -> over(usual, type, JavaForm.classOf(type)));
    }

    /// @param box the class of the values
    private Parser over(Parser usual, ColumnType type, Class<?> box) {
        return switch (type) {
            case Plain.DATE -> over(usual, date, LocalDate::from);
            case Plain.TIME -> over(usual, time, LocalTime::from);
            case Plain.TIMESTAMP -> over(usual, timestamp, LocalDateTime::from);
            case Plain.INSTANT -> over(usual, timestamp, TextPatterns::instant);
            case Plain.FLOAT, Plain.DOUBLE -> withPoint(usual);
            case Decimal _ -> withPoint(usual);
            case Opaque _ when box == OffsetDateTime.class -> over(usual, timestamp, OffsetDateTime::from);
            case Opaque _ when box == ZonedDateTime.class -> over(usual, timestamp, ZonedDateTime::from);
            default -> usual;
        };
    }

    private static Parser over(Parser usual, TimePattern pattern, Function<TemporalAccessor, Object> make) {
        return pattern == null ? usual : pattern.parser(make);
    }

    private static Object instant(TemporalAccessor parsed) {
        return parsed.isSupported(ChronoField.INSTANT_SECONDS)
                ? Instant.from(parsed)
                : LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC);
    }

    private Parser withPoint(Parser usual) {
        return decimal == '.' ? usual : text -> usual.parse(pointed(text));
    }

    /// The number with a point in place of the comma.
    private static String pointed(String text) {
        if (text.indexOf('.') >= 0) {
            throw new NumberFormatException(text);
        }
        return text.replace(',', '.');
    }

    /// What is read back as the value, as far as the pattern says all of it.
    public String text(Object value) {
        return switch (value) {
            case LocalDate day when date != null -> date.text(day);
            case LocalTime timeOfDay when time != null -> time.text(timeOfDay);
            case LocalDateTime both when timestamp != null -> timestamp.text(both);
            case Instant instant when timestamp != null -> timestamp.text(instant.atOffset(ZoneOffset.UTC));
            case OffsetDateTime instant when timestamp != null -> timestamp.text(instant);
            case ZonedDateTime instant when timestamp != null -> timestamp.text(instant);
            case Double _, Float _, BigDecimal _ -> TextForm.text(value).replace('.', decimal);
            default -> TextForm.text(value);
        };
    }

    /// The text as the usual form has it, for [Inference]; other text as it stands.
    ///
    /// @return empty if it is not what the usual form would take it for
    Optional<String> usual(String text) {
        if (decimal != '.') {
            if (text.indexOf('.') >= 0 && NumberText.digits(text) >= 0) {
                return Optional.empty();
            }
            if (text.indexOf(',') >= 0 && text.indexOf('.') < 0 && NumberText.digits(text.replace(',', '.')) >= 0) {
                return Optional.of(text.replace(',', '.'));
            }
        }
        var found = date == null ? Optional.empty() : date.find(text, LocalDate::from);
        if (found.isEmpty() && timestamp != null) {
            found = timestamp.find(text, LocalDateTime::from);
        }
        return Optional.of(found.map(Object::toString).orElse(text));
    }
}
