/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.block;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// The changes on their way to a listener: noted under the lock of the partitions, and so in the order in which they
/// happen; told without that lock, in the same order.
final class CacheNotices {
    private static final Logger LOG = LoggerFactory.getLogger(CacheNotices.class);

    private final Consumer<CacheChange> listener;
    private final Queue<CacheChange> noted = new ConcurrentLinkedQueue<>();

    /// Held while the listener is told. Who waits for it waits for the listener only.
    private final ReentrantLock telling = new ReentrantLock();

    CacheNotices(Consumer<CacheChange> listener) {
        this.listener = listener;
    }

    /// For threads that hold the lock of the partitions.
    void note(CacheChange change) {
        noted.add(change);
    }

    /// Tells the listener all that was noted before, unless it is what calls: then it is told when it returns. For
    /// threads that do not hold the lock of the partitions.
    void tell() {
        if (telling.isHeldByCurrentThread()) {
            return;
        }
        telling.lock();
        try {
            for (var change = noted.poll(); change != null; change = noted.poll()) {
                tell(change);
            }
        } finally {
            telling.unlock();
        }
    }

    /// A listener that fails misses a change; partitions, and their memory, do not depend on it.
    private void tell(CacheChange change) {
        try {
            listener.accept(change);
        } catch (RuntimeException e) {
            LOG.error("{} was not told to the end. Please report this.", change, e);
        }
    }
}
