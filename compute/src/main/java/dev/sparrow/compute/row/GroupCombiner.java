/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.TaskEnvironment;
import dev.sparrow.lineage.Label;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;

/// Makes a list of the values of each key.
final class GroupCombiner extends Combiner {
    /// A window is full with so many values in its lists.
    static final int VALUES_MAX = 1 << 16;

    private GroupLists lists;

    GroupCombiner(Label label, TaskEnvironment environment) {
        super(label, environment);
        clear();
    }

    @Override
    void add(int slot, Object value) {
        lists.add(slot, value);
    }

    @Override
    void add(int[] slots, Window values) {
        lists.add(slots, values);
    }

    @Override
    long bytesWith(int more) {
        return lists.bytesWith(more);
    }

    @Override
    void spill() {
        lists.spill();
    }

    @Override
    void read(int slots) {
        lists.read(slots);
    }

    @Override
    Kind.Leaf leaf() {
        return Kind.Leaf.OBJECT;
    }

    @Override
    int copy(int from, int count, Object array) {
        var into = (Object[]) array;
        var values = 0;
        var copied = 0;
        while (copied < count && values < VALUES_MAX) {
            var list = lists.list(from + copied);
            values += list.size();
            into[copied++] = list;
        }
        return copied;
    }

    @Override
    void clear() {
        lists = new GroupLists(room);
    }
}
