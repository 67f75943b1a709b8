/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.sort;

import dev.sparrow.compute.table.ColumnGather;
import dev.sparrow.compute.table.KeyForm;
import dev.sparrow.compute.table.RowBuffer;
import dev.sparrow.compute.window.WindowSource;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// A merge of several sources of pairs, each in the order of its keys. Of equal keys those of earlier sources are
/// first.
///
/// The sources meet in a tree of losers: a row costs one comparison for each of its levels (Knuth, TAOCP 3, §5.4.1). A
/// window ends where a source has to fill its own anew.
final class MergedRuns implements WindowSource {
    private final NaturalOrder natural;
    private final Comparator<Object> order;
    private final Run[] runs;

    /// The number of the source with the next row, and then of those that lost, each at its node.
    private final int[] losers;

    /// What the keys of all sources are as bits, one and the same; null if there is none.
    private KeyForm form;

    /// By source, the next key as bits; the greatest at its end.
    private final long[] nextBits;

    /// The number of the source whose window is read to its end, or [#NONE].
    private int empty = NONE;

    private static final int NONE = -1;

    /// Places of rows: the number of their source, and the row in its window.
    private final int[] places = new int[Window.ROWS];

    private Window merged;

    /// Null if the windows are not all of one kind.
    private ColumnGather gathering;

    private boolean windowsChanged = true;

    private static final class Run {
        private final WindowSource source;

        /// Null at the end.
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

    MergedRuns(List<WindowSource> sources, NaturalOrder natural, Comparator<Object> order) {
        this.natural = natural;
        this.order = order;
        this.runs = sources.stream().map(Run::new).toArray(Run[]::new);
        this.losers = new int[runs.length];
        this.nextBits = new long[runs.length];
        for (var run = 0; run < runs.length; run++) {
            fill(run);
        }
        if (runs.length > 0) {
            form = commonForm();
            losers[0] = winner(1);
        }
    }

    /// Takes the next window of a source.
    private void fill(int number) {
        var run = runs[number];
        var before = run.window;
        run.window = run.source.next();
        run.row = 0;
        windowsChanged |= before != run.window;
        if (run.window == null) {
            nextBits[number] = Long.MAX_VALUE;
            return;
        }
        run.window.fill(); // `gathering` has its arrays already if it is the window of before
        run.keys = run.window.part(0);
        var formBefore = run.form;
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
            nextBits[number] = run.bits[0];
        }
        if (run.form != formBefore) {
            form = commonForm();
        }
    }

    /// Of all sources that have not ended.
    private KeyForm commonForm() {
        var forms = Arrays.stream(runs).filter(run -> run.window != null).map(run -> run.form).distinct().toList();
        return forms.size() == 1 ? forms.getFirst() : null;
    }

    @Override
    public Window next() {
        if (empty != NONE) {
            fill(empty);
            replay(empty);
            empty = NONE;
        }
        if (runs.length == 0 || isOver(losers[0])) {
            return null;
        }
        var count = 0;
        while (count < Window.ROWS && empty == NONE) {
            var first = losers[0];
            var run = runs[first];
            places[count++] = first << RowBuffer.CHUNK_BITS | run.row++;
            if (run.row == run.window.size()) {
                empty = first;
            } else {
                nextBits[first] = run.bits[run.row]; // means nothing without a form
                replay(first);
            }
        }
        return gathered(count);
    }

    /// Lets the sources below a node play, and returns which one has won.
    private int winner(int node) {
        if (node >= runs.length) {
            return node - runs.length;
        }
        var left = winner(2 * node);
        var right = winner(2 * node + 1);
        var leftWins = isBefore(left, right);
        losers[node] = leftWins ? right : left;
        return leftWins ? left : right;
    }

    /// The source that was first has another row: it meets all who lost against it.
    private void replay(int run) {
        var winner = run;
        for (var node = (run + runs.length) / 2; node > 0; node /= 2) {
            var other = losers[node];
            if (isBefore(other, winner)) {
                losers[node] = winner;
                winner = other;
            }
        }
        losers[0] = winner;
    }

    private boolean isOver(int run) {
        return runs[run].window == null;
    }

    private boolean isBefore(int left, int right) {
        if (form != null) {
            if (nextBits[left] != nextBits[right]) {
                return nextBits[left] < nextBits[right];
            }
        } else if (!isOver(left) && !isOver(right)) {
            var one = runs[left];
            var other = runs[right];
            var compared = order.compare(one.keys.get(one.row), other.keys.get(other.row));
            if (compared != 0) {
                return compared < 0;
            }
        }
        return isOver(left) == isOver(right) ? left < right : isOver(right);
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
        var first = runs[losers[0]].window;
        var windows = Arrays.stream(runs).map(run -> run.window == null ? first : run.window).toList();
        var kind = windows.stream().map(Window::kind).reduce(Kind::common).orElseThrow();
        var alike = windows.stream().allMatch(window -> window.kind().equals(kind));
        gathering = alike ? new ColumnGather(kind, windows) : null;
        if (merged == null || !merged.kind().equals(kind)) {
            merged = new Window(kind);
        }
    }
}
