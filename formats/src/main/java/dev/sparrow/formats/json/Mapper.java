/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.json;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/// Jackson as we want it: strict about what JSON leaves open, lenient about members without a component.
///
/// A mapper keeps the classes that it has met. So each part of a file gets one of its own: classes that were typed in
/// the shell go with it.
final class Mapper {
    private static final int NESTING_MAX = 500;

    /// Java needs the square of the time for larger ones.
    private static final int NUMBER_DIGITS_MAX = 100_000;

    private static final JsonMapper TEMPLATE =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(NESTING_MAX)
                                                    // The line's limit holds.
                                                    .maxStringLength(Integer.MAX_VALUE)
                                                    .maxNumberLength(NUMBER_DIGITS_MAX)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                    // By their names, as in all formats.
                    .disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING, EnumFeature.READ_ENUMS_USING_TO_STRING)
                    .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                    .withCoercionConfig(LogicalType.Enum, Mapper::refuseBlank)
                    .withCoercionConfig(LogicalType.DateTime, Mapper::refuseBlank)
                    .addModule(SimpleValues.module())
                    .build();

    private Mapper() {}

    /// Refuses empty text, which is not a value, and not null either.
    private static void refuseBlank(MutableCoercionConfig text) {
        text.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail).setAcceptBlankAsEmpty(false);
    }

    static JsonMapper create() {
        return TEMPLATE.rebuild().build();
    }

    /// Makes a mapper for elements of a type: components take members that differ in capitals, unless that is what
    /// tells two components apart.
    static JsonMapper create(Class<?> type) {
        var types = create();
        var byCapitals = areToldApartByCapitals(types, types.constructType(type), new HashSet<>());
        return types.rebuild().configure(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES, !byCapitals).build();
    }

    /// Whether that is so in a record, or in one that it holds.
    private static boolean areToldApartByCapitals(JsonMapper types, JavaType type, Set<Class<?>> seen) {
        for (var i = 0; i < type.containedTypeCount(); i++) {
            if (areToldApartByCapitals(types, type.containedType(i), seen)) {
                return true;
            }
        }
        if (type.isArrayType()) {
            return areToldApartByCapitals(types, type.getContentType(), seen);
        }
        var record = type.getRawClass();
        if (!record.isRecord() || !seen.add(record)) {
            return false;
        }
        var names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        return Arrays.stream(record.getRecordComponents())
                .anyMatch(component ->
                        !names.add(component.getName())
                                || areToldApartByCapitals(
                                        types, types.constructType(component.getGenericType()), seen));
    }
}
