/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.TaskEnvironment;
import dev.sparrow.compute.pipeline.Loop;
import dev.sparrow.compute.pipeline.Pipeline;

import java.util.Iterator;

/// What a compiled loop takes its elements from: in chunks, so that a cancellation is seen and the loop itself stays
/// free of such questions. Elements may be taken by an iterator before.
sealed interface LoopSource {

    int CHUNK = 1024;

    Pipeline.Source kind();

    /// The next elements, at most `limit`.
    Iterator<?> head(long limit, TaskEnvironment environment);

    boolean hasNext();

    /// Runs the loop over all elements that are left, until it wants no more.
    void feed(Loop loop, TaskEnvironment environment);

    /// The elements `start + index * step` for `index` from `from` up to, not including, `to`. The product may wrap
    /// around; the sum wraps back, because every element fits a long.
    final class OfRange implements LoopSource {
        private final long start;
        private final long step;
        private final long to;
        private long index;

        OfRange(long start, long step, long from, long to) {
            this.start = start;
            this.step = step;
            this.index = from;
            this.to = to;
        }

        @Override
        public Pipeline.Source kind() {
            return new Pipeline.Range();
        }

        @Override
        public Iterator<?> head(long limit, TaskEnvironment environment) {
            var end = limit < to - index ? index + limit : to;
            return new Iterator<Object>() {
                @Override
                public boolean hasNext() {
                    return index < end;
                }

                @Override
                public Object next() {
                    environment.counters().recordsRead++;
                    return start + index++ * step;
                }
            };
        }

        @Override
        public boolean hasNext() {
            return index < to;
        }

        @Override
        public void feed(Loop loop, TaskEnvironment environment) {
            while (index < to && !loop.stopped()) {
                environment.checkCancelled();
                var taken = loop.run(start + index * step, step, (int) Math.min(CHUNK, to - index));
                environment.counters().recordsRead += taken;
                index += taken;
            }
        }
    }

    /// Whatever an iterator gives.
    ///
    /// @param counted whether its elements are those that a task reads
    record OfIterator(Iterator<?> elements, boolean counted) implements LoopSource {
        @Override
        public Pipeline.Source kind() {
            return new Pipeline.Elements();
        }

        @Override
        public Iterator<?> head(long limit, TaskEnvironment environment) {
            return new Iterator<Object>() {
                private long taken;

                @Override
                public boolean hasNext() {
                    return taken < limit && elements.hasNext();
                }

                @Override
                public Object next() {
                    taken++;
                    if (counted) {
                        environment.counters().recordsRead++;
                    }
                    return elements.next();
                }
            };
        }

        @Override
        public boolean hasNext() {
            return elements.hasNext();
        }

        @Override
        public void feed(Loop loop, TaskEnvironment environment) {
            var taken = CHUNK;
            while (taken == CHUNK && !loop.stopped()) {
                environment.checkCancelled();
                taken = loop.run(elements, CHUNK);
                if (counted) {
                    environment.counters().recordsRead += taken;
                }
            }
        }
    }
}
