/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.plan;

import dev.sparrow.storage.serialization.ElementCodec;
import dev.sparrow.value.ImmutableValues;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/// A slice of a collection as it was when the job was submitted. Every reader gets elements of its own, unless nobody
/// can change them.
public sealed interface FrozenSlice {

    int RUN_ROWS_MAX = 4_096;

    Iterator<Object> elements();

    /// Takes a slice as it is now.
    ///
    /// @param slice may hold null
    static FrozenSlice of(List<Object> slice) {
        return slice.stream().allMatch(ImmutableValues::isImmutable) ? new Shared(slice) : Encoded.of(slice);
    }

    /// Elements that cannot change.
    record Shared(List<Object> slice) implements FrozenSlice {
        @Override
        public Iterator<Object> elements() {
            return slice.iterator();
        }
    }

    /// Elements of which at least one can change, in encoded runs that are decoded at each reading.
    record Encoded(List<Run> runs) implements FrozenSlice {

        /// Some elements, encoded.
        @SuppressWarnings("ArrayRecordComponent") // never compared
        public record Run(byte[] bytes, int count) {
            private Iterable<Object> elements() {
                return () -> ElementCodec.decode(bytes, count);
            }
        }

        public static Encoded of(List<Object> slice) {
            var runs = new ArrayList<Run>();
            for (var from = 0; from < slice.size(); from += RUN_ROWS_MAX) {
                runs.add(encode(slice.subList(from, Math.min(slice.size(), from + RUN_ROWS_MAX))));
            }
            return new Encoded(runs);
        }

        private static Run encode(List<Object> elements) {
            var encoder = ElementCodec.newRun();
            elements.forEach(encoder::write);
            return new Run(encoder.toByteArray(), elements.size());
        }

        @Override
        public Iterator<Object> elements() {
            return runs.stream().flatMap(run -> StreamSupport.stream(run.elements().spliterator(), false)).iterator();
        }
    }

    /// Elements that are fetched at each reading.
    record Elsewhere(Supplier<Encoded> source) implements FrozenSlice {
        @Override
        public Iterator<Object> elements() {
            return source.get().elements();
        }
    }
}
