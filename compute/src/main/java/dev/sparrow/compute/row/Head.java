/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;

import java.util.Iterator;
import java.util.Optional;

/// The first elements of a task, which run in row mode: if there are no more, no class is needed, and if there are,
/// these show of what kind their results are. The parts of a partition share it.
final class Head {

    /// Of so many results the kind is looked at.
    static final int KIND_ELEMENTS = 64;

    private final int kindElements;
    private long left;
    private int seen;
    private Kind kind;
    private Window window;

    /// Whether windows can hold all results that were seen.
    private boolean inWindows = true;

    /// @param size how many elements it takes, of all sources
    /// @param kindElements how many results it looks at, if their kind is wanted
    Head(long size, int kindElements) {
        this.left = size;
        this.kindElements = kindElements;
    }

    /// There are so many elements that none needs to be tried.
    void skip() {
        left = 0;
    }

    /// The kind of results is wanted: at least some elements must be tried.
    void lookAtKind() {
        if (kind == null) {
            left = Math.max(left, kindElements);
        }
    }

    boolean isEmpty() {
        return left == 0;
    }

    /// The elements of a source, as far as this head reaches.
    Iterator<Object> of(Iterator<?> elements) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return left > 0 && elements.hasNext();
            }

            @Override
            public Object next() {
                left--;
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
