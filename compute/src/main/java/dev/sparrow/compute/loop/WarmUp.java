/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.loop;

import dev.sparrow.compute.pipeline.Loop;
import dev.sparrow.compute.pipeline.Pipeline;
import dev.sparrow.compute.window.Sink;
import dev.sparrow.compute.window.WindowSink;
import dev.sparrow.config.Compilation;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;

import java.util.Iterator;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// The first elements of a task, which run in row mode: if there are no more, no class is needed, and if there are,
/// these show of what kind their results are. It ends as soon as that is known if the class is there already, from
/// another task. The parts of a partition share it.
public final class WarmUp {

    /// Of so many results the kind is looked at.
    public static final int KIND_ELEMENTS = 64;

    private final int kindElements;
    private long left;

    /// So many elements are wanted for their kind, whether or not there is a class.
    private int leftForKind;

    private int seen;
    private Kind kind;
    private Window window;

    /// Whether windows can hold all results that were seen.
    private boolean inWindows = true;

    public static WarmUp of(Compilation compilation) {
        return compilation == Compilation.ALWAYS ? new WarmUp(0, 1) : new WarmUp(Pipeline.ELEMENTS_MIN, KIND_ELEMENTS);
    }

    /// @param size how many elements it takes, of all sources
    /// @param kindElements how many results it looks at, if their kind is wanted
    public WarmUp(long size, int kindElements) {
        this.left = size;
        this.kindElements = kindElements;
    }

    /// There are so many elements that none needs to be tried.
    public void skip() {
        left = 0;
    }

    /// The kind of results is wanted: at least some elements must be tried.
    void lookAtKind() {
        if (kind == null) {
            left = Math.max(left, kindElements);
            leftForKind = kindElements;
        }
    }

    boolean isEmpty() {
        return left == 0;
    }

    /// The elements of a source, as far as this head reaches.
    ///
    /// @param made whether the class for what comes next is there; asked once, when the kind of results is known
    Iterator<Object> of(Iterator<?> elements, BooleanSupplier made) {
        return new Iterator<>() {
            private boolean asked;

            @Override
            public boolean hasNext() {
                if (left > 0 && leftForKind <= 0 && !asked) {
                    asked = true;
                    left = made.getAsBoolean() ? 0 : left;
                }
                return left > 0 && elements.hasNext();
            }

            @Override
            public Object next() {
                left--;
                leftForKind--;
                return elements.next();
            }
        };
    }

    /// A result.
    void see(Object element) {
        if (seen < kindElements) {
            kind = kind == null ? Kind.of(element) : kind.widened(element);
            seen++;
            inWindows &= new Window(kind, 1).take(0, element);
        }
    }

    /// A loop for what comes next: into windows if the kind of all results is known, else one by one.
    Optional<Loop> loop(Pipeline pipeline, WindowSink windows, Sink rows) {
        return window().map(into -> pipeline.into(windows, into)).orElseGet(() -> pipeline.into(rows));
    }

    /// So many results did not fit that they should have another kind.
    void widen(Kind wider) {
        kind = wider;
    }

    /// A window of the kind of all results that were seen, if there were any and it can hold them. It is empty.
    Optional<Window> window() {
        if (!inWindows) {
            return Optional.empty();
        }
        if (kind != null && (window == null || !window.kind().equals(kind))) {
            window = new Window(kind);
        }
        return Optional.ofNullable(window);
    }
}
