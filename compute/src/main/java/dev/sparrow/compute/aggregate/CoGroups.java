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

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A table of the values of each key in each of several datasets; keys are in the order of their first occurrence.
/// Where memory is refused, values go to disk, and at last keys too, see [GroupLists] and [KeyRounds].
public final class CoGroups {
    private final Label label;
    private final OperatorMemory memory;
    private final KeyRounds rounds;

    /// Of each dataset.
    private final List<Input> inputs;

    public CoGroups(int inputs, Label label, TaskEnvironment environment) {
        this.label = label;
        this.memory = new OperatorMemory(label, environment);
        this.rounds = new KeyRounds(inputs, memory);
        this.inputs = IntStream.range(0, inputs).mapToObj(Input::new).toList();
    }

    /// Takes the pairs of one dataset.
    public PairSink input(int input) {
        return inputs.get(input);
    }

    private final class Input extends PairSink {
        private final int number;
        private GroupLists lists = new GroupLists(memory);
        private int unasked;

        private Input(int number) {
            super(CoGroups.this.label);
            this.number = number;
        }

        @Override
        public void add(Tuple2<?, ?> pair) {
            if (unasked++ % OperatorMemory.ROWS_PER_QUESTION == 0) {
                reserve(this, OperatorMemory.ROWS_PER_QUESTION);
            }
            var slot = rounds.slot(number, pair);
            if (slot != KeyTable.ABSENT) {
                lists.add(slot, pair._2());
            }
        }

        @Override
        public void add(Window pairs, int[] slots) {
            reserve(this, pairs.size());
            var known = rounds.pairs(number, pairs, slots);
            if (known.size() > 0) {
                lists.add(slots, known.part(1));
            }
        }
    }

    private void reserve(Input grows, int more) {
        if (hasRoom(grows, more)) {
            return;
        }
        inputs.forEach(input -> input.lists.spill());
        if (!hasRoom(grows, more)) {
            rounds.close();
        }
    }

    private boolean hasRoom(Input grows, int more) {
        var bytes = rounds.bytesWith(more);
        for (var input : inputs) {
            bytes += input.lists.bytesWith(input == grows ? more : 0);
        }
        return memory.holds(bytes);
    }

    /// Each key with its lists, which belong to the caller; to be asked for once, after all were added.
    public WindowSource windows() {
        return rounds.windows(
                Round::new, () -> inputs.forEach(input -> input.lists = new GroupLists(memory)), this::takeAll);
    }

    private void takeAll(WindowSource pairs, int input) {
        for (var window = pairs.next(); window != null; window = pairs.next()) {
            inputs.get(input).accept(window);
        }
    }

    /// The groups of the keys of a round.
    private final class Round implements WindowSource {
        private final KeyTable keys = rounds.keys();
        private final Window window = new Window(PairShape.kind(keys.kind(), Kind.Leaf.OBJECT));
        private final int groups = keys.kind().leaves();
        private int slot;

        private Round() {
            inputs.forEach(input -> input.lists.read(keys.size()));
        }

        @Override
        public Window next() {
            var count = 0;
            var values = 0;
            var from = slot;
            while (slot < keys.size() && count < Window.ROWS && values < GroupCombiner.VALUES_MAX) {
                var group = new ArrayList<List<Object>>(inputs.size());
                for (var input : inputs) {
                    var list = input.lists.list(slot);
                    values += list.size();
                    group.add(list);
                }
                window.objects(groups)[count++] = group;
                slot++;
            }
            if (count == 0) {
                return null;
            }
            keys.copy(from, count, window);
            window.size(count);
            return window;
        }
    }
}
