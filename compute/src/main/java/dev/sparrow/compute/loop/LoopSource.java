/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.loop;

import dev.sparrow.compute.TaskEnvironment;
import dev.sparrow.compute.pipeline.Loop;
import dev.sparrow.compute.pipeline.Pipeline;
import dev.sparrow.compute.row.CountedElements;
import dev.sparrow.compute.row.Origin;
import dev.sparrow.compute.window.WindowSink;
import dev.sparrow.compute.window.WindowSource;
import dev.sparrow.storage.columnar.Window;

import java.util.Iterator;

/// A source of elements for a compiled loop. It gives them in chunks, so that a cancellation is seen and the loop
/// itself stays free of such questions. Some elements may be taken by an iterator, before or between.
public sealed interface LoopSource
        permits LoopSource.OfRange, LoopSource.OfIterator, LoopSource.OfWindows, RecordSource {

    int CHUNK = 1024;

    /// Of the next elements.
    Pipeline.Source kind();

    /// The elements that are left, one by one.
    Iterator<?> rows(TaskEnvironment environment);

    boolean hasNext();

    /// Runs the loop over some of the elements that are left.
    default void step(Loop loop, TaskEnvironment environment) {
        step(loop, environment, CHUNK);
    }

    /// Runs the loop over at most `most` of the elements that are left.
    void step(Loop loop, TaskEnvironment environment, int most);

    /// Runs the loop over the elements that are left, until it wants no more or they become another kind.
    default void feed(Loop loop, TaskEnvironment environment) {
        var kind = kind();
        while (!loop.done() && hasNext() && kind.equals(kind())) {
            step(loop, environment);
        }
    }

    /// How many elements are left, and leaves none.
    long count(TaskEnvironment environment);

    /// The elements `start + index * step` for `index` from `from` up to, not including, `to`. The product may wrap
    /// around; the sum wraps back, because every element fits a long.
    final class OfRange implements LoopSource {
        private final long start;
        private final long step;
        private final long to;
        private long index;

        public OfRange(long start, long step, long from, long to) {
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
        public Iterator<?> rows(TaskEnvironment environment) {
            return new Iterator<Object>() {
                @Override
                public boolean hasNext() {
                    return index < to;
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
        public void step(Loop loop, TaskEnvironment environment, int most) {
            environment.checkCancelled();
            var taken = loop.run(start + index * step, step, (int) Math.min(most, to - index));
            environment.counters().recordsRead += taken;
            index += taken;
        }

        /// Without making them.
        @Override
        public long count(TaskEnvironment environment) {
            var count = to - index;
            index = to;
            return count;
        }
    }

    /// Whatever an iterator gives.
    record OfIterator(Iterator<?> elements, Origin origin) implements LoopSource {
        @Override
        public Pipeline.Source kind() {
            return new Pipeline.Elements();
        }

        @Override
        public Iterator<?> rows(TaskEnvironment environment) {
            return origin == Origin.OPERATOR ? elements : CountedElements.read(elements, origin, environment);
        }

        @Override
        public boolean hasNext() {
            return elements.hasNext();
        }

        @Override
        public void step(Loop loop, TaskEnvironment environment, int most) {
            environment.checkCancelled();
            var taken = loop.run(elements, most);
            origin.count(environment.counters(), taken);
        }

        @Override
        public long count(TaskEnvironment environment) {
            var rows = rows(environment);
            var count = rows instanceof CountedElements read ? read.skipAll(environment) : 0L;
            for (; rows.hasNext(); count++) {
                if (count % CHUNK == 0) {
                    environment.checkCancelled();
                }
                rows.next();
            }
            return count;
        }
    }

    /// The rows of windows. Each may be of another kind than the one before.
    final class OfWindows implements LoopSource {
        private final WindowSource windows;
        private Window current;

        /// That of the windows so far: where one has nulls that those before did not have, the rest may have them too.
        private Pipeline.Windows kind;

        private int row;

        public OfWindows(WindowSource windows) {
            this.windows = windows;
        }

        @Override
        public Pipeline.Source kind() {
            if (kind == null) {
                kind = Pipeline.Windows.of(current);
            } else if (!kind.accepts(current)) {
                kind = kind.with(current);
            }
            return kind;
        }

        @Override
        public Iterator<?> rows(TaskEnvironment environment) {
            return new Iterator<Object>() {
                @Override
                public boolean hasNext() {
                    return OfWindows.this.hasNext();
                }

                @Override
                public Object next() {
                    return current.get(row++);
                }
            };
        }

        @Override
        public boolean hasNext() {
            if (current == null || row == current.size()) {
                current = windows.next();
                row = 0;
            }
            return current != null;
        }

        @Override
        public void step(Loop loop, TaskEnvironment environment, int most) {
            environment.checkCancelled();
            row = loop.run(current, row, row + Math.min(most, current.size() - row));
        }

        @Override
        public long count(TaskEnvironment environment) {
            var count = 0L;
            while (hasNext()) {
                environment.checkCancelled();
                count += current.size() - row;
                row = current.size();
            }
            return count;
        }

        /// The windows that are left.
        WindowSource rest(TaskEnvironment environment) {
            return new WindowSource() {
                @Override
                public Window next() {
                    if (!hasNext()) {
                        return null;
                    }
                    environment.checkCancelled();
                    row = current.size();
                    return current;
                }

                @Override
                public void lengthen() {
                    windows.lengthen();
                }
            };
        }

        /// Gives the windows to the sink as they are.
        ///
        /// @return whether it still wants more
        boolean into(WindowSink sink, TaskEnvironment environment) {
            while (hasNext()) {
                environment.checkCancelled();
                row = current.size();
                if (!sink.accept(current)) {
                    return false;
                }
            }
            return true;
        }
    }
}
