/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.table.ValueLists;
import dev.sparrow.lineage.Label;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;

/// Makes a list of the values of each key.
final class GroupCombiner extends Combiner {
    private final ValueLists lists = new ValueLists();

    GroupCombiner(Label label) {
        super(label);
    }

    @Override
    void add(int slot, Object value) {
        lists.add(slot, value);
    }

    @Override
    void add(int[] slots, Window values) {
        for (var row = 0; row < values.size(); row++) {
            lists.add(slots[row], values.get(row));
        }
    }

    @Override
    Object combined(int slot) {
        return lists.list(slot);
    }

    @Override
    Kind.Leaf leaf() {
        return Kind.Leaf.OBJECT;
    }

    @Override
    void copy(int from, int count, Object array) {
        var into = (Object[]) array;
        for (var i = 0; i < count; i++) {
            into[i] = lists.list(from + i);
        }
    }
}
