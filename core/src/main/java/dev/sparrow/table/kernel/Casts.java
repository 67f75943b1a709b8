/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.kernel;

import dev.sparrow.column.Utf8;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;

/// The values of one type as values of another.
public final class Casts {
    public static final long NANOS_OF_DAY = 86_400_000_000_000L;

    private static final long NANOS = 1_000_000_000;

    private Casts() {}

    // ---- Whole numbers

    /// A value whose type alone changes.
    public static int same(int value) {
        return value;
    }

    public static long same(long value) {
        return value;
    }

    public static int toTinyint(long value) {
        if (value != (byte) value) {
            throw Failures.outOfRange(value, "tinyint");
        }
        return (byte) value;
    }

    public static int toSmallint(long value) {
        if (value != (short) value) {
            throw Failures.outOfRange(value, "smallint");
        }
        return (short) value;
    }

    public static int toInt(long value) {
        if (value != (int) value) {
            throw Failures.outOfRange(value, "int");
        }
        return (int) value;
    }

    public static long toLong(int value) {
        return value;
    }

    public static long toLong(double value) {
        var rounded = Math.rint(value);
        if (!(rounded >= Long.MIN_VALUE && rounded < 0x1p63)) {
            throw Failures.outOfRange(value, "bigint");
        }
        return (long) rounded;
    }

    public static long toLong(boolean value) {
        return value ? 1 : 0;
    }

    public static boolean toBoolean(long value) {
        return value != 0;
    }

    public static boolean toBoolean(double value) {
        return value != 0;
    }

    public static float toFloat(long value) {
        return value;
    }

    public static float toFloat(double value) {
        var narrow = (float) value;
        if (Float.isInfinite(narrow) && !Double.isInfinite(value)) {
            throw Failures.outOfRange(value, "float");
        }
        return narrow;
    }

    public static double toDouble(long value) {
        return value;
    }

    public static double toDouble(float value) {
        return value;
    }

    // ---- Decimals

    public static double toDouble(long unscaled, int scale) {
        return scale < Powers.DOUBLES
                ? unscaled / Powers.ofDouble(scale)
                : toDouble(BigInteger.valueOf(unscaled), scale);
    }

    public static double toDouble(BigInteger unscaled, int scale) {
        return new BigDecimal(unscaled, scale).doubleValue();
    }

    /// The nearest whole number; halves go away from zero.
    public static long toLong(long unscaled, int scale) {
        return Powers.divideRounded(unscaled, scale);
    }

    public static long toLong(BigInteger unscaled, int scale) {
        var rounded = new BigDecimal(unscaled, scale).setScale(0, RoundingMode.HALF_UP).toBigInteger();
        if (rounded.bitLength() >= Long.SIZE) {
            throw Failures.outOfRange(new BigDecimal(unscaled, scale).toPlainString(), "bigint");
        }
        return rounded.longValue();
    }

    public static long toDecimal(double value, int precision, int scale) {
        return toWide(value, precision, scale).longValue();
    }

    public static BigInteger toWide(double value, int precision, int scale) {
        if (!Double.isFinite(value)) {
            throw Failures.outOfRange(value, "decimal(" + precision + "," + scale + ")");
        }
        return unscaled(new BigDecimal(value), precision, scale);
    }

    public static long toDecimal(Utf8 text, int precision, int scale) {
        return toWide(text, precision, scale).longValue();
    }

    public static BigInteger toWide(Utf8 text, int precision, int scale) {
        try {
            return unscaled(new BigDecimal(text.toString().strip()), precision, scale);
        } catch (NumberFormatException e) {
            throw Failures.noCast(text, "decimal(" + precision + "," + scale + ")");
        }
    }

    private static BigInteger unscaled(BigDecimal value, int precision, int scale) {
        var scaled = value.setScale(scale, RoundingMode.HALF_UP);
        if (scaled.precision() > precision) {
            throw Failures.outOfRange(value.toPlainString(), "decimal(" + precision + "," + scale + ")");
        }
        return scaled.unscaledValue();
    }

    // ---- Text

    public static Utf8 toText(boolean value) {
        return Utf8.of(Boolean.toString(value));
    }

    public static Utf8 toText(Utf8 value) {
        return value;
    }

    public static Utf8 toText(long value) {
        return Utf8.of(Long.toString(value));
    }

    public static Utf8 toText(float value) {
        return Utf8.of(fraction(Float.toString(value)));
    }

    public static Utf8 toText(double value) {
        return Utf8.of(fraction(Double.toString(value)));
    }

    /// As DuckDB writes it: `1e+20`, `inf`, `nan`.
    private static String fraction(String java) {
        return switch (java) {
            case "NaN" -> "nan";
            case "Infinity" -> "inf";
            case "-Infinity" -> "-inf";
            default -> java.indexOf('E') < 0 ? java : scientific(java);
        };
    }

    private static String scientific(String java) {
        var exponent = Integer.parseInt(java.substring(java.indexOf('E') + 1));
        if (exponent >= -5 && exponent < 16) {
            var plain = new BigDecimal(java).toPlainString();
            return plain.indexOf('.') < 0 ? plain + ".0" : plain;
        }
        var mantissa = java.substring(0, java.indexOf('E'));
        var digits = mantissa.endsWith(".0") ? mantissa.substring(0, mantissa.length() - 2) : mantissa;
        return digits + String.format(Locale.ROOT, "e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
    }

    public static Utf8 toText(long unscaled, int scale) {
        return Utf8.of(BigDecimal.valueOf(unscaled, scale).toPlainString());
    }

    public static Utf8 toText(BigInteger unscaled, int scale) {
        return Utf8.of(new BigDecimal(unscaled, scale).toPlainString());
    }

    public static Utf8 dateToText(int day) {
        return Utf8.of(LocalDate.ofEpochDay(day).toString());
    }

    public static Utf8 timeToText(long nanos) {
        return Utf8.of(clock(LocalTime.ofNanoOfDay(nanos)));
    }

    public static Utf8 timestampToText(long nanos) {
        var time = dateTime(nanos);
        return Utf8.of(time.toLocalDate() + " " + clock(time.toLocalTime()));
    }

    private static String clock(LocalTime time) {
        var seconds = String.format(Locale.ROOT, "%02d:%02d:%02d", time.getHour(), time.getMinute(), time.getSecond());
        if (time.getNano() == 0) {
            return seconds;
        }
        var fraction = String.format(Locale.ROOT, "%09d", time.getNano());
        var end = fraction.length();
        while (fraction.charAt(end - 1) == '0') {
            end--;
        }
        return seconds + "." + fraction.substring(0, end);
    }

    /// Any other value.
    public static Utf8 objectToText(Object value) {
        return value instanceof byte[] bytes ? bytesToText(bytes) : Utf8.of(value.toString());
    }

    private static Utf8 bytesToText(byte... bytes) {
        var text = new StringBuilder();
        for (var octet : bytes) {
            if (octet >= ' ' && octet < 127 && octet != '\\' && octet != '\'' && octet != '"') {
                text.append((char) octet);
            } else {
                text.append("\\x").append(String.format(Locale.ROOT, "%02X", octet & 0xff));
            }
        }
        return Utf8.of(text.toString());
    }

    public static byte[] toBytes(Utf8 text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    public static UUID toUuid(Utf8 text) {
        try {
            return UUID.fromString(text.toString().strip());
        } catch (IllegalArgumentException e) {
            throw Failures.noCast(text, "uuid");
        }
    }

    // ---- Of text

    public static boolean toBoolean(Utf8 text) {
        return switch (text.toString().strip().toLowerCase(Locale.ROOT)) {
            case "true", "t", "yes", "y", "1" -> true;
            case "false", "f", "no", "n", "0" -> false;
            default -> throw Failures.noCast(text, "boolean");
        };
    }

    public static long toLong(Utf8 text, Utf8 type) {
        var stripped = text.toString().strip();
        try {
            return stripped.indexOf('.') >= 0 || stripped.indexOf('e') >= 0 || stripped.indexOf('E') >= 0
                    ? new BigDecimal(stripped).setScale(0, RoundingMode.HALF_UP).longValueExact()
                    : Long.parseLong(stripped.replace("_", ""));
        } catch (ArithmeticException | NumberFormatException e) {
            throw Failures.noCast(text, type.toString());
        }
    }

    public static double toDouble(Utf8 text, Utf8 type) {
        var stripped = text.toString().strip();
        try {
            return switch (stripped.toLowerCase(Locale.ROOT)) {
                case "inf", "infinity", "+inf", "+infinity" -> Double.POSITIVE_INFINITY;
                case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
                case "nan" -> Double.NaN;
                default -> number(stripped);
            };
        } catch (NumberFormatException e) {
            throw Failures.noCast(text, type.toString());
        }
    }

    private static double number(String text) {
        var last = text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
        if (Character.isLetter(last)) {
            throw new NumberFormatException("a letter at the end"); // Java takes 1d and 1f
        }
        return Double.parseDouble(text);
    }

    public static int toDate(Utf8 text) {
        var stripped = text.toString().strip();
        try {
            var day = stripped.length() > 10 && isClock(stripped) ? stripped.substring(0, 10) : stripped;
            return Math.toIntExact(date(day).toEpochDay());
        } catch (DateTimeException | NumberFormatException e) {
            throw Failures.noCast(text, "date");
        }
    }

    private static boolean isClock(String text) {
        return text.charAt(10) == ' ' || text.charAt(10) == 'T';
    }

    private static LocalDate date(String text) {
        var parts = text.replace('/', '-').split("-", -1);
        if (parts.length != 3 || parts[0].isEmpty()) {
            throw new DateTimeException("no year, month and day");
        }
        return LocalDate.of(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    public static long toTime(Utf8 text) {
        try {
            return LocalTime.parse(text.toString().strip()).toNanoOfDay();
        } catch (DateTimeException e) {
            throw Failures.noCast(text, "time");
        }
    }

    public static long toTimestamp(Utf8 text) {
        var stripped = text.toString().strip();
        try {
            var end = stripped.indexOf(' ') >= 0 ? stripped.indexOf(' ') : stripped.indexOf('T');
            if (end < 0) {
                return dateToTimestamp(toDate(text));
            }
            var clock = stripped.substring(end + 1);
            var time = LocalTime.parse(clock.endsWith("Z") ? clock.substring(0, clock.length() - 1) : clock);
            return nanos(date(stripped.substring(0, end)).atTime(time), text);
        } catch (DateTimeException | NumberFormatException e) {
            throw Failures.noCast(text, "timestamp");
        }
    }

    // ---- Times

    public static long dateToTimestamp(int day) {
        var nanos = Math.multiplyHigh(day, NANOS_OF_DAY);
        if (nanos != (day * NANOS_OF_DAY) >> 63) {
            throw Failures.outOfRange(LocalDate.ofEpochDay(day), "timestamp, which is from 1677 to 2262");
        }
        return day * NANOS_OF_DAY;
    }

    public static int timestampToDate(long nanos) {
        return (int) Math.floorDiv(nanos, NANOS_OF_DAY);
    }

    public static long timestampToTime(long nanos) {
        return Math.floorMod(nanos, NANOS_OF_DAY);
    }

    static LocalDateTime dateTime(long nanos) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(nanos, NANOS), (int) Math.floorMod(nanos, NANOS), ZoneOffset.UTC);
    }

    @SuppressWarnings("JavaLocalDateTimeGetNano") // with the seconds
    static long nanos(LocalDateTime time, Object shown) {
        try {
            return Math.addExact(Math.multiplyExact(time.toEpochSecond(ZoneOffset.UTC), NANOS), time.getNano());
        } catch (ArithmeticException e) {
            throw Failures.outOfRange(shown, "timestamp, which is from 1677 to 2262");
        }
    }
}
