/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.aggregate;

import dev.sparrow.compute.TaskEnvironment;
import dev.sparrow.compute.spill.OperatorMemory;
import dev.sparrow.compute.table.KeyTable;
import dev.sparrow.compute.window.KnownRows;
import dev.sparrow.compute.window.WindowSink;
import dev.sparrow.lineage.Label;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.value.Tuple2;

/// Hands on the first pair of each key, as it comes, and drops most others: those whose keys it still knows.
///
/// Where nearly all keys are different it looks no further and hands on everything: whoever comes after it does the
/// same work anyway. So it does if it is refused memory and has seldom met a key again; else it forgets all keys then.
public final class FirstPairs extends PairSink {
    /// So many rows say something of the others. If keys come in any order, and of `n` rows `c` had a known one, then
    /// there are about `n² / 2c` keys (the birthday problem: Knuth, TAOCP 3, §6.4).
    private static final int ROWS_SEEN_MIN = 1 << 16;

    /// Fewer known ones among so many rows are not worth the table: there are at least 32 million keys then.
    private static final int ROWS_PER_KNOWN_MAX = 1 << 10;

    /// Fewer rows than so many for each key are not worth the table.
    private static final int ROWS_PER_KEY_MIN = 2;

    private final WindowSink next;
    private final OperatorMemory memory;
    private final KnownRows news = new KnownRows();
    private long rows;

    /// Null when it does not pay any more.
    private KeyTable keys = new KeyTable();

    public FirstPairs(WindowSink next, Label label, TaskEnvironment environment) {
        super(label);
        this.next = next;
        this.memory = new OperatorMemory(label, environment);
    }

    @Override
    public void add(Tuple2<?, ?> pair) {
        if (rows % OperatorMemory.ROWS_PER_QUESTION == 0) {
            reserve(OperatorMemory.ROWS_PER_QUESTION);
        }
        rows++;
        if (keys == null || keys.size() == keys.slot(pair._1())) {
            next.accept(pair);
        }
    }

    @Override
    public void add(Window pairs, int[] slots) {
        reserve(pairs.size());
        rows += pairs.size();
        next.accept(keys == null ? pairs : news(pairs, slots));
    }

    private Window news(Window pairs, int[] slots) {
        var known = keys.size();
        keys.slots(pairs.part(0), slots);
        for (var row = 0; row < pairs.size(); row++) {
            if (slots[row] == known) {
                known++;
            } else {
                slots[row] = KeyTable.ABSENT;
            }
        }
        return news.of(pairs, slots);
    }

    private void reserve(int more) {
        if (keys == null || (memory.holds(keys.bytesWith(more)) && !isInVain())) {
            return;
        }
        keys = isInVain() || rows < (long) ROWS_PER_KEY_MIN * keys.size() ? null : new KeyTable();
        rows = 0;
        memory.emptied();
    }

    private boolean isInVain() {
        return rows >= ROWS_SEEN_MIN && rows - keys.size() < rows / ROWS_PER_KNOWN_MAX;
    }
}
