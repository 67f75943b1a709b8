/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.storage.serialization.RecordAccess;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// The comparison of elements that went through bytes with those that were written.
public final class SameElements {
    private SameElements() {}

    /// Fails unless both are equal, element by element, and of the same classes.
    public static void assertSame(List<?> expected, List<?> actual, long seed) {
        assertThat(actual).as("seed %d", seed).hasSameSizeAs(expected);
        for (var i = 0; i < expected.size(); i++) {
            var left = expected.get(i);
            var right = actual.get(i);
            if (!Objects.deepEquals(left, right) && !text(left).equals(text(right))) {
                throw new AssertionError("Seed %d, row %d: %s became %s".formatted(seed, i, text(left), text(right)));
            }
            if (left != null && !(left instanceof List)) {
                assertThat(right).as("seed %d", seed).hasSameClassAs(left);
            }
        }
    }

    /// Equal for what is equal, also for records with arrays.
    private static String text(Object value) {
        return switch (value) {
            case null -> "null";
            case Object[] array -> array.getClass().getSimpleName() + Stream.of(array).map(SameElements::text).toList();
            case Record record ->
                    record.getClass().getSimpleName()
                            + Arrays.stream(RecordAccess.of(record.getClass()).components(record))
                                    .map(SameElements::text)
                                    .toList();
            // Hash tables do not keep an order.
            case Map<?, ?> map ->
                    map.getClass().getSimpleName()
                            + map.entrySet().stream()
                                    .map(entry -> text(entry.getKey()) + '=' + text(entry.getValue()))
                                    .sorted()
                                    .toList();
            case List<?> list -> list.stream().map(SameElements::text).toList().toString();
            default ->
                    value.getClass().isArray()
                            ? Arrays.deepToString(new Object[] {value})
                            : value.getClass().getSimpleName() + value;
        };
    }
}
