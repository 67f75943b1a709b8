/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.pipeline.WindowSource;
import dev.sparrow.compute.table.KeyTable;
import dev.sparrow.compute.table.ValueLists;
import dev.sparrow.lineage.Label;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.value.Tuple2;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// For each key the values of each of several datasets, keys in the order of their first occurrence.
final class CoGroups {
    private final KeyTable keys = new KeyTable();
    private final Label label;

    /// One for each dataset.
    private final List<ValueLists> inputs;

    CoGroups(int inputs, Label label) {
        this.inputs = Stream.generate(ValueLists::new).limit(inputs).toList();
        this.label = label;
    }

    /// Takes the pairs of one dataset.
    PairSink input(int input) {
        return new Input(inputs.get(input));
    }

    private final class Input extends PairSink {
        private final ValueLists lists;

        private Input(ValueLists lists) {
            super(CoGroups.this.label);
            this.lists = lists;
        }

        @Override
        void add(Tuple2<?, ?> pair) {
            lists.add(keys.slot(pair._1()), pair._2());
        }

        @Override
        void add(Window keysOfRows, Window valuesOfRows, int[] slots) {
            keys.slots(keysOfRows, slots);
            lists.add(slots, valuesOfRows);
        }
    }

    private List<List<Object>> group(int slot) {
        var group = new ArrayList<List<Object>>(inputs.size());
        for (var input : inputs) {
            group.add(input.list(slot));
        }
        return group;
    }

    /// Each key with its lists, which belong to the caller; to be asked for once, after all were added.
    WindowSource windows() {
        var window = new Window(Pairs.kind(keys.leaf(), Kind.Leaf.OBJECT));
        return new WindowSource() {
            private int done;

            @Override
            public Window next() {
                var count = Math.min(Window.ROWS, keys.size() - done);
                if (count == 0) {
                    return null;
                }
                keys.copy(done, count, window.leaf(0));
                for (var row = 0; row < count; row++) {
                    window.objects(1)[row] = group(done + row);
                }
                window.size(count);
                done += count;
                return window;
            }
        };
    }
}
