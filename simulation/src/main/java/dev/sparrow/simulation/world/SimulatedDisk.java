/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.simulation.world;

import dev.sparrow.simulation.Storage;
import dev.sparrow.simulation.Stored;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/// A disk that keeps what was forced, and after a crash some of the rest: a prefix of what was written since, whose
/// last record may be torn.
public final class SimulatedDisk implements Storage {
    /// An operation that is not durable yet.
    private sealed interface Pending {
        record Append(Record record) implements Pending {}

        record Replace(List<? extends Record> records) implements Pending {}
    }

    private final ArrayDeque<Pending> pending = new ArrayDeque<>();
    private List<Stored> durable = new ArrayList<>();
    private boolean gone;
    private boolean replaced;

    @Override
    public void append(Record record) {
        pending.add(new Pending.Append(record));
    }

    @Override
    public void rewrite(List<? extends Record> records) {
        pending.add(new Pending.Replace(records));
    }

    @Override
    public void force() {
        force(pending.size());
    }

    int pendingWrites() {
        return pending.size();
    }

    /// Makes the first pending operations durable.
    void force(int operations) {
        for (var i = 0; i < operations; i++) {
            carryOut(pending.poll());
        }
    }

    private void carryOut(Pending operation) {
        switch (operation) {
            case Pending.Append(var record) -> durable.add(new Stored(record));
            case Pending.Replace(var records) -> {
                durable = new ArrayList<>(records.size() + 16);
                for (var record : records) {
                    durable.add(new Stored(record));
                }
            }
        }
    }

    @Override
    public List<Stored> read() {
        var all = List.copyOf(durable);
        if (!all.isEmpty() && !all.getLast().intact()) {
            durable.removeLast();
        }
        return all;
    }

    /// Whether something of it was lost once, or is damaged.
    public boolean hasLost() {
        return gone || replaced || hasDamaged();
    }

    boolean isGone() {
        return gone;
    }

    /// Whether a record is damaged.
    public boolean hasDamaged() {
        return durable.stream().anyMatch(stored -> !stored.intact());
    }

    /// Whether a record like this is durable; the latest are looked at first.
    public boolean hasDurable(Predicate<Record> wanted) {
        for (var i = durable.size() - 1; i >= 0; i--) {
            if (durable.get(i).intact() && wanted.test(durable.get(i).record())) {
                return true;
            }
        }
        return false;
    }

    /// How many records were forced and lie before others: those that may be damaged and still be told from torn ones.
    int recordsBeforeLast() {
        var intact = durable.isEmpty() || durable.getLast().intact() ? durable.size() : durable.size() - 1;
        return Math.max(0, intact - 1);
    }

    /// Loses what a crash loses.
    void crash(RandomGenerator random, boolean tearing) {
        if (pending.isEmpty()) {
            return;
        }
        force(random.nextInt(pending.size() + 1));
        if (tearing && pending.peek() instanceof Pending.Append(var record) && random.nextBoolean()) {
            durable.add(new Stored(record, false));
        }
        pending.clear();
    }

    /// Changes a durable record behind everybody's back, in a way that its checksum tells.
    void damage(int position, UnaryOperator<Record> how) {
        durable.set(position, new Stored(how.apply(durable.get(position).record()), false));
    }

    void lose() {
        gone = true;
        durable = new ArrayList<>();
        pending.clear();
    }

    void replace(List<Record> notes) {
        gone = false;
        replaced = true;
        notes.forEach(note -> durable.add(new Stored(note)));
    }
}
