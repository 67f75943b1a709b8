/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.arrow;

import dev.sparrow.formats.record.Unfit;

import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeMilliVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeSecVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampMilliTZVector;
import org.apache.arrow.vector.TimeStampNanoTZVector;
import org.apache.arrow.vector.TimeStampSecTZVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.util.Text;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/// The values of a vector as Java knows them.
final class VectorValues implements AutoCloseable {
    private final FieldVector vector;
    private final IntFunction<Object> present;
    private final boolean owned;

    private VectorValues(FieldVector vector, boolean owned) {
        this.vector = vector;
        this.present = present(vector);
        this.owned = owned;
    }

    static VectorValues of(FieldVector vector, DictionaryProvider dictionaries) {
        var encoding = vector.getField().getDictionary();
        if (encoding == null) {
            return new VectorValues(vector, false);
        }
        var dictionary = dictionaries.lookup(encoding.getId());
        return new VectorValues((FieldVector) DictionaryEncoder.decode(vector, dictionary), true);
    }

    Object get(int row) throws Unfit {
        return vector.isNull(row) ? null : present.apply(row);
    }

    /// How values that are not null are read.
    private static IntFunction<Object> present(FieldVector vector) {
        return switch (vector) {
            case VarCharVector texts -> row -> new String(texts.get(row), StandardCharsets.UTF_8);
            case UInt1Vector bytes -> row -> bytes.getObjectNoOverflow(row).intValue();
            case UInt2Vector chars -> row -> (int) chars.get(row);
            case UInt4Vector ints -> ints::getObjectNoOverflow;
            case UInt8Vector longs -> longs::getObjectNoOverflow;
            case DateDayVector days -> row -> LocalDate.ofEpochDay(days.get(row));
            case DateMilliVector millis ->
                    row ->
                            LocalDate.ofEpochDay(
                                    Math.floorDiv(millis.get(row), ChronoUnit.DAYS.getDuration().toMillis()));
            case TimeSecVector seconds -> row -> LocalTime.ofSecondOfDay(seconds.get(row));
            case TimeMilliVector millis -> row -> ofDay(millis.get(row), ChronoUnit.MILLIS);
            case TimeMicroVector micros -> row -> ofDay(micros.get(row), ChronoUnit.MICROS);
            case TimeNanoVector nanos -> row -> ofDay(nanos.get(row), ChronoUnit.NANOS);
            case TimeStampSecTZVector seconds -> row -> Instant.EPOCH.plusSeconds(seconds.get(row));
            case TimeStampMilliTZVector millis -> row -> Instant.EPOCH.plusMillis(millis.get(row));
            case TimeStampMicroTZVector micros -> row -> Instant.EPOCH.plus(micros.get(row), ChronoUnit.MICROS);
            case TimeStampNanoTZVector nanos -> row -> Instant.EPOCH.plusNanos(nanos.get(row));
            default -> row -> plain(vector.getObject(row));
        };
    }

    private static LocalTime ofDay(long count, ChronoUnit unit) {
        return LocalTime.ofNanoOfDay(Math.multiplyExact(count, unit.getDuration().toNanos()));
    }

    /// Arrow's own classes become Java's.
    private static Object plain(Object value) {
        return switch (value) {
            case Text text -> text.toString();
            case List<?> list -> {
                var plain = new ArrayList<Object>(list.size());
                list.forEach(element -> plain.add(plain(element)));
                yield plain;
            }
            case Map<?, ?> map -> {
                var plain = new LinkedHashMap<Object, Object>();
                map.forEach((key, element) -> plain.put(plain(key), plain(element)));
                yield plain;
            }
            case null, default -> value;
        };
    }

    @Override
    public void close() {
        if (owned) {
            vector.close();
        }
    }
}
