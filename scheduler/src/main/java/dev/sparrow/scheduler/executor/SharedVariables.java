/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.executor;

import static dev.sparrow.scheduler.protocol.DriverRequest.BroadcastPiece.PIECE_BYTES;

import dev.sparrow.closure.ByReference;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.scheduler.protocol.DriverRequest;
import dev.sparrow.scheduler.protocol.DriverService;
import dev.sparrow.scheduler.protocol.Parcel;
import dev.sparrow.scheduler.protocol.ReferenceForm;
import dev.sparrow.scheduler.protocol.SnapshotForm;
import dev.sparrow.scheduler.protocol.Wire;
import dev.sparrow.shared.AccumulatorV2;
import dev.sparrow.shared.Accumulators;
import dev.sparrow.shared.Broadcast;

import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The broadcasts and accumulators of an executor of its own process.
///
/// A broadcast is there once, and its value from the first task that asks until the driver has it freed.
final class SharedVariables {
    private final DriverService driver;
    private final Map<Long, WeakReference<Broadcast<?>>> broadcasts = new HashMap<>();

    SharedVariables(DriverService driver) {
        this.driver = driver;
    }

    /// What stands here for an object that functions captured by reference.
    ByReference find(ReferenceForm form) {
        return switch (form) {
            case ReferenceForm.OfBroadcast(var id, var made) -> broadcast(id, made);
            case ReferenceForm.OfAccumulator(var id, var name, var empty) ->
                    Accumulators.elsewhere((AccumulatorV2<?, ?>) new Parcel.Encoded(empty).open(), id, name);
        };
    }

    private synchronized Broadcast<?> broadcast(long id, String made) {
        var reference = broadcasts.get(id);
        var known = reference == null ? null : reference.get();
        if (known == null) {
            known = Broadcast.elsewhere(id, made, () -> value(id, made));
            broadcasts.values().removeIf(other -> other.get() == null);
            broadcasts.put(id, new WeakReference<>(known));
        }
        return known;
    }

    /// Frees what is here of a value; a task that still asks for it gets it again. Waits while it is fetched.
    void free(long id) {
        Optional<Broadcast<?>> known;
        synchronized (this) {
            known = Optional.ofNullable(broadcasts.get(id)).map(WeakReference::get);
        }
        known.ifPresent(Broadcast::unpersist);
    }

    private Object value(long id, String made) {
        var pieces = new ArrayList<byte[]>();
        do {
            pieces.add(piece(id, pieces.size(), made));
        } while (pieces.getLast().length == PIECE_BYTES);
        return Wire.decode(joined(pieces), SnapshotForm.class).open(this::find).copy();
    }

    private byte[] piece(long id, int index, String made) {
        return driver.ask(new DriverRequest.BroadcastPiece(id, index))
                .orElseThrow(() ->
                        new SparrowException(
                                ErrorCode.BROADCAST_DESTROYED,
                                "Broadcast "
                                        + id
                                        + " ("
                                        + made
                                        + ") was destroyed and has no value any more. Call destroy() only when no action"
                                        + " follows that uses it."));
    }

    private static byte[] joined(List<byte[]> pieces) {
        if (pieces.size() == 1) {
            return pieces.getFirst();
        }
        var whole = ByteBuffer.allocate(pieces.stream().mapToInt(piece -> piece.length).sum());
        pieces.forEach(whole::put);
        return whole.array();
    }
}
