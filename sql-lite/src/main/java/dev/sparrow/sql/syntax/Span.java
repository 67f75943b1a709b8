/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.syntax;

/// The part of a statement's text that a node was read from: from `start`, in characters, to before `end`.
///
/// A span is no part of what a node says. All spans are equal, so trees are equal if they mean the same: `a+1` and `a +
/// 1`.
public final class Span {
    private final int start;
    private final int end;

    public Span(int start, int end) {
        this.start = start;
        this.end = end;
    }

    public int start() {
        return start;
    }

    public int end() {
        return end;
    }

    /// From the start of this one to the end of another one.
    public Span to(Span last) {
        return new Span(start, Math.max(end, last.end));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Span;
    }

    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return start + "–" + end;
    }
}
