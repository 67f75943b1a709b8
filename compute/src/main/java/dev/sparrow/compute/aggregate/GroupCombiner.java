/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.aggregate;

import dev.sparrow.compute.TaskEnvironment;
import dev.sparrow.compute.spill.OperatorMemory;
import dev.sparrow.compute.table.KeyTable;
import dev.sparrow.compute.window.PairShape;
import dev.sparrow.compute.window.WindowSource;
import dev.sparrow.lineage.Label;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.value.Tuple2;

/// Makes a list of the values of each key.
final class GroupCombiner extends Combiner {
    /// A window is full with so many values in its lists.
    static final int VALUES_MAX = 1 << 16;

    private final OperatorMemory memory;
    private final KeyRounds rounds;
    private GroupLists lists;
    private int unasked;

    GroupCombiner(Label label, TaskEnvironment environment) {
        super(label);
        this.memory = new OperatorMemory(label, environment);
        this.rounds = new KeyRounds(1, memory);
        this.lists = new GroupLists(memory);
    }

    @Override
    public void add(Tuple2<?, ?> pair) {
        if (unasked++ % OperatorMemory.ROWS_PER_QUESTION == 0) {
            reserve(OperatorMemory.ROWS_PER_QUESTION);
        }
        var slot = rounds.slot(0, pair);
        if (slot != KeyTable.ABSENT) {
            lists.add(slot, pair._2());
        }
    }

    @Override
    public void add(Window pairs, int[] slots) {
        reserve(pairs.size());
        var known = rounds.pairs(0, pairs, slots);
        if (known.size() > 0) {
            lists.add(slots, known.part(1));
        }
    }

    private void reserve(int more) {
        if (hasRoom(more)) {
            return;
        }
        lists.spill();
        if (!hasRoom(more)) {
            rounds.close();
        }
    }

    private boolean hasRoom(int more) {
        return memory.holds(rounds.bytesWith(more) + lists.bytesWith(more));
    }

    @Override
    public WindowSource windows() {
        return rounds.windows(Round::new, () -> lists = new GroupLists(memory), (pairs, _) -> takeAll(pairs));
    }

    private void takeAll(WindowSource pairs) {
        for (var window = pairs.next(); window != null; window = pairs.next()) {
            accept(window);
        }
    }

    /// The pairs of the keys of a round.
    private final class Round implements WindowSource {
        private final KeyTable keys = rounds.keys();
        private final Window window = new Window(PairShape.kind(keys.kind(), Kind.Leaf.OBJECT));
        private final int groups = keys.kind().leaves();
        private int slot;

        private Round() {
            lists.read(keys.size());
        }

        @Override
        public Window next() {
            var from = slot;
            var values = 0;
            while (slot < keys.size() && slot - from < Window.ROWS && values < VALUES_MAX) {
                var list = lists.list(slot);
                values += list.size();
                window.objects(groups)[slot++ - from] = list;
            }
            if (slot == from) {
                return null;
            }
            keys.copy(from, slot - from, window);
            window.size(slot - from);
            return window;
        }
    }
}
