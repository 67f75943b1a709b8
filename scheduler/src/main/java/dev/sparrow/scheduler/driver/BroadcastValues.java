/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.driver;

import static dev.sparrow.scheduler.protocol.DriverRequest.BroadcastPiece.PIECE_BYTES;

import dev.sparrow.closure.ByReference;
import dev.sparrow.closure.Snapshot;
import dev.sparrow.scheduler.protocol.DriverRequest;
import dev.sparrow.scheduler.protocol.SnapshotForm;
import dev.sparrow.scheduler.protocol.Wire;
import dev.sparrow.shared.Broadcast;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The values of broadcasts as executors of other processes get them: written when a job that captures them is
/// submitted, handed out in pieces, and gone with the broadcast.
final class BroadcastValues {
    private final Map<Long, byte[]> values = new HashMap<>();

    /// Writes the value of a broadcast, unless it is written already, and of those that it refers to.
    ///
    /// @throws dev.sparrow.error.SparrowException if the value cannot be written
    void add(ByReference captured) {
        if (captured instanceof Broadcast<?> broadcast && !has(broadcast.id())) {
            var snapshot = Snapshot.ship(broadcast.value(), "the value of " + broadcast.made());
            snapshot.eachReference(this::add);
            put(broadcast.id(), Wire.encode(SnapshotForm.of(snapshot)));
        }
    }

    private synchronized boolean has(long id) {
        return values.containsKey(id);
    }

    private synchronized void put(long id, byte[] bytes) {
        values.put(id, bytes);
    }

    /// Nothing asks for a value any more.
    synchronized void forget(long id) {
        values.remove(id);
    }

    /// A piece of a value, see [DriverRequest.BroadcastPiece]. Empty if the broadcast is gone or was destroyed.
    Optional<byte[]> find(long id, int index) {
        byte[] bytes;
        synchronized (this) {
            bytes = values.get(id);
        }
        return Optional.ofNullable(bytes).map(whole -> piece(whole, index));
    }

    private static byte[] piece(byte[] whole, int index) {
        var from = Math.min((long) index * PIECE_BYTES, whole.length);
        return Arrays.copyOfRange(whole, (int) from, (int) Math.min(from + PIECE_BYTES, whole.length));
    }
}
