/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.raft;

import dev.sparrow.coordination.log.Configuration;
import dev.sparrow.coordination.log.Payload;
import dev.sparrow.coordination.log.Snapshot;

import java.util.ArrayList;
import java.util.List;

/// The entries of a member, the snapshot that stands for those it no longer has, and the configurations in them.
///
/// Entries are kept from the *base* on, which is at or before the snapshot: a follower that is a little behind needs no
/// snapshot.
final class RaftLog {
    private record ConfigurationAt(long index, Configuration configuration) {}

    private Snapshot snapshot;
    private long baseIndex;
    private long baseTerm;
    private List<Entry> entries = new ArrayList<>();
    private final List<ConfigurationAt> configurations = new ArrayList<>();

    RaftLog(Configuration first) {
        snapshot = new Snapshot(0, 0, first, List.of());
        configurations.add(new ConfigurationAt(0, first));
    }

    Snapshot snapshot() {
        return snapshot;
    }

    long baseIndex() {
        return baseIndex;
    }

    long baseTerm() {
        return baseTerm;
    }

    long lastIndex() {
        return baseIndex + entries.size();
    }

    long lastTerm() {
        return entries.isEmpty() ? baseTerm : entries.getLast().term();
    }

    boolean has(long index) {
        return index > baseIndex && index <= lastIndex();
    }

    /// The term of an entry, or of the base.
    long termAt(long index) {
        return index == baseIndex ? baseTerm : entries.get((int) (index - baseIndex - 1)).term();
    }

    /// Whether the entry at this index is known to have this term; what is before the base is committed, so it has.
    boolean matches(long index, long term) {
        return index < baseIndex || (index <= lastIndex() && termAt(index) == term);
    }

    Entry at(long index) {
        return entries.get((int) (index - baseIndex - 1));
    }

    /// At most so many entries from an index on.
    List<Entry> from(long index, int entriesMax) {
        var from = (int) (index - baseIndex - 1);
        return List.copyOf(entries.subList(from, Math.min(entries.size(), from + entriesMax)));
    }

    List<Entry> all() {
        return entries;
    }

    void append(Entry entry) {
        if (entry.index() != lastIndex() + 1) {
            throw new IllegalStateException("Entry " + entry + " cannot follow index " + lastIndex() + ".");
        }
        entries.add(entry);
        if (entry.payload() instanceof Payload.Members(var configuration)) {
            configurations.add(new ConfigurationAt(entry.index(), configuration));
        }
    }

    /// Takes away this entry and all behind it.
    void truncate(long index) {
        entries.subList((int) (index - baseIndex - 1), entries.size()).clear();
        while (configurations.getLast().index() >= index) {
            configurations.removeLast();
        }
    }

    /// The latest configuration, committed or not: a member uses it as soon as it has it (the paper, section 6).
    Configuration configuration() {
        return configurations.getLast().configuration();
    }

    /// Where the latest configuration stands.
    long configurationIndex() {
        return configurations.getLast().index();
    }

    /// The latest configuration up to an index.
    Configuration configurationAt(long index) {
        for (var i = configurations.size() - 1; i > 0; i--) {
            if (configurations.get(i).index() <= index) {
                return configurations.get(i).configuration();
            }
        }
        return configurations.getFirst().configuration();
    }

    /// Keeps a snapshot of what this member has applied, and forgets the entries long before it.
    void compact(Snapshot taken, int trailing) {
        var newBase = Math.max(baseIndex, taken.index() - trailing);
        var newBaseTerm = newBase == taken.index() ? taken.term() : termAt(newBase);
        entries = new ArrayList<>(entries.subList((int) (newBase - baseIndex), entries.size()));
        begin(taken, newBase, newBaseTerm);
    }

    /// Takes over a snapshot from elsewhere. Entries behind it stay only if its last one is in the log (the paper,
    /// Figure 13, step 6).
    void install(Snapshot received) {
        var follows = has(received.index()) && termAt(received.index()) == received.term();
        entries =
                follows
                        ? new ArrayList<>(entries.subList((int) (received.index() - baseIndex), entries.size()))
                        : new ArrayList<>();
        if (!follows) {
            configurations.clear();
        }
        begin(received, received.index(), received.term());
    }

    private void begin(Snapshot newSnapshot, long newBase, long newBaseTerm) {
        snapshot = newSnapshot;
        baseIndex = newBase;
        baseTerm = newBaseTerm;
        configurations.removeIf(at -> at.index() <= newSnapshot.index());
        configurations.addFirst(new ConfigurationAt(newSnapshot.index(), newSnapshot.configuration()));
    }

    /// Puts a record back that was read from disk.
    void restore(RaftRecord.Compacted compacted) {
        entries = new ArrayList<>();
        configurations.clear();
        begin(compacted.snapshot(), compacted.baseIndex(), compacted.baseTerm());
    }

    void restore(Entry entry) {
        if (entry.index() <= lastIndex()) {
            truncate(entry.index());
        }
        append(entry);
    }
}
