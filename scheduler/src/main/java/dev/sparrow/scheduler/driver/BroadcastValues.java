/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.driver;

import dev.sparrow.closure.ByReference;
import dev.sparrow.closure.Snapshot;
import dev.sparrow.scheduler.protocol.SnapshotForm;
import dev.sparrow.scheduler.protocol.Wire;
import dev.sparrow.shared.Broadcast;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The values of broadcasts as executors of other processes get them: written when a job that captures them is
/// submitted, and gone with the broadcast.
final class BroadcastValues {
    private final Map<Long, Written> values = new HashMap<>();
    private final ReferenceQueue<Broadcast<?>> unreachable = new ReferenceQueue<>();

    private static final class Written extends WeakReference<Broadcast<?>> {
        private final long id;
        private final byte[] bytes;

        private Written(Broadcast<?> broadcast, byte[] bytes, ReferenceQueue<Broadcast<?>> unreachable) {
            super(broadcast, unreachable);
            this.id = broadcast.id();
            this.bytes = bytes;
        }
    }

    /// Writes the value of a broadcast, unless it is written already, and of those that it refers to.
    ///
    /// @throws dev.sparrow.error.SparrowException if the value cannot be written
    void add(ByReference captured) {
        if (captured instanceof Broadcast<?> broadcast && !has(broadcast.id())) {
            var snapshot = Snapshot.ship(broadcast.value(), "the value of " + broadcast.made());
            snapshot.eachReference(this::add);
            put(new Written(broadcast, Wire.encode(SnapshotForm.of(snapshot)), unreachable));
        }
    }

    private synchronized boolean has(long id) {
        for (var gone = unreachable.poll(); gone != null; gone = unreachable.poll()) {
            values.remove(((Written) gone).id);
        }
        return values.containsKey(id);
    }

    private synchronized void put(Written written) {
        values.put(written.id, written);
    }

    /// Empty if the broadcast is gone or was destroyed.
    synchronized Optional<byte[]> find(long id) {
        return Optional.ofNullable(values.get(id)).map(written -> written.bytes);
    }
}
