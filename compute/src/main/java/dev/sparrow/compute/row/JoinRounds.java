/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.UserCode;
import dev.sparrow.compute.UserFailure;
import dev.sparrow.compute.pipeline.WindowSource;
import dev.sparrow.compute.sort.NaturalOrder;
import dev.sparrow.compute.table.KeyTable;
import dev.sparrow.storage.block.SpillWriter;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.value.Tuple2;

import java.util.Iterator;
import java.util.function.BiConsumer;

/// A join whose right side is too large for its table, in as many rounds as the table needs.
///
/// Left pairs whose keys are not in the table wait on disk for the next round, with their numbers. What each round
/// makes goes to disk with these numbers too and is merged by them at the end, so the order is that of a join in
/// memory.
final class JoinRounds {
    private final JoinTable table;
    private final Room room;

    /// What was made of left pairs by their numbers, and of right pairs that no left one met by theirs.
    private final SortedRuns joined;

    private final SortedRuns lonely;

    /// Of this round; null where nothing was written.
    private SpillWriter joinedNow;

    private SpillWriter waiting;
    private long lefts;

    JoinRounds(JoinTable table, Room room) {
        this.table = table;
        this.room = room;
        this.joined = byNumber();
        this.lonely = byNumber();
    }

    private SortedRuns byNumber() {
        return new SortedRuns(room, NaturalOrder.ASCENDING, (left, right) -> Long.compare((Long) left, (Long) right));
    }

    /// Takes the next left pair.
    void left(Tuple2<?, ?> pair) {
        meet(lefts++, pair);
    }

    /// Takes the next left pairs.
    void left(Window window) {
        for (var row = 0; row < window.size(); row++) {
            left(UserCode.pair(window.get(row), table.label));
        }
    }

    private void meet(Object number, Tuple2<?, ?> left) {
        var slot = ask(left._1());
        if (slot != KeyTable.ABSENT) {
            table.joined(left, slot).forEachRemaining(element -> join(number, element));
            return;
        }
        if (waiting == null) {
            waiting = room.open();
        }
        waiting.append((Object) new Tuple2<>(number, left));
    }

    private int ask(Object key) {
        try {
            return table.ask(key);
        } catch (Throwable e) {
            throw UserFailure.of(table.label, e);
        }
    }

    private void join(Object number, Object element) {
        if (joinedNow == null) {
            joinedNow = room.open();
        }
        joinedNow.append((Object) new Tuple2<>(number, element));
    }

    /// All elements of the join in their order; to be asked for once, after the left pairs were taken.
    Iterator<Object> elements() {
        endRound();
        while (table.nextRound()) {
            waited(this::meet);
            endRound();
        }
        waited(this::stayAlone);
        endJoined();
        return new Elements(joined, lonely);
    }

    /// As [#elements].
    WindowSource windows() {
        var elements = elements();
        var window = new Window(Kind.Leaf.OBJECT);
        return () -> {
            var count = 0;
            while (count < Window.ROWS && elements.hasNext()) {
                window.objects(0)[count++] = elements.next();
            }
            window.size(count);
            return count == 0 ? null : window;
        };
    }

    @SuppressWarnings("ReferenceEquality") // a mark, not a value
    private void stayAlone(Object number, Tuple2<?, ?> left) {
        var alone = table.alone(left);
        if (alone != BoundStep.NOTHING) {
            join(number, alone);
        }
    }

    /// Gives the pairs that wait to somebody else.
    private void waited(BiConsumer<Object, Tuple2<?, ?>> taker) {
        if (waiting == null) {
            return;
        }
        var rows = room.finish(waiting);
        waiting = null;
        var numbered = new WindowElements(room.read(rows));
        while (numbered.hasNext()) {
            var row = (Tuple2<?, ?>) numbered.next();
            taker.accept(row._1(), UserCode.pair(row._2(), table.label));
        }
        rows.close();
    }

    private void endRound() {
        endJoined();
        if (table.kind().keepsRight()) {
            var writer = room.open();
            table.lonely((number, element) -> writer.append((Object) new Tuple2<>(number, element)));
            lonely.add(room.finish(writer));
        }
    }

    private void endJoined() {
        if (joinedNow != null) {
            joined.add(room.finish(joinedNow));
            joinedNow = null;
        }
    }

    /// What was joined, then what is lonely, without numbers.
    private static final class Elements implements Iterator<Object> {
        private Iterator<Object> numbered;
        private SortedRuns next;

        private Elements(SortedRuns first, SortedRuns next) {
            this.numbered = new WindowElements(first.merged());
            this.next = next;
        }

        @Override
        public boolean hasNext() {
            if (!numbered.hasNext() && next != null) {
                numbered = new WindowElements(next.merged());
                next = null;
            }
            return numbered.hasNext();
        }

        @Override
        public Object next() {
            return hasNext() ? ((Tuple2<?, ?>) numbered.next())._2() : numbered.next();
        }
    }
}
