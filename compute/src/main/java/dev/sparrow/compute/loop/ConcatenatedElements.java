/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.loop;

import dev.sparrow.compute.window.Sink;
import dev.sparrow.compute.window.WindowSink;
import dev.sparrow.compute.window.WindowSource;
import dev.sparrow.function.Function2;
import dev.sparrow.function.VoidFunction;
import dev.sparrow.lineage.Label;
import dev.sparrow.storage.columnar.Window;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.IntFunction;

/// The elements of several partitions, one after the other.
///
/// @param from the first partition
/// @param to after the last
/// @param part makes the elements of one, when its turn has come
public record ConcatenatedElements(int from, int to, IntFunction<PartitionElements> part) implements PartitionElements {

    @Override
    public Iterator<Object> iterator() {
        return new Iterator<>() {
            private int next = from;
            private Iterator<Object> current = Collections.emptyIterator();

            @Override
            public boolean hasNext() {
                while (!current.hasNext()) {
                    if (next == to) {
                        return false;
                    }
                    current = part.apply(next++).iterator();
                }
                return true;
            }

            @Override
            public Object next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return current.next();
            }
        };
    }

    @Override
    public boolean into(Sink sink) {
        for (var i = from; i < to; i++) {
            if (!part.apply(i).into(sink)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean into(WindowSink sink) {
        for (var i = from; i < to; i++) {
            if (!part.apply(i).into(sink)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public WindowSource windows() {
        return new WindowSource() {
            private int next = from;
            private WindowSource current = () -> null;

            @Override
            public Window next() {
                var window = current.next();
                while (window == null && next < to) {
                    current = part.apply(next++).windows();
                    window = current.next();
                }
                return window;
            }
        };
    }

    @Override
    public long count() {
        var count = 0L;
        for (var i = from; i < to; i++) {
            count = Math.addExact(count, part.apply(i).count());
        }
        return count;
    }

    @Override
    public Folded fold(Folded start, Function2<Object, Object, Object> function, Label label) {
        var folded = start;
        for (var i = from; i < to; i++) {
            folded = part.apply(i).fold(folded, function, label);
        }
        return folded;
    }

    @Override
    public void each(VoidFunction<Object> function, Label label) {
        for (var i = from; i < to; i++) {
            part.apply(i).each(function, label);
        }
    }
}
