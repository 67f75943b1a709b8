/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.protocol;

import dev.sparrow.closure.ByReference;
import dev.sparrow.closure.Snapshot;
import dev.sparrow.shared.AccumulatorV2;
import dev.sparrow.shared.Broadcast;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A snapshot of functions as it travels.
///
/// @param value the serialized form of the functions
/// @param references what they capture by reference, by the numbers that stand for it
/// @param variables the shell variables that they read, by slot
/// @param what names them in messages
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SnapshotForm(
        byte[] value, List<ReferenceForm> references, Map<Integer, SnapshotForm> variables, String what) {

    /// The form of a snapshot that was made to be shipped. Runs code of user-defined accumulators.
    public static SnapshotForm of(Snapshot<?> snapshot) {
        var parts = snapshot.parts();
        var variables = new HashMap<Integer, SnapshotForm>();
        parts.variables().forEach((slot, value) -> variables.put(slot, of(value)));
        return new SnapshotForm(
                parts.bytes(),
                parts.references().stream().map(SnapshotForm::reference).toList(),
                variables,
                parts.what());
    }

    private static ReferenceForm reference(ByReference captured) {
        return switch (captured) {
            case Broadcast<?> broadcast -> new ReferenceForm.OfBroadcast(broadcast.id(), broadcast.made());
            case AccumulatorV2<?, ?> accumulator ->
                    new ReferenceForm.OfAccumulator(
                            accumulator.id(), accumulator.name(), Parcel.encode(accumulator.empty()));
            default -> throw new IllegalStateException("Nothing travels in place of a " + captured.getClass());
        };
    }

    /// The snapshot, where it has arrived.
    ///
    /// @param resolve finds what stands for a reference here
    public <T> Snapshot<T> open(Function<ReferenceForm, ByReference> resolve) {
        var found = new ArrayList<ByReference>();
        references.forEach(reference -> found.add(resolve.apply(reference)));
        var opened = new HashMap<Integer, Snapshot<?>>();
        variables.forEach((slot, form) -> opened.put(slot, form.open(resolve)));
        return Snapshot.of(new Snapshot.Parts(value, found, opened, what));
    }
}
