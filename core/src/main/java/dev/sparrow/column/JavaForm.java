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

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// What columns are in Java: the type of a declared class, and the class of a type's values.
public final class JavaForm {
    /// Of declared classes whose digits nobody says: as in Spark.
    public static final Decimal DECIMAL = new Decimal(38, 18);

    private static final Map<Class<?>, ColumnType> TYPES =
            Map.ofEntries(
                    Map.entry(boolean.class, Plain.BOOLEAN),
                    Map.entry(Boolean.class, Plain.BOOLEAN),
                    Map.entry(byte.class, Plain.TINYINT),
                    Map.entry(Byte.class, Plain.TINYINT),
                    Map.entry(short.class, Plain.SMALLINT),
                    Map.entry(Short.class, Plain.SMALLINT),
                    Map.entry(int.class, Plain.INT),
                    Map.entry(Integer.class, Plain.INT),
                    Map.entry(long.class, Plain.BIGINT),
                    Map.entry(Long.class, Plain.BIGINT),
                    Map.entry(float.class, Plain.FLOAT),
                    Map.entry(Float.class, Plain.FLOAT),
                    Map.entry(double.class, Plain.DOUBLE),
                    Map.entry(Double.class, Plain.DOUBLE),
                    Map.entry(char.class, Plain.TEXT),
                    Map.entry(Character.class, Plain.TEXT),
                    Map.entry(String.class, Plain.TEXT),
                    Map.entry(byte[].class, Plain.BYTES),
                    Map.entry(BigDecimal.class, DECIMAL),
                    Map.entry(LocalDate.class, Plain.DATE),
                    Map.entry(LocalTime.class, Plain.TIME),
                    Map.entry(LocalDateTime.class, Plain.TIMESTAMP),
                    Map.entry(Instant.class, Plain.INSTANT),
                    Map.entry(Duration.class, Plain.DURATION),
                    Map.entry(UUID.class, Plain.UUID));

    private JavaForm() {}

    /// The type of values of a declared class.
    public static ColumnType typeOf(Type declared) {
        return typeOf(declared, new HashSet<>());
    }

    /// The columns of a record class: those of its components, which may be missing unless they are primitive.
    public static Schema schemaOf(Class<? extends Record> type) {
        return schemaOf(type, new HashSet<>());
    }

    /// @param around the records that this one is in: one that is in itself has no end, and is opaque
    private static ColumnType typeOf(Type declared, Set<Class<?>> around) {
        return switch (declared) {
            case Class<?> type when TYPES.containsKey(type) -> TYPES.get(type);
            case Class<?> type when type.isEnum() ->
                    new EnumOf(Arrays.stream(type.getEnumConstants()).map(value -> ((Enum<?>) value).name()).toList());
            case Class<?> type when type.isRecord() && !around.contains(type) -> new StructOf(schemaOf(type, around));
            case ParameterizedType of when of.getRawType() == List.class ->
                    new ListOf(typeOf(of.getActualTypeArguments()[0], around), true);
            case ParameterizedType of when of.getRawType() == Map.class ->
                    new MapOf(
                            typeOf(of.getActualTypeArguments()[0], around),
                            typeOf(of.getActualTypeArguments()[1], around),
                            true);
            default -> new Opaque(declared.getTypeName());
        };
    }

    private static Schema schemaOf(Class<?> record, Set<Class<?>> around) {
        around.add(record);
        var fields = new ArrayList<Field>();
        for (var component : record.getRecordComponents()) {
            fields.add(
                    new Field(
                            component.getName(),
                            typeOf(component.getGenericType(), around),
                            !component.getType().isPrimitive()));
        }
        around.remove(record);
        return new Schema(fields);
    }

    /// The class of a type's values where no other is asked for: a constant of an enum is a `String`, a struct a `Map`.
    public static Class<?> classOf(ColumnType type) {
        return switch (type) {
            case Plain.NULL -> Object.class;
            case Plain.BOOLEAN -> Boolean.class;
            case Plain.TINYINT -> Byte.class;
            case Plain.SMALLINT -> Short.class;
            case Plain.INT -> Integer.class;
            case Plain.BIGINT -> Long.class;
            case Plain.FLOAT -> Float.class;
            case Plain.DOUBLE -> Double.class;
            case Plain.TEXT -> String.class;
            case Plain.BYTES -> byte[].class;
            case Plain.DATE -> LocalDate.class;
            case Plain.TIME -> LocalTime.class;
            case Plain.TIMESTAMP -> LocalDateTime.class;
            case Plain.INSTANT -> Instant.class;
            case Plain.DURATION -> Duration.class;
            case Plain.UUID -> UUID.class;
            case Decimal _ -> BigDecimal.class;
            case EnumOf _ -> String.class;
            case ListOf _ -> List.class;
            case StructOf _, MapOf _ -> Map.class;
            case Opaque _ -> Object.class;
        };
    }
}
