/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation;

import dev.sparrow.column.Field;
import dev.sparrow.column.Schema;
import dev.sparrow.compute.relation.segment.SegmentSpec;
import dev.sparrow.compute.relation.spill.RowBuckets;
import dev.sparrow.compute.spill.OperatorMemory;
import dev.sparrow.compute.window.WindowSource;
import dev.sparrow.storage.columnar.Kind.TableKinds;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.step.Lookup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// A lookup whose right table has no room in memory: the rows of both tables wait on disk in buckets by their keys, and
/// then one bucket after the other is looked up (the grace hash join: Kitsuregawa, Tanaka and Moto-oka 1983).
final class SpilledLookupStage implements Stage {
    private final Lookup lookup;
    private final Schema left;
    private final ChainContext context;
    private final OperatorMemory memory;
    private final OutputStage output;
    private final RowBuckets lefts;
    private final RowBuckets rights;
    private final Keyed leftKeys;
    private final Following following;

    /// Makes what a bucket is looked up with, and what all of them go on to.
    ///
    /// @param pairs of pairs, with the lookup's condition
    /// @param next takes the rows
    record Following(Flow flow, Flow pairs, Stage next) {}

    /// A right table, and whether all of its rows are there.
    ///
    /// @param rest null if they are
    record Gathered(RightGatherer rows, WindowSource rest) {

        /// Gathers rows as long as there is room for them.
        ///
        /// @param hasToFit whether it is of no use to put them on disk
        static Gathered of(
                Lookup lookup, WindowSource rows, OperatorMemory memory, boolean hasToFit, ChainContext context) {
            var gatherer = new RightGatherer(lookup);
            var windows = gatherer.windows(rows, context);
            for (var window = windows.next(); window != null; window = windows.next()) {
                context.environment().checkCancelled();
                gatherer.add(window);
                // The table has them once more, and a place in two lists for each.
                var bytes = 2 * gatherer.bytes() + 24 * gatherer.count();
                if (!memory.holds(bytes)) {
                    if (!hasToFit) {
                        return new Gathered(gatherer, windows);
                    }
                    memory.insist(bytes, lookup.rightKeys());
                }
            }
            return new Gathered(gatherer, null);
        }

        BuildTable table(Lookup lookup, ChainContext context) {
            return BuildTable.of(lookup, List.of(rows.part()), context.compilation());
        }

        /// All rows, also those that are not gathered.
        WindowSource all(Lookup lookup) {
            var some = RightGatherer.rows(lookup, rows.part());
            var first = Window.over(TableKinds.of(lookup.right()), Arrays.asList(some.leaves()), some.count());
            return new WindowSource() {
                private boolean isRead = some.count() == 0;

                @Override
                public Window next() {
                    if (isRead) {
                        return rest.next();
                    }
                    isRead = true;
                    return first;
                }
            };
        }
    }

    /// Finds the hashes of keys.
    private static final class Keyed {
        private final List<SegmentSpec.Output> outputs;
        private final Runner runner;
        private final WindowColumns columns;
        private Object[] arrays = new Object[0];
        private int capacity;

        Keyed(List<Expression> keys, Schema schema, ChainContext context) {
            outputs = KeyColumns.outputs(keys);
            runner = new Runner(new SegmentSpec.Write(outputs, true), Flow.of(schema), context.compilation());
            var used = new BitSet();
            runner.use(used);
            columns = new WindowColumns(schema, used);
        }

        int[] hashes(Window window) {
            if (capacity < window.size()) {
                capacity = window.size();
                arrays = KeyColumns.arrays(outputs, capacity);
            }
            columns.show(window);
            runner.run(new Rows(window.size(), columns.columns(), new int[][] {null}), arrays, 0);
            var keys = KeyColumns.of(outputs, arrays, window.size());
            var hashes = new int[window.size()];
            Arrays.setAll(hashes, keys::hash);
            return hashes;
        }
    }

    /// @param right rows of the right table, also those that had room
    SpilledLookupStage(
            Lookup lookup,
            Flow flow,
            Gathered right,
            Following following,
            ChainContext context,
            OperatorMemory memory) {
        this(lookup, flow, right.all(lookup), following, context, memory, 0);
    }

    private SpilledLookupStage(
            Lookup lookup,
            Flow flow,
            WindowSource right,
            Following following,
            ChainContext context,
            OperatorMemory memory,
            int depth) {
        this.lookup = lookup;
        this.following = following;
        this.left = columns(flow);
        this.context = context;
        this.memory = memory;
        this.lefts = new RowBuckets(memory, depth);
        this.rights = new RowBuckets(memory, depth);
        this.leftKeys = new Keyed(lookup.leftKeys(), left, context);
        this.output = new OutputStage(left, flow, context.compilation(), this::append);
        memory.emptied();
        var rightKeys = new Keyed(lookup.rightKeys(), lookup.right(), context);
        for (var window = right.next(); window != null; window = right.next()) {
            context.environment().checkCancelled();
            rights.append(window, rightKeys.hashes(window));
        }
        rights.finish();
    }

    /// The columns of a flow.
    static Schema columns(Flow flow) {
        var fields = new ArrayList<Field>();
        for (var column : flow.columns()) {
            fields.add(new Field("c" + fields.size(), column.type(), column.nullable()));
        }
        return new Schema(fields);
    }

    private void append(Window window) {
        lefts.append(window, leftKeys.hashes(window));
    }

    @Override
    public boolean accept(Rows rows) {
        return output.accept(rows);
    }

    @Override
    public void finish() {
        output.finish();
        lefts.finish();
        for (var bucket = 0; bucket < lefts.count(); bucket++) {
            if (!lefts.isEmpty(bucket) || (lookup.kind() == Lookup.Kind.FULL && !rights.isEmpty(bucket))) {
                WindowColumns.pass(lefts.read(bucket), left, stage(bucket), context);
            }
            lefts.close(bucket);
            rights.close(bucket);
            memory.emptied();
        }
        following.next.finish();
    }

    private Stage stage(int bucket) {
        var hasToFit = rights.hasAll(bucket) || !RowBuckets.canCut(lefts.depth());
        var gathered = Gathered.of(lookup, rights.read(bucket), memory, hasToFit, context);
        var further = new Following(following.flow, following.pairs, new Unfinished(following.next));
        return gathered.rest == null
                ? new LookupStage(
                        lookup, gathered.table(lookup, context), further.flow, further.pairs, context, further.next)
                : new SpilledLookupStage(
                        lookup, further.flow, gathered.all(lookup), further, context, memory, lefts.depth());
    }

    /// What goes on when a bucket has come to its end.
    private record Unfinished(Stage stage) implements Stage {
        @Override
        public boolean accept(Rows rows) {
            return stage.accept(rows);
        }

        @Override
        public void finish() {
            // There are more buckets.
        }

        @Override
        public void use(BitSet bases) {
            stage.use(bases);
        }
    }

    @Override
    public void use(BitSet bases) {
        output.use(bases);
    }
}
