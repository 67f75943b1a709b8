/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.TaskEnvironment;
import dev.sparrow.lineage.JoinKind;
import dev.sparrow.lineage.Label;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.value.Tuple2;

import java.util.Optional;

/// Takes the right side of a join: into a table, or, where memory is refused, to disk.
final class JoinRights extends PairSink {
    private final JoinKind kind;
    private final Room room;
    private final RowNumbers numbers = new RowNumbers();

    /// Of no use any more when there are rounds.
    private JoinTable table;

    /// Null as long as the table has room for all.
    private JoinRounds rounds;

    JoinRights(JoinKind kind, Label label, TaskEnvironment environment) {
        super(label);
        this.kind = kind;
        this.room = new Room(label, environment);
        this.table = new JoinTable(kind);
    }

    JoinKind kind() {
        return kind;
    }

    @Override
    void add(Tuple2<?, ?> pair) {
        if (numbers.count() % Room.ROWS_PER_QUESTION == 0) {
            makeRoom(Room.ROWS_PER_QUESTION);
        }
        var number = numbers.next();
        if (rounds == null) {
            table.add(pair);
        } else {
            rounds.right(number, pair);
        }
    }

    @Override
    void add(Window pairs, int[] slots) {
        makeRoom(pairs.size());
        var numbered = numbers.of(pairs);
        if (rounds == null) {
            table.add(pairs, slots);
        } else {
            rounds.right(numbered);
        }
    }

    private void makeRoom(int more) {
        if (rounds != null || table.isEmpty() || room.holds(table.bytesWith(more))) {
            return;
        }
        rounds = new JoinRounds(kind, label, room);
        var before = new RowNumbers();
        var pairs = table.pairs();
        for (var window = pairs.next(); window != null; window = pairs.next()) {
            rounds.right(before.of(window));
        }
        table = new JoinTable(kind);
        room.emptied();
    }

    /// What has all of them; to be asked for if there are no [#rounds].
    JoinTable table() {
        return table;
    }

    /// What joins left pairs if the table had no room for all right ones. To be asked after these were added.
    Optional<JoinRounds> rounds() {
        return Optional.ofNullable(rounds);
    }
}
