/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.aggregate;

import dev.sparrow.compute.UserFailure;
import dev.sparrow.compute.pipeline.Pipeline;
import dev.sparrow.compute.pipeline.SlotFold;
import dev.sparrow.compute.table.ValueColumn;
import dev.sparrow.config.Compilation;
import dev.sparrow.function.Function2;
import dev.sparrow.lineage.Label;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;

import java.util.Optional;

/// The states of keys: what the user's functions made of the values of each key so far. They are called in a loop
/// compiled for them where windows come, else one by one.
final class FoldStates {
    private final SlotFold.Start start;
    private final Function2<Object, Object, Object> further;
    private final Label label;
    private final Compilation compilation;
    private ValueColumn states = new ValueColumn();

    /// How many values came in windows.
    private long inWindows;

    /// The loop for the kind that values had at last, and the leaf of states; empty if there can be none, null if it
    /// was not asked for.
    private Optional<SlotFold> loop;

    private Kind loopValues;
    private Kind.Leaf loopStates;

    /// Of no keys yet.
    FoldStates(SlotFold.Start start, Function2<Object, Object, Object> further, Label label, Compilation compilation) {
        this.label = label;
        this.start = start;
        this.further = further;
        this.compilation = compilation;
    }

    /// Adds a value to the state of a key.
    void add(int slot, Object value) throws Exception {
        if (slot == states.size()) {
            states.append(first(value));
        } else {
            states.set(slot, further.call(states.get(slot), value));
        }
    }

    private Object first(Object value) throws Exception {
        return switch (start) {
            case SlotFold.Start.Value _ -> value;
            case SlotFold.Start.Create(var create) -> create.call(value);
            case SlotFold.Start.Zero(var zero) -> further.call(zero.get(), value);
        };
    }

    /// Adds each row's value to the state of its key.
    void add(int[] slots, Window values) throws Exception {
        inWindows += values.size();
        var row = 0;
        while (row < values.size()) {
            var fold = loop(values.kind());
            if (fold.isPresent()) {
                row = fold(fold.get(), slots, values, row);
            } else {
                addOne(slots[row], values.get(row));
                row++;
            }
        }
    }

    private void addOne(int slot, Object value) {
        try {
            add(slot, value);
        } catch (Throwable e) {
            UserFailure.letPass(e);
            throw new UserFailure.OfElement(value, e);
        }
    }

    /// @return the row after the last that was folded; fewer than all if states changed their leaf
    private int fold(SlotFold fold, int[] slots, Window values, int from) {
        fold.size = states.size();
        var row = fold.fold(slots, values, from, values.size(), states.array(values.size() - from));
        states.size(fold.size);
        if (row == values.size()) {
            return row;
        }
        if (slots[row] == states.size()) {
            states.append(fold.odd);
        } else {
            states.set(slots[row], fold.odd);
        }
        return row + 1;
    }

    /// The first state shows what its leaf is, so there is no loop before it; nor where it would not pay.
    private Optional<SlotFold> loop(Kind values) {
        if (states.size() == 0 || !pays()) {
            return Optional.empty();
        }
        if (loop == null || !values.equals(loopValues) || loopStates != states.leaf()) {
            loopValues = values;
            loopStates = states.leaf();
            loop = SlotFold.of(start, further, label, loopValues, loopStates);
        }
        return loop;
    }

    private boolean pays() {
        return switch (compilation) {
            case NEVER -> false;
            case AUTO -> inWindows > Pipeline.ELEMENTS_MIN;
            case ALWAYS -> true;
        };
    }

    /// About what they take with so many more.
    long bytesWith(int more) {
        return states.bytesWith(more);
    }

    int size() {
        return states.size();
    }

    /// What a key has so far.
    Object get(int slot) {
        return states.get(slot);
    }

    /// What the next key has already.
    void put(Object state) {
        states.append(state);
    }

    /// What arrays hold them.
    Kind.Leaf leaf() {
        return states.leaf();
    }

    /// Copies the states of keys to the front of an array of the leaf.
    void copy(int from, int count, Object array) {
        states.copy(from, count, array);
    }

    /// Forgets all of them.
    void clear() {
        states = new ValueColumn();
    }
}
