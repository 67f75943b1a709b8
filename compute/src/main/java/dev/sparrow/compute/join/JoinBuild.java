/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.join;

import dev.sparrow.compute.TaskEnvironment;
import dev.sparrow.compute.aggregate.PairSink;
import dev.sparrow.compute.spill.OperatorMemory;
import dev.sparrow.compute.window.RowNumbers;
import dev.sparrow.lineage.JoinKind;
import dev.sparrow.lineage.Label;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.value.Tuple2;

import java.util.Optional;

/// Takes the right side of a join: into a table, or, where memory is refused, to disk.
public final class JoinBuild extends PairSink {
    private final JoinKind kind;
    private final OperatorMemory memory;
    private final RowNumbers numbers = new RowNumbers();

    /// Of no use any more when there are rounds.
    private JoinTable table;

    /// Null as long as the table has room for all.
    private PartitionedJoin rounds;

    public JoinBuild(JoinKind kind, Label label, TaskEnvironment environment) {
        super(label);
        this.kind = kind;
        this.memory = new OperatorMemory(label, environment);
        this.table = new JoinTable(kind);
    }

    public JoinKind kind() {
        return kind;
    }

    @Override
    public void add(Tuple2<?, ?> pair) {
        if (numbers.count() % OperatorMemory.ROWS_PER_QUESTION == 0) {
            reserve(OperatorMemory.ROWS_PER_QUESTION);
        }
        var number = numbers.next();
        if (rounds == null) {
            table.add(pair);
        } else {
            rounds.right(number, pair);
        }
    }

    @Override
    public void add(Window pairs, int[] slots) {
        reserve(pairs.size());
        var numbered = numbers.of(pairs);
        if (rounds == null) {
            table.add(pairs, slots);
        } else {
            rounds.right(numbered);
        }
    }

    private void reserve(int more) {
        if (rounds != null || table.isEmpty() || memory.holds(table.bytesWith(more))) {
            return;
        }
        rounds = new PartitionedJoin(kind, label, memory);
        var before = new RowNumbers();
        var pairs = table.pairs();
        for (var window = pairs.next(); window != null; window = pairs.next()) {
            rounds.right(before.of(window));
        }
        table = new JoinTable(kind);
        memory.emptied();
    }

    /// What has all of them; to be asked for if there are no [#rounds].
    public JoinTable table() {
        return table;
    }

    /// What joins left pairs if the table had no room for all right ones. To be asked after these were added.
    public Optional<PartitionedJoin> rounds() {
        return Optional.ofNullable(rounds);
    }
}
