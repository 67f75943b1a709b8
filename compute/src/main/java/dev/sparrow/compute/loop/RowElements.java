/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.loop;

import dev.sparrow.compute.UserCode;
import dev.sparrow.compute.row.StepIterator;
import dev.sparrow.compute.window.RowWindows;
import dev.sparrow.compute.window.Sink;
import dev.sparrow.compute.window.WindowSink;
import dev.sparrow.compute.window.WindowSource;
import dev.sparrow.function.Function2;
import dev.sparrow.function.VoidFunction;
import dev.sparrow.lineage.Label;

import java.util.Iterator;

/// Elements that are pulled through their steps one at a time.
public record RowElements(StepIterator elements) implements PartitionElements {
    @Override
    public Iterator<Object> iterator() {
        return elements;
    }

    @Override
    public boolean into(Sink sink) {
        while (elements.hasNext()) {
            if (!sink.accept(elements.next())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean into(WindowSink sink) {
        return into((Sink) sink);
    }

    @Override
    public WindowSource windows() {
        return new RowWindows(elements);
    }

    @Override
    public long count() {
        return elements.count();
    }

    @Override
    public Folded fold(Folded start, Function2<Object, Object, Object> function, Label label) {
        if (!start.started() && !elements.hasNext()) {
            return start;
        }
        var user = new UserCode(label);
        var folded = start.started() ? start.value() : elements.next();
        while (elements.hasNext()) {
            var element = elements.next();
            folded = user.call(function, folded, element);
        }
        return Folded.of(folded);
    }

    @Override
    public void each(VoidFunction<Object> function, Label label) {
        var user = new UserCode(label);
        while (elements.hasNext()) {
            var element = elements.next();
            user.call(function, element);
        }
    }
}
