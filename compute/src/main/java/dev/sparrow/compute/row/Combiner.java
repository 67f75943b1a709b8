/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.closure.Snapshot;
import dev.sparrow.compute.TaskEnvironment;
import dev.sparrow.compute.pipeline.SlotFold;
import dev.sparrow.compute.pipeline.WindowSource;
import dev.sparrow.compute.table.KeyTable;
import dev.sparrow.function.Function2;
import dev.sparrow.lineage.Aggregation;
import dev.sparrow.lineage.Label;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.value.Tuple2;

/// Makes one value of the values of each key; keys stay in the order of their first occurrence. A key may be null.
///
/// An exchange that combines before it moves ([Aggregation#mapSide]) writes what [#ofValues] makes, so [#ofMoved]
/// merges these; one that does not writes the values themselves, and [#ofMoved] does all the work. Both choose by the
/// same flag.
///
/// Where memory is refused, rows go to disk, see [KeyRounds]. Also before they move: to give out what there is and
/// begin anew would cost less, but a key's values would be combined otherwise than with more memory, and a zero met
/// twice.
abstract sealed class Combiner extends PairSink permits FoldCombiner, GroupCombiner {
    final Room room;
    private final KeyRounds rounds;

    private int unasked;

    Combiner(Label label, TaskEnvironment environment) {
        super(label);
        this.room = new Room(label, environment);
        this.rounds = new KeyRounds(1, room);
    }

    /// Combines values as the user's program made them.
    static Combiner ofValues(Aggregation aggregation, Label label, TaskEnvironment environment) {
        return switch (aggregation) {
            case Aggregation.Reduce reduce ->
                    new FoldCombiner(new SlotFold.Start.Value(), reduce.function(), label, environment);
            case Aggregation.Fold fold -> {
                var zero = Snapshot.take(fold.zero(), "the zero value of " + label);
                yield new FoldCombiner(new SlotFold.Start.Zero(zero::copy), fold.sequence(), label, environment);
            }
            case Aggregation.Combine combine ->
                    new FoldCombiner(
                            new SlotFold.Start.Create(combine.create()), combine.sequence(), label, environment);
            case Aggregation.Group _ -> new GroupCombiner(label, environment);
        };
    }

    /// Combines what an exchange with this aggregation moved.
    static Combiner ofMoved(Aggregation aggregation, Label label, TaskEnvironment environment) {
        return aggregation.mapSide()
                ? new FoldCombiner(new SlotFold.Start.Value(), merge(aggregation), label, environment)
                : ofValues(aggregation, label, environment);
    }

    private static Function2<Object, Object, Object> merge(Aggregation aggregation) {
        return switch (aggregation) {
            case Aggregation.Reduce reduce -> reduce.function();
            case Aggregation.Fold fold -> fold.merge();
            case Aggregation.Combine combine -> combine.merge();
            case Aggregation.Group _ -> throw new IllegalStateException("Groups are not combined before they move");
        };
    }

    @Override
    final void add(Tuple2<?, ?> pair) throws Exception {
        if (unasked++ % Room.ROWS_PER_QUESTION == 0) {
            makeRoom(Room.ROWS_PER_QUESTION);
        }
        var slot = rounds.slot(0, pair);
        if (slot != KeyTable.ABSENT) {
            add(slot, pair._2());
        }
    }

    @Override
    final void add(Window pairs, int[] slots) throws Exception {
        makeRoom(pairs.size());
        var known = rounds.pairs(0, pairs, slots);
        if (known.size() > 0) {
            add(slots, known.part(1));
        }
    }

    private void makeRoom(int more) {
        if (hasRoom(more)) {
            return;
        }
        spill();
        if (!hasRoom(more)) {
            rounds.close();
        }
    }

    private boolean hasRoom(int more) {
        return room.holds(rounds.bytesWith(more) + bytesWith(more));
    }

    /// @param slot the key's number, as its table gave it
    abstract void add(int slot, Object value) throws Exception;

    /// Adds each row's value to that of its slot.
    abstract void add(int[] slots, Window values) throws Exception;

    /// What arrays hold what was combined.
    abstract Kind.Leaf leaf();

    /// About what values take with so many more of them.
    abstract long bytesWith(int more);

    /// Puts on disk what can be merged again when it is read.
    abstract void spill();

    /// All values of a round are there.
    ///
    /// @param slots how many
    abstract void read(int slots);

    /// Copies what was combined for slots to the front of an array of the leaf. They are asked for in their order.
    ///
    /// @param count how many at most
    /// @return how many were copied; at least one
    abstract int copy(int from, int count, Object array);

    /// Forgets all values.
    abstract void clear();

    /// A pair for each key, to be gone through once, after all were added.
    final WindowSource windows() {
        return new WindowSource() {
            private Round round = new Round();

            @Override
            public Window next() {
                for (var window = round.next(); ; window = round.next()) {
                    if (window != null) {
                        return window;
                    }
                    clear();
                    if (!rounds.next((pairs, _) -> takeAll(pairs))) {
                        return null;
                    }
                    round = new Round();
                }
            }
        };
    }

    private void takeAll(WindowSource pairs) {
        for (var window = pairs.next(); window != null; window = pairs.next()) {
            accept(window);
        }
    }

    /// The pairs of the keys of a round.
    private final class Round implements WindowSource {
        private final KeyTable keys = rounds.keys();
        private final Window window;
        private int slot;

        private Round() {
            read(keys.size());
            window = new Window(Pairs.kind(keys.leaf(), leaf()));
        }

        @Override
        public Window next() {
            if (slot == keys.size()) {
                return null;
            }
            var count = copy(slot, Math.min(Window.ROWS, keys.size() - slot), window.leaf(1));
            keys.copy(slot, count, window.leaf(0));
            window.size(count);
            slot += count;
            return window;
        }
    }
}
