/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.join;

import dev.sparrow.compute.UserCode;
import dev.sparrow.compute.UserFailure;
import dev.sparrow.compute.table.ColumnGather;
import dev.sparrow.compute.table.KeyTable;
import dev.sparrow.compute.table.ValueLists;
import dev.sparrow.compute.window.PairShape;
import dev.sparrow.compute.window.WindowSource;
import dev.sparrow.lineage.Label;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;

import java.util.List;

/// An inner join's probe: windows of left pairs are looked up in the table of the right ones as they pass by.
public final class JoinProbe implements WindowSource {
    private final WindowSource lefts;
    private final JoinTable table;
    private final ValueLists values;
    private final ColumnGather rights;
    private final Label label;

    /// Of each row of the result.
    private final int[] leftRows = new int[Window.ROWS];

    private final int[] rightRows = new int[Window.ROWS];

    /// Null before the first.
    private Window left;

    /// What the left window's columns are gathered by.
    private ColumnGather leftColumns;

    private int[] slots = new int[Window.ROWS];
    private int row;

    /// How many partners of the row are in a window already.
    private int matched;

    /// Null before there is one of the left's kind.
    private Window joined;

    private Kind joinedOf;

    public JoinProbe(WindowSource lefts, JoinTable table, Label label) {
        this.lefts = lefts;
        this.table = table;
        this.values = table.values();
        this.rights = values.gathering();
        this.label = label;
    }

    @Override
    public Window next() {
        while (true) {
            if (left == null || row == left.size()) {
                var next = lefts.next();
                if (next == null) {
                    return null;
                }
                begin(inColumns(next));
            }
            var count = values.isSingle() ? meetOne() : meetSome();
            if (count > 0) {
                return gathered(count);
            }
        }
    }

    private void begin(Window window) {
        left = window;
        row = 0;
        if (slots.length < window.size()) {
            slots = new int[window.size()];
        }
        try {
            table.find(window.part(0), slots);
        } catch (Throwable e) {
            throw UserFailure.of(label, e);
        }
        if (!window.kind().equals(joinedOf)) {
            var parts = ((Kind.Struct) window.kind()).parts();
            joinedOf = window.kind();
            joined = new Window(PairShape.kind(parts.get(0), PairShape.kind(parts.get(1), values.kind())));
        }
        leftColumns = new ColumnGather(window.kind(), List.of(window));
    }

    /// Pairs that come as objects, with keys and values in a column each.
    private Window inColumns(Window window) {
        if (PairShape.are(window.kind())) {
            return window;
        }
        var pairs = new Window(PairShape.kind(Kind.Leaf.OBJECT, Kind.Leaf.OBJECT), window.size());
        for (var at = 0; at < window.size(); at++) {
            var pair = UserCode.pair(window.get(at), label);
            pairs.objects(0)[at] = pair._1();
            pairs.objects(1)[at] = pair._2();
        }
        pairs.size(window.size());
        return pairs;
    }

    /// Where no key has several partners, numbers are rows.
    private int meetOne() {
        var count = 0;
        var end = Math.min(left.size(), row + Window.ROWS);
        for (; row < end; row++) {
            leftRows[count] = row;
            rightRows[count] = slots[row];
            count += slots[row] == KeyTable.ABSENT ? 0 : 1;
        }
        return count;
    }

    private int meetSome() {
        var count = 0;
        while (row < left.size() && count < Window.ROWS) {
            var slot = slots[row];
            var place = slot == KeyTable.ABSENT ? 0 : values.begin(slot) + matched;
            var end = slot == KeyTable.ABSENT ? 0 : values.begin(slot + 1);
            for (; place < end && count < Window.ROWS; matched++) {
                leftRows[count] = row;
                rightRows[count++] = values.row(place++);
            }
            if (place == end) {
                row++;
                matched = 0;
            }
        }
        return count;
    }

    private Window gathered(int count) {
        leftColumns.copy(leftRows, 0, count, joined, 0);
        rights.copy(rightRows, 0, count, joined, left.kind().leaves());
        joined.size(count);
        return joined;
    }
}
