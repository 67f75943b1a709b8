/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.pipeline.WindowSource;
import dev.sparrow.compute.sort.NaturalOrder;
import dev.sparrow.compute.table.Gathering;
import dev.sparrow.compute.table.KeyForm;
import dev.sparrow.compute.table.RowBuffer;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Several sources of pairs, each in the order of its keys, as one. Of equal keys those of earlier sources are first.
///
/// The sources are a heap by their next keys. A window ends where a source has to fill its own anew.
final class Merge implements WindowSource {
    private final NaturalOrder natural;
    private final Comparator<Object> order;

    /// All sources, and the numbers of those that have more rows, the one with the next row first.
    private final Run[] runs;

    private final int[] heap;
    private int live;

    /// The source whose window is read to its end; null if there is none.
    private Run empty;

    /// Places of rows: the number of their source, and the row in its window.
    private final int[] places = new int[Window.ROWS];

    private Window merged;

    /// Null if the windows are not all of one kind.
    private Gathering gathering;

    private boolean windowsChanged = true;

    private static final class Run {
        private final WindowSource source;
        private Window window;
        private Window keys;
        private int row;

        /// What keys are as bits; null if they have no form.
        private KeyForm form;

        private long[] bits = new long[Window.ROWS];

        private Run(WindowSource source) {
            this.source = source;
        }
    }

    Merge(List<WindowSource> sources, NaturalOrder natural, Comparator<Object> order) {
        this.natural = natural;
        this.order = order;
        this.runs = sources.stream().map(Run::new).toArray(Run[]::new);
        this.heap = new int[runs.length];
        for (var run = 0; run < runs.length; run++) {
            if (fill(runs[run])) {
                heap[live++] = run;
            }
        }
        for (var place = live / 2 - 1; place >= 0; place--) {
            sink(place);
        }
    }

    /// Takes the next window of a source; false if there is none.
    private boolean fill(Run run) {
        var before = run.window;
        run.window = run.source.next();
        run.row = 0;
        windowsChanged |= before != run.window;
        if (run.window == null) {
            return false;
        }
        run.window.fill(); // `gathering` has its arrays already if it is the window of before
        run.keys = run.window.part(0);
        run.form = natural == null ? null : KeyForm.ofAll(run.keys.kind());
        if (run.form != null) {
            var count = run.window.size();
            if (run.bits.length < count) {
                run.bits = new long[count];
            }
            var ascending = run.form.bits(run.keys.leaf(0), count, run.bits);
            for (var row = 0; row < count; row++) {
                run.bits[row] = natural.directed(ascending[row]);
            }
        }
        return true;
    }

    @Override
    public Window next() {
        if (empty != null) {
            refill();
        }
        if (live == 0) {
            return null;
        }
        var count = 0;
        while (count < Window.ROWS && empty == null) {
            var run = runs[heap[0]];
            places[count++] = heap[0] << RowBuffer.CHUNK_BITS | run.row++;
            if (run.row == run.window.size()) {
                empty = run;
            } else {
                sink(0);
            }
        }
        return gathered(count);
    }

    private void refill() {
        if (!fill(empty)) {
            heap[0] = heap[--live];
        }
        empty = null;
        if (live > 0) {
            sink(0);
        }
    }

    private void sink(int from) {
        var place = from;
        var run = heap[place];
        while (2 * place + 1 < live) {
            var child = 2 * place + 1;
            if (child + 1 < live && isBefore(heap[child + 1], heap[child])) {
                child++;
            }
            if (!isBefore(heap[child], run)) {
                break;
            }
            heap[place] = heap[child];
            place = child;
        }
        heap[place] = run;
    }

    private boolean isBefore(int left, int right) {
        var one = runs[left];
        var other = runs[right];
        var compared =
                one.form != null && one.form == other.form
                        ? Long.compare(one.bits[one.row], other.bits[other.row])
                        : order.compare(one.keys.get(one.row), other.keys.get(other.row));
        return compared < 0 || (compared == 0 && left < right);
    }

    private Window gathered(int count) {
        if (windowsChanged) {
            prepare();
        }
        if (gathering != null) {
            gathering.copy(places, 0, count, merged, 0);
        } else {
            for (var i = 0; i < count; i++) {
                var run = runs[places[i] >>> RowBuffer.CHUNK_BITS];
                merged.set(i, run.window.get(places[i] & (RowBuffer.CHUNK - 1)));
            }
        }
        merged.size(count);
        return merged;
    }

    private void prepare() {
        windowsChanged = false;
        var first = runs[heap[0]].window;
        var windows = Arrays.stream(runs).map(run -> run.window == null ? first : run.window).toList();
        var kind = windows.stream().map(Window::kind).reduce(Kind::common).orElseThrow();
        var alike = windows.stream().allMatch(window -> window.kind().equals(kind));
        gathering = alike ? new Gathering(kind, windows) : null;
        if (merged == null || !merged.kind().equals(kind)) {
            merged = new Window(kind);
        }
    }
}
