/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.column;

import dev.sparrow.column.ColumnType.Decimal;
import dev.sparrow.column.ColumnType.EnumOf;
import dev.sparrow.column.ColumnType.ListOf;
import dev.sparrow.column.ColumnType.MapOf;
import dev.sparrow.column.ColumnType.Opaque;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.ColumnType.StructOf;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.IntFunction;

/// The values of one column in some rows, as plain arrays: what a reader of files hands over. They are good until it is
/// asked for the next rows, for it may fill the arrays again.
///
/// | type | arrays |
/// |---|---|
/// | `boolean` | [Booleans] |
/// | `tinyint`, `smallint`, `int`; `date` in days since 1970 | [Ints] |
/// | `bigint`; `decimal` of up to 18 digits, without its point | [Longs] |
/// | `float`, `double` | [Floats], [Doubles] |
/// | `time` of the day; `timestamp` and `instant` since 1970; `duration` | [Counts] |
/// | `text` and constants of an `enum` as UTF-8; `bytes` | [Bytes]; [Places] where a file has each value once |
/// | `uuid`; `decimal` of more digits | [Wides] |
/// | others | [Objects] |
public final class ColumnArray {
    /// Of so many digits a `long` holds every number.
    public static final int LONG_DIGITS = 18;

    private final ColumnType type;
    private final long[] validity;
    private final Arrayed values;

    /// The arrays themselves. Places where a value is missing hold anything.
    public sealed interface Arrayed {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Booleans(boolean[] array) implements Arrayed {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Ints(int[] array) implements Arrayed {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Longs(long[] array) implements Arrayed {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Floats(float[] array) implements Arrayed {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Doubles(double[] array) implements Arrayed {}

    /// Numbers of a unit of time: a file's own, so that nothing is lost and nothing computed.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Counts(long[] array, ChronoUnit unit) implements Arrayed {}

    /// Row `r` has the bytes from `offsets[r]` up to `offsets[r + 1]`.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Bytes(int[] offsets, byte[] array) implements Arrayed {}

    /// Row `r` has what is at `array[r]` of a dictionary.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Places(int[] array, Bytes dictionary) implements Arrayed {}

    /// Whole numbers of 128 bits: the upper 64, which have the sign, and the lower 64.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Wides(long[] high, long[] low) implements Arrayed {}

    /// Java objects.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Objects(Object[] array) implements Arrayed {}

    /// @param validity a bit for each row, which is set where there is a value, the first row's lowest in the first
    ///   word; null if no value is missing
    public ColumnArray(ColumnType type, long[] validity, Arrayed values) {
        this.type = type;
        this.validity = validity;
        this.values = values;
    }

    public ColumnType type() {
        return type;
    }

    public Arrayed values() {
        return values;
    }

    /// Other values in the same rows.
    public ColumnArray with(ColumnType otherType, Arrayed others) {
        return new ColumnArray(otherType, validity, others);
    }

    /// Whether a value may be missing.
    public boolean hasNulls() {
        return validity != null;
    }

    public boolean isNull(int row) {
        return validity != null && (validity[row >> 6] >>> row & 1) == 0;
    }

    /// The values as Java objects, of the classes of [JavaForm#classOf], or null where one is missing.
    public IntFunction<Object> objects() {
        var present = present();
        return validity == null ? present : row -> isNull(row) ? null : present.apply(row);
    }

    private IntFunction<Object> present() {
        return switch (values) {
            case Booleans(var array) -> row -> array[row];
            case Ints(var array) -> ofInts(array);
            case Longs(var array) when type instanceof Decimal(_, var scale) ->
                    row -> BigDecimal.valueOf(array[row], scale);
            case Longs(var array) -> row -> array[row];
            case Floats(var array) -> row -> array[row];
            case Doubles(var array) -> row -> array[row];
            case Counts(var array, var unit) -> ofCounts(array, unit);
            case Bytes bytes -> ofBytes(bytes);
            case Places(var array, var dictionary) when type == Plain.BYTES -> {
                var all = ofBytes(dictionary);
                yield row -> all.apply(array[row]);
            }
            case Places(var array, var dictionary) -> {
                var texts = ofBytes(dictionary);
                var made = new Object[dictionary.offsets.length];
                yield row -> {
                    var place = array[row];
                    if (made[place] == null) {
                        made[place] = texts.apply(place);
                    }
                    return made[place];
                };
            }
            case Wides(var high, var low) when type instanceof Decimal(_, var scale) ->
                    row -> new BigDecimal(wide(high[row], low[row]), scale);
            case Wides(var high, var low) -> row -> new UUID(high[row], low[row]);
            case Objects(var array) -> row -> array[row];
        };
    }

    private IntFunction<Object> ofBytes(Bytes bytes) {
        var offsets = bytes.offsets;
        var array = bytes.array;
        return type == Plain.BYTES
                ? row -> Arrays.copyOfRange(array, offsets[row], offsets[row + 1])
                : row -> new String(array, offsets[row], offsets[row + 1] - offsets[row], StandardCharsets.UTF_8);
    }

    private IntFunction<Object> ofInts(int[] array) {
        return switch (type) {
            case Plain.TINYINT -> row -> (byte) array[row];
            case Plain.SMALLINT -> row -> (short) array[row];
            case Plain.DATE -> row -> LocalDate.ofEpochDay(array[row]);
            case Plain _, Decimal _, EnumOf _, ListOf _, StructOf _, MapOf _, Opaque _ -> row -> array[row];
        };
    }

    private IntFunction<Object> ofCounts(long[] array, ChronoUnit unit) {
        var nanos = unit.getDuration().toNanos();
        return switch (type) {
            case Plain.TIME -> row -> LocalTime.ofNanoOfDay(Math.multiplyExact(array[row], nanos));
            case Plain.INSTANT -> row -> instant(array[row], nanos);
            case Plain.DURATION -> row -> Duration.of(array[row], unit);
            case Plain _, Decimal _, EnumOf _, ListOf _, StructOf _, MapOf _, Opaque _ ->
                    row -> {
                        var seconds = 1_000_000_000 / nanos;
                        return LocalDateTime.ofEpochSecond(
                                Math.floorDiv(array[row], seconds),
                                (int) (Math.floorMod(array[row], seconds) * nanos),
                                ZoneOffset.UTC);
                    };
        };
    }

    private static Instant instant(long count, long nanos) {
        var seconds = 1_000_000_000 / nanos;
        return Instant.ofEpochSecond(Math.floorDiv(count, seconds), Math.floorMod(count, seconds) * nanos);
    }

    private static BigInteger wide(long high, long low) {
        return new BigInteger(ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array());
    }
}
