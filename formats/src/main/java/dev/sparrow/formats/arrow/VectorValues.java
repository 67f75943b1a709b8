/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.arrow;

import dev.sparrow.formats.record.ColumnNames;
import dev.sparrow.formats.record.Unfit;

import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.Float2Vector;
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
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.BaseListVector;
import org.apache.arrow.vector.complex.DenseUnionVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.NonNullableStructVector;
import org.apache.arrow.vector.complex.RunEndEncodedVector;
import org.apache.arrow.vector.complex.UnionVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.util.Text;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The values of a vector as Java knows them, at any depth.
final class VectorValues {
    private final ValueVector vector;
    private final Values present;

    /// How a value that is not null is read.
    @FunctionalInterface
    private interface Values {
        Object at(int row) throws Unfit;
    }

    private VectorValues(ValueVector vector, Values present) {
        this.vector = vector;
        this.present = present;
    }

    /// The values of a vector and of all in it.
    ///
    /// @throws Unfit if a structure in it has two columns of one name
    static VectorValues of(ValueVector vector, DictionaryProvider dictionaries) throws Unfit {
        var encoding = vector.getField().getDictionary();
        return new VectorValues(
                vector,
                encoding == null
                        ? present(vector, dictionaries)
                        : encoded((BaseIntVector) vector, dictionaries.lookup(encoding.getId()), dictionaries));
    }

    Object get(int row) throws Unfit {
        return vector.isNull(row) ? null : present.at(row);
    }

    private static Values present(ValueVector vector, DictionaryProvider dictionaries) throws Unfit {
        return switch (vector) {
            case MapVector map -> map(map, dictionaries);
            case BaseListVector list -> list(list, dictionaries);
            case NonNullableStructVector struct -> struct(struct, dictionaries);
            case RunEndEncodedVector runs -> {
                var values = of(runs.getValuesVector(), dictionaries);
                yield row -> values.get(runs.getPhysicalIndex(row));
            }
            case UnionVector union -> row -> of(union.getVector(row), dictionaries).get(row);
            case DenseUnionVector union ->
                    row -> of(union.getVectorByType(union.getTypeId(row)), dictionaries).get(union.getOffset(row));
            default -> leaf(vector);
        };
    }

    /// Each value stands once in the dictionary, and rows have its number there.
    private static Values encoded(BaseIntVector numbers, Dictionary dictionary, DictionaryProvider dictionaries)
            throws Unfit {
        var values = of(dictionary.getVector(), dictionaries);
        return row -> values.get(Objects.checkIndex((int) numbers.getValueAsLong(row), values.vector.getValueCount()));
    }

    private static Values list(BaseListVector list, DictionaryProvider dictionaries) throws Unfit {
        var elements = of(list.getChildrenFromFields().getFirst(), dictionaries);
        return row -> {
            var plain = new ArrayList<Object>();
            for (var i = list.getElementStartIndex(row); i < list.getElementEndIndex(row); i++) {
                plain.add(elements.get(i));
            }
            return plain;
        };
    }

    private static Values map(MapVector map, DictionaryProvider dictionaries) throws Unfit {
        var entry = map.getDataVector().getChildrenFromFields();
        var keys = of(entry.getFirst(), dictionaries);
        var values = of(entry.getLast(), dictionaries);
        return row -> {
            var plain = new LinkedHashMap<Object, Object>();
            for (var i = map.getElementStartIndex(row); i < map.getElementEndIndex(row); i++) {
                plain.put(keys.get(i), values.get(i));
            }
            return plain;
        };
    }

    private static Values struct(NonNullableStructVector struct, DictionaryProvider dictionaries) throws Unfit {
        var fields = new LinkedHashMap<String, VectorValues>();
        ColumnNames.requireUnique(names(struct.getField().getChildren()));
        for (var child : struct.getChildrenFromFields()) {
            fields.put(name(child.getField()), of(child, dictionaries));
        }
        return row -> {
            var plain = new LinkedHashMap<String, Object>();
            for (var field : fields.entrySet()) {
                plain.put(field.getKey(), field.getValue().get(row));
            }
            return plain;
        };
    }

    /// The names of columns or of the fields of a struct.
    static List<String> names(List<Field> fields) {
        return fields.stream().map(VectorValues::name).toList();
    }

    /// The format lets a name be missing, which is not the same as an empty one there, and is here.
    private static String name(Field field) {
        return Objects.requireNonNullElse(field.getName(), "");
    }

    /// How values that are not null, and hold no others, are read.
    private static Values leaf(ValueVector vector) {
        return switch (vector) {
            case VarCharVector texts -> row -> new String(texts.get(row), StandardCharsets.UTF_8);
            case UInt1Vector bytes -> row -> bytes.getObjectNoOverflow(row).intValue();
            case UInt2Vector chars -> row -> (int) chars.get(row);
            case Float2Vector halves -> halves::getValueAsFloat;
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
            // The library's own way goes over nanoseconds, which do not reach as far.
            case DurationVector durations -> row -> duration(durations, row);
            case TimeStampSecTZVector seconds -> row -> Instant.EPOCH.plusSeconds(seconds.get(row));
            case TimeStampMilliTZVector millis -> row -> Instant.EPOCH.plusMillis(millis.get(row));
            case TimeStampMicroTZVector micros -> row -> Instant.EPOCH.plus(micros.get(row), ChronoUnit.MICROS);
            case TimeStampNanoTZVector nanos -> row -> Instant.EPOCH.plusNanos(nanos.get(row));
            default -> row -> plain(vector.getObject(row));
        };
    }

    private static Duration duration(DurationVector durations, int row) {
        var unit = ArrowForm.unit(durations.getField().getType());
        return Duration.of(DurationVector.get(durations.getDataBuffer(), row), unit);
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
}
