/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.loop;

import dev.sparrow.compute.TaskEnvironment;
import dev.sparrow.compute.pipeline.Loop;
import dev.sparrow.compute.pipeline.Pipeline;
import dev.sparrow.compute.window.RowWindows;
import dev.sparrow.compute.window.WindowSink;
import dev.sparrow.compute.window.WindowSource;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;
import java.util.function.Supplier;

/// The results of a loop for whoever asks for a window at a time: the loop runs over some elements of its source
/// whenever no window is left, over few at first, for he may not want more.
final class FusedWindows implements WindowSource {

    /// Where a loop puts its results; windows are copied, for the loop goes on filling them.
    private final class Ready implements WindowSink {
        private final Queue<Window> windows = new ArrayDeque<>();

        @Override
        public boolean accept(Window window) {
            windows.add(window.copy());
            return true;
        }

        @Override
        public boolean accept(Object element) {
            head.see(element);
            var window = new Window(Kind.of(element), 1);
            var taken = window.take(0, element);
            if (!taken) {
                window.set(0, element);
            }
            window.size(1);
            windows.add(window);
            return taken; // else the loop stops until it was read
        }
    }

    private final LoopSource source;
    private final WarmUp head;
    private final RowWindows first;
    private final Supplier<Pipeline> pipeline;
    private final Supplier<Iterator<Object>> rest;
    private final TaskEnvironment environment;
    private final Ready ready = new Ready();

    /// Null if none runs.
    private Loop loop;

    /// What the loop takes.
    private Pipeline.Source loopSource;

    /// What the loop fills; empty if its results come one by one, as those do that no window can hold.
    private Optional<Window> loopWindow;

    /// Null unless there can be no loop.
    private RowWindows rows;

    /// Over how many elements the loop runs next: twice as many each time.
    private int ahead = 1;

    /// @param first the elements of the head; takes what the pipeline is compiled into after them
    /// @param pipeline for the elements that come next
    /// @param rest the elements that are left, one by one
    FusedWindows(
            LoopSource source,
            WarmUp head,
            Function<Function<Pipeline, Optional<Loop>>, Iterator<Object>> first,
            Supplier<Pipeline> pipeline,
            Supplier<Iterator<Object>> rest,
            TaskEnvironment environment) {
        this.source = source;
        this.head = head;
        this.first = new RowWindows(seen(first.apply(this::loop)));
        this.pipeline = pipeline;
        this.rest = rest;
        this.environment = environment;
    }

    @Override
    public Window next() {
        if (rows != null) {
            return rows.next();
        }
        var window = first.next();
        if (window != null) {
            goFurther();
            return window;
        }
        while (ready.windows.isEmpty() && source.hasNext()) {
            if (!step()) {
                rows = new RowWindows(rest.get());
                return rows.next();
            }
        }
        return ready.windows.poll();
    }

    /// Returns whether there was a loop to run.
    private boolean step() {
        if (loop == null || !source.kind().equals(loopSource)) {
            var begun = begin();
            if (begun.isEmpty()) {
                return false;
            }
            loop = begun.get();
        }
        loop.resume();
        source.step(loop, environment, ahead);
        if (ahead < LoopSource.CHUNK) {
            loop.flush();
            goFurther();
        }
        if (isOver()) {
            loop.flush();
            loop.wanted().ifPresent(head::widen);
            loop = null;
        }
        return true;
    }

    /// Whether another loop has to take what comes next, if anything does. A loop whose results come one by one has
    /// stopped at each of them.
    private boolean isOver() {
        return !source.hasNext()
                || !source.kind().equals(loopSource)
                || !head.window().equals(loopWindow)
                || (loop.done() && loopWindow.isPresent());
    }

    private void goFurther() {
        ahead = Math.min(2 * ahead, LoopSource.CHUNK);
    }

    private Optional<Loop> begin() {
        loopSource = source.kind();
        loopWindow = head.window();
        return loop(pipeline.get());
    }

    private Optional<Loop> loop(Pipeline over) {
        return head.loop(over, ready, ready);
    }

    private Iterator<Object> seen(Iterator<Object> elements) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return elements.hasNext();
            }

            @Override
            public Object next() {
                var element = elements.next();
                head.see(element);
                return element;
            }
        };
    }
}
