/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation;

import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.Field;
import dev.sparrow.column.Schema;
import dev.sparrow.compute.relation.hash.GroupTable;
import dev.sparrow.compute.relation.segment.SegmentSpec;
import dev.sparrow.compute.relation.spill.RankedRows;
import dev.sparrow.compute.relation.spill.RowBuckets;
import dev.sparrow.compute.spill.OperatorMemory;
import dev.sparrow.compute.window.WindowSource;
import dev.sparrow.storage.columnar.Kind.TableKinds;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.step.State;
import dev.sparrow.table.step.TableStep;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/// Folds rows into the states of their groups, and gives a row for each group at the end. Groups for which memory is
/// refused go on as they are, where others are going to put them together; else they wait on disk, and groups of some
/// hashes at a time are put together at the end. They come in the order of their first rows all the same.
final class AggregateStage implements Stage {
    /// Fewer groups are kept in any case: files for them would take more.
    private static final int SPILLED_MIN = 64;

    private final TableStep.Aggregate step;
    private final List<SegmentSpec.Output> outputs;
    private final Runner keys;
    private final Runner folds;

    /// For keys that may have places in dictionaries; null for others.
    private final DictionaryKeys places;

    /// Folds rows whose keys have places.
    private final Runner placed;

    private final Rest rest;
    private final ChainContext context;
    private final OperatorMemory memory;

    /// How often the rows were cut into buckets before.
    private final int depth;

    private final List<State> folded;

    /// Null as long as no group is on disk.
    private RowBuckets buckets;

    /// Of the first group in the table, counted over all that were there.
    private long firstNumber;

    private GroupStates states;
    private GroupTable table;
    private Object[] keyArrays = new Object[0];
    private int[] groups = new int[0];

    /// @param rest takes the rows of the groups
    AggregateStage(TableStep.Aggregate step, Flow flow, ChainContext context, OperatorMemory memory, Rest rest) {
        this(step, flow, context, memory, 0, rest);
    }

    private AggregateStage(
            TableStep.Aggregate step, Flow flow, ChainContext context, OperatorMemory memory, int depth, Rest rest) {
        this.step = step;
        this.context = context;
        this.memory = memory;
        this.depth = depth;
        this.rest = rest;
        var by = flow.resolve(step.keys());
        this.folded = new ArrayList<>();
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
            spillIfRefused();
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
            spillIfRefused();
        }
        return true;
    }

    // ---- Groups that have no room

    private void spillIfRefused() {
        var bytes = table.bytes() + states.bytes();
        if (table.groups() < SPILLED_MIN || memory.holds(bytes)) {
            return;
        }
        if (step.partial()) {
            emit(rest::accept);
            clear();
        } else if (RowBuckets.canCut(depth)) {
            spill();
        } else {
            memory.insist(bytes, step.keys());
        }
    }

    private void emit(Consumer<Window> to) {
        states.rows(table.keys(), step.keys(), step.schema(), to);
    }

    private void clear() {
        firstNumber += table.groups();
        table = newTable();
        states = new GroupStates(folded);
        if (places != null) {
            places.clear(table);
        }
        memory.emptied();
    }

    /// Puts all groups on disk, each with its number.
    private void spill() {
        if (buckets == null) {
            buckets = new RowBuckets(memory, depth);
        }
        var from = new int[1];
        emit(window -> {
            var hashes = new int[window.size()];
            var numbers = new long[window.size()];
            for (var row = 0; row < hashes.length; row++) {
                hashes[row] = table.hash(from[0] + row);
                numbers[row] = firstNumber + from[0] + row;
            }
            var leaves = new ArrayList<>(window.arrays());
            leaves.add(numbers);
            buckets.append(Window.over(TableKinds.of(numbered()), leaves, hashes.length), hashes);
            from[0] += hashes.length;
        });
        clear();
    }

    /// The columns, and the number of the group.
    private Schema numbered() {
        var fields = new ArrayList<>(step.schema().fields());
        fields.add(new Field("number", Plain.BIGINT, false));
        return new Schema(fields);
    }

    /// Puts the parts of groups together, and the groups in order.
    private void merge() {
        spill();
        buckets.finish();
        var ranked = new RankedRows(memory, true, TableKinds.of(step.schema()));
        for (var bucket = 0; bucket < buckets.count(); bucket++) {
            if (!buckets.isEmpty(bucket)) {
                mergeBucket(buckets.read(bucket), ranked);
                buckets.close(bucket);
            }
        }
        rest.acceptAll(ranked.rows());
    }

    private void mergeBucket(WindowSource rows, RankedRows ranked) {
        var schema = numbered();
        var number = new Expression.Input(schema.fields().size() - 1, Plain.BIGINT, false, "number");
        var fields = new ArrayList<>(step.schema().fields());
        fields.add(new Field("number", Plain.BIGINT, true));
        var merging = step.merging();
        var merged = new ArrayList<>(merging.states());
        merged.add(new State(State.Fold.LEAST, List.of(number), fields.getLast(), null));
        var child =
                new AggregateStage(
                        new TableStep.Aggregate(merging.keys(), merged, false, new Schema(fields)),
                        Flow.of(schema),
                        context,
                        memory,
                        buckets.depth(),
                        new Ranking(ranked));
        WindowColumns.pass(rows, schema, child, context);
    }

    /// Takes groups with their numbers, a run of each bucket.
    private record Ranking(RankedRows ranked) implements Rest {
        @Override
        public void accept(Window window) {
            var leaves = window.arrays();
            // The number is the last, and before it whether it is there.
            ranked.append(ranked.window(leaves.getLast(), leaves.subList(0, leaves.size() - 2), window.size()));
        }

        @Override
        public void acceptAll(WindowSource windows) {
            for (var window = windows.next(); window != null; window = windows.next()) {
                accept(window);
            }
        }

        @Override
        public void finish() {
            ranked.endRun();
        }
    }

    @Override
    public void finish() {
        if (buckets == null) {
            emit(rest::accept);
        } else {
            merge();
        }
        memory.emptied();
        rest.finish();
    }

    @Override
    public void use(BitSet bases) {
        folds.use(bases);
        if (keys != null) {
            keys.use(bases);
        }
    }
}
