/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import dev.sparrow.compute.UserFailure;
import dev.sparrow.compute.window.Sink;
import dev.sparrow.compute.window.WindowSink;
import dev.sparrow.lineage.Step;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// A pipeline of one task: elements in, through all steps, into an end. Made by [Pipeline]; each shape has a subclass,
/// written by [LoopWriter], which overrides one of the methods `run`.
///
/// It is run in chunks, between which the caller looks for a cancellation; what it has counted or combined so far is
/// kept in the fields meanwhile. It may pause within a chunk. It is of no use after a failure.
public abstract class Loop extends Compiled {

    /// Each goes to the sink on its own, and closes a window that may be nearly empty.
    private static final int MISMATCHES_MAX = 16;

    Runnable cancellation;

    /// What it does with each element before its end.
    List<Step> steps;

    Sink sink;
    long count;

    /// Whether `value` is the result so far.
    boolean started;

    /// The result so far, or the [DecimalSum] that has it.
    Object value;

    boolean stopped;

    /// What a loop into windows fills, and where it goes.
    Window out;

    WindowSink windows;

    /// How many rows of `out` are filled.
    int filled;

    /// The kind that all elements would fit, those included that were a surprise.
    private Kind wanted;

    private int mismatches;

    /// Takes `size` elements: `first`, `first + step` and so on.
    ///
    /// @return how many it took; fewer if its end wants no more or it paused
    public int run(long first, long step, int size) {
        throw new IllegalStateException("Takes no range");
    }

    /// Takes up to `size` elements.
    ///
    /// @return how many it took; fewer if there are no more, its end wants none or it paused
    public int run(Iterator<?> elements, int size) {
        throw new IllegalStateException("Takes no iterator");
    }

    /// Takes the rows of a window from `from` up to, not including, `to`.
    ///
    /// @return the row after the last that it took; `to`, unless its end wants no more or it paused
    public int run(Window window, int from, int to) {
        throw new IllegalStateException("Takes no windows");
    }

    @Override
    final RuntimeException failed(Throwable thrown, Object taken, int call) {
        UserFailure.letPass(thrown);
        return UserFailure.ofFound(labels.get(call), () -> FailedElement.of(steps.subList(0, call), taken), thrown);
    }

    /// Whether its end wants no more elements.
    public final boolean stopped() {
        return stopped;
    }

    /// Its end wants more, though it had enough before.
    public final void resume() {
        stopped = false;
    }

    public final long count() {
        return count;
    }

    /// Whether there is a result: something to start with, or an element.
    public final boolean started() {
        return started;
    }

    public final Object result() {
        return value instanceof DecimalSum sum ? sum.result() : value;
    }

    /// The result of the elements before those that it will take.
    public final void startWith(Object result) {
        started = true;
        value = result;
    }

    /// Gives the rows that it still has to the sink.
    ///
    /// @return whether that wants more
    public final boolean flush() {
        var rows = filled;
        filled = 0;
        return rows == 0 ? !stopped : flush(rows);
    }

    final boolean flush(int rows) {
        out.size(rows);
        return windows.accept(out);
    }

    /// Takes an element that is not of the window's kind, after the rows before it.
    final boolean surprised(int rows, Object element) {
        mismatches++;
        wanted = (wanted == null ? out.kind() : wanted).widened(element);
        return (rows == 0 || flush(rows)) && windows.accept(element);
    }

    /// Whether it is to be given no more elements: its end wants none, or another loop should take over.
    public final boolean done() {
        return stopped || mismatches >= MISMATCHES_MAX;
    }

    /// The kind of window that it should fill, if there were so many surprises that another loop should take over.
    public final Optional<Kind> wanted() {
        return mismatches < MISMATCHES_MAX ? Optional.empty() : Optional.of(wanted);
    }

    /// Called every so many elements of the iterators that user functions return.
    final void checkCancelled() {
        cancellation.run();
    }
}
