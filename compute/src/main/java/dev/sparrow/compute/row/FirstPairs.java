/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.TaskEnvironment;
import dev.sparrow.compute.pipeline.WindowSink;
import dev.sparrow.compute.table.KeyTable;
import dev.sparrow.lineage.Label;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.value.Tuple2;

/// Hands on the first pair of each key, as it comes, and drops most others: those whose keys it still knows.
///
/// Where nearly all keys are different it looks no further and hands on everything: whoever comes after it does the
/// same work anyway. So it does if it is refused memory and has seldom met a key again; else it forgets all keys then.
final class FirstPairs extends PairSink {
    /// So many rows say something of the others. If keys come in any order, and of `n` rows `c` had a known one, then
    /// there are about `n² / 2c` keys (the birthday problem: Knuth, TAOCP 3, §6.4).
    private static final int ROWS_SEEN_MIN = 1 << 16;

    /// Fewer known ones among so many rows are not worth the table: there are at least 32 million keys then.
    private static final int ROWS_PER_KNOWN_MAX = 1 << 10;

    /// Fewer rows than so many for each key are not worth the table.
    private static final int ROWS_PER_KEY_MIN = 2;

    private final WindowSink next;
    private final Room room;
    private final KnownRows news = new KnownRows();
    private long rows;

    /// Null when it does not pay any more.
    private KeyTable keys = new KeyTable();

    FirstPairs(WindowSink next, Label label, TaskEnvironment environment) {
        super(label);
        this.next = next;
        this.room = new Room(label, environment);
    }

    @Override
    void add(Tuple2<?, ?> pair) {
        if (rows % Room.ROWS_PER_QUESTION == 0) {
            makeRoom(Room.ROWS_PER_QUESTION);
        }
        rows++;
        if (keys == null || keys.size() == keys.slot(pair._1())) {
            next.accept(pair);
        }
    }

    @Override
    void add(Window pairs, int[] slots) {
        makeRoom(pairs.size());
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

    private void makeRoom(int more) {
        if (keys == null || (room.holds(keys.bytesWith(more)) && !isInVain())) {
            return;
        }
        keys = isInVain() || rows < (long) ROWS_PER_KEY_MIN * keys.size() ? null : new KeyTable();
        rows = 0;
        room.emptied();
    }

    private boolean isInVain() {
        return rows >= ROWS_SEEN_MIN && rows - keys.size() < rows / ROWS_PER_KNOWN_MAX;
    }
}
