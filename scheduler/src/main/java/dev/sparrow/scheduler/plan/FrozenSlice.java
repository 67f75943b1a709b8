/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.plan;

import dev.sparrow.storage.columnar.ElementCodec;
import dev.sparrow.value.ImmutableValues;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A slice of a collection as it was when the job was submitted. Every reader gets elements of its own, unless nobody
/// can change them.
public sealed interface FrozenSlice {

    int RUN_ROWS_MAX = 4_096;

    Iterator<Object> elements();

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

    /// Elements of which at least one can change, in runs.
    record Encoded(List<Run> runs) implements FrozenSlice {

        record Run(byte[] bytes, int count) {
            Stream<Object> elements() {
                Iterable<Object> decoded = () -> ElementCodec.decode(bytes, count);
                return StreamSupport.stream(decoded.spliterator(), false);
            }
        }

        static Encoded of(List<Object> slice) {
            var runs = new ArrayList<Run>();
            for (var from = 0; from < slice.size(); from += RUN_ROWS_MAX) {
                var elements = slice.subList(from, Math.min(slice.size(), from + RUN_ROWS_MAX));
                var encoder = ElementCodec.newRun();
                elements.forEach(encoder::write);
                runs.add(new Run(encoder.toByteArray(), elements.size()));
            }
            return new Encoded(runs);
        }

        @Override
        public Iterator<Object> elements() {
            return runs.stream().flatMap(Run::elements).iterator();
        }
    }
}
