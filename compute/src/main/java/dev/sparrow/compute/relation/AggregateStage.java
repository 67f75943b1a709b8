/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation;

import dev.sparrow.compute.relation.hash.GroupTable;
import dev.sparrow.compute.relation.segment.SegmentSpec;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.table.step.State;
import dev.sparrow.table.step.TableStep;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/// Folds rows into the states of their groups, and gives a row for each group at the end.
final class AggregateStage implements Stage {
    private final TableStep.Aggregate step;
    private final List<SegmentSpec.Output> outputs;
    private final Runner keys;
    private final Runner folds;

    /// For keys that may have places in dictionaries; null for others.
    private final DictionaryKeys places;

    /// Folds rows whose keys have places.
    private final Runner placed;

    private final Consumer<Window> into;
    private final Runnable done;
    private final GroupStates states;
    private final GroupTable table;
    private Object[] keyArrays = new Object[0];
    private int[] groups = new int[0];

    /// @param into takes the rows of the groups
    /// @param done called after the last
    AggregateStage(TableStep.Aggregate step, Flow flow, ChainContext context, Consumer<Window> into, Runnable done) {
        this.step = step;
        this.into = into;
        this.done = done;
        var by = flow.resolve(step.keys());
        var folded = new ArrayList<State>();
        for (var state : step.states()) {
            folded.add(new State(state.fold(), flow.resolve(state.values()), state.field(), state.aggregate()));
        }
        this.outputs = KeyColumns.outputs(by);
        this.states = new GroupStates(folded);
        this.table = newTable();
        this.places = DictionaryKeys.of(by, flow, table);
        this.placed =
                places == null
                        ? null
                        : new Runner(fold(folded, new SegmentSpec.PlacedGroups(by)), flow, context.compilation());
        if (by.isEmpty()) {
            this.keys = null;
            this.folds = new Runner(fold(folded, new SegmentSpec.OneGroup()), flow, context.compilation());
        } else {
            this.keys = new Runner(new SegmentSpec.Write(outputs, true), flow, context.compilation());
            this.folds =
                    new Runner(fold(folded, new SegmentSpec.GivenGroups()), flow.selected(), context.compilation());
        }
    }

    private static SegmentSpec.Fold fold(List<State> states, SegmentSpec.Grouping grouping) {
        return new SegmentSpec.Fold(states, grouping);
    }

    private GroupTable newTable() {
        var longs = new boolean[outputs.size()];
        for (var i = 0; i < longs.length; i++) {
            longs[i] = KeyColumns.isLong(outputs.get(i).value().type());
        }
        return new GroupTable(longs, true);
    }

    @Override
    public boolean accept(Rows rows) {
        if (keys == null) {
            folds.run(rows, states.arrays(groups), 0);
            return true;
        }
        if (places != null && places.fits(rows)) {
            states.reserve(table.groups() + places.combinations());
            placed.run(rows, states.arrays(places), 0);
            return true;
        }
        if (groups.length < rows.count()) {
            groups = new int[rows.count()];
            keyArrays = KeyColumns.arrays(outputs, rows.count());
        }
        var passed = keys.run(rows, keyArrays, 0);
        if (passed > 0) {
            table.number(KeyColumns.of(outputs, keyArrays, passed), groups);
            states.reserve(table.groups());
            var numbers = (int[]) keyArrays[keyArrays.length - 1];
            folds.run(rows.select(numbers, passed), states.arrays(groups), 0);
        }
        return true;
    }

    @Override
    public void finish() {
        states.rows(table.keys(), step.keys(), step.schema(), into);
        done.run();
    }

    @Override
    public void use(BitSet bases) {
        folds.use(bases);
        if (keys != null) {
            keys.use(bases);
        }
    }
}
