/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.lock;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A file or directory, and the lock that it is. Immutable: each change makes a new one.
///
/// @param acl as that of the directory above was when it was made, until it is changed
/// @param readers who holds the lock in shared mode, with the lock-delays asked for
/// @param writers who holds it exclusively: one at most
/// @param loss the number of the last failure that lost the lock, if its lock-delay runs, else 0
record Node(
        Stat stat,
        Acl acl,
        String content,
        SortedMap<Long, Long> readers,
        SortedMap<Long, Long> writers,
        long loss,
        long delayMillis) {
    static Node empty(Stat stat, Acl acl) {
        return new Node(stat, acl, "", new TreeMap<>(), new TreeMap<>(), 0, 0);
    }

    boolean isDelayed() {
        return loss > 0;
    }

    boolean isHeld() {
        return !readers.isEmpty() || !writers.isEmpty();
    }

    boolean isHeldBy(long session) {
        return readers.containsKey(session) || writers.containsKey(session);
    }

    Node withContent(String other, Stat newStat) {
        return new Node(newStat, acl, other, readers, writers, loss, delayMillis);
    }

    Node withAcl(Acl other) {
        return new Node(stat.withAcl(), other, content, readers, writers, loss, delayMillis);
    }

    /// The lock is held by this session too.
    Node with(Stat newStat, boolean exclusive, long session, long delay) {
        var newReaders = new TreeMap<>(readers);
        var newWriters = new TreeMap<>(writers);
        (exclusive ? newWriters : newReaders).put(session, delay);
        return new Node(newStat, acl, content, newReaders, newWriters, 0, 0);
    }

    /// The lock is not held by this session any more.
    ///
    /// @param failure the number of the failure that lost it, so that its lock-delay begins; else 0
    Node without(long session, long failure) {
        var newReaders = new TreeMap<>(readers);
        var newWriters = new TreeMap<>(writers);
        var shared = Optional.ofNullable(newReaders.remove(session));
        var delay = Optional.ofNullable(newWriters.remove(session)).or(() -> shared).orElse(0L);
        var waits = failure > 0 && delay > 0;
        return new Node(
                stat,
                acl,
                content,
                newReaders,
                newWriters,
                waits ? failure : loss,
                Math.max(delayMillis, waits ? delay : 0));
    }

    Node withoutDelay() {
        return new Node(stat, acl, content, readers, writers, 0, 0);
    }

    CellPart.Named part(String name) {
        return new CellPart.Named(name, stat, acl, content, holders(readers), holders(writers), loss, delayMillis);
    }

    private static List<CellPart.Holder> holders(SortedMap<Long, Long> all) {
        return all.entrySet().stream().map(one -> new CellPart.Holder(one.getKey(), one.getValue())).toList();
    }

    static Node of(CellPart.Named part) {
        return new Node(
                part.stat(),
                part.acl(),
                part.content(),
                map(part.readers()),
                map(part.writers()),
                part.loss(),
                part.delayMillis());
    }

    private static SortedMap<Long, Long> map(List<CellPart.Holder> holders) {
        var all = new TreeMap<Long, Long>();
        holders.forEach(holder -> all.put(holder.session(), holder.delayMillis()));
        return all;
    }
}
