/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.executor;

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
import java.util.HashMap;
import java.util.Map;

/// The broadcasts and accumulators of an executor of its own process.
///
/// A broadcast is there once, for as long as a stage that is remembered refers to it.
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

    private Object value(long id, String made) {
        var bytes =
                driver.ask(new DriverRequest.BroadcastValue(id))
                        .orElseThrow(() ->
                                new SparrowException(
                                        ErrorCode.BROADCAST_DESTROYED,
                                        "Broadcast "
                                                + id
                                                + " ("
                                                + made
                                                + ") was destroyed and has no value any more. Call destroy() only when no"
                                                + " action follows that uses it."));
        return Wire.decode(bytes, SnapshotForm.class).open(this::find).copy();
    }
}
