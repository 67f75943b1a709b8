/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.loop;

import dev.sparrow.compute.TaskEnvironment;
import dev.sparrow.compute.pipeline.Loop;
import dev.sparrow.compute.pipeline.Pipeline;
import dev.sparrow.format.ElementReader;
import dev.sparrow.storage.columnar.Window;

import java.util.Iterator;

/// The records of a file: as windows over its columns, where the format has them as columns, so that a record is made
/// only where a function asks for one; else one by one.
public final class RecordSource implements LoopSource {
    private final ElementReader<?> reader;

    /// Null if the next elements are made one by one.
    private Window window;

    private int row;

    public RecordSource(ElementReader<?> reader) {
        this.reader = reader;
    }

    @Override
    public Pipeline.Source kind() {
        return window == null ? new Pipeline.Elements() : new Pipeline.Windows(window.kind(), false);
    }

    @Override
    public boolean hasNext() {
        return nextWindow() || reader.hasNext();
    }

    /// Whether there is a window with rows left, now or after those before.
    private boolean nextWindow() {
        if (window != null && row < window.size()) {
            return true;
        }
        var columns = reader.nextColumns();
        // Only loops see it, which run over a part of it at a time: so it may be longer than others.
        window = columns == null ? null : RecordLeaves.window(columns);
        row = 0;
        return window != null;
    }

    @Override
    public Iterator<?> rows(TaskEnvironment environment) {
        return new Iterator<Object>() {
            @Override
            public boolean hasNext() {
                return RecordSource.this.hasNext();
            }

            @Override
            public Object next() {
                environment.counters().readOfFile(1);
                return nextWindow() ? window.get(row++) : reader.next();
            }
        };
    }

    @Override
    public void step(Loop loop, TaskEnvironment environment, int most) {
        environment.checkCancelled();
        if (window == null) {
            environment.counters().readOfFile(loop.run(reader, most));
            return;
        }
        var before = row;
        row = loop.run(window, row, row + Math.min(most, window.size() - row));
        environment.counters().readOfFile(row - before);
    }

    /// Without making records, as far as columns or the format know how many there are.
    @Override
    public long count(TaskEnvironment environment) {
        var count = 0L;
        while (hasNext()) {
            environment.checkCancelled();
            if (window == null) {
                var skipped = reader.skipSome();
                if (skipped == 0) {
                    reader.next();
                }
                count += Math.max(1, skipped);
            } else {
                count += window.size() - row;
                row = window.size();
            }
        }
        environment.counters().readOfFile(count);
        return count;
    }
}
