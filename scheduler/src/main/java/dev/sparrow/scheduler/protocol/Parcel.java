/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.protocol;

import dev.sparrow.storage.memory.ResultMemory;
import dev.sparrow.storage.serialization.ElementCodec;

/// A value of the user's classes that a task hands to its driver: a partial result, or the answer of a survey.
///
/// It is opened by the thread of whoever wanted it, never by one that only passes it on, since that runs user code.
public sealed interface Parcel {

    /// The value itself, where driver and executor share objects.
    ///
    /// @param value may be null
    record Here(Object value) implements Parcel {}

    /// The value as a run of one element, which is opened with the context class loader of whoever opens it.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Encoded(byte[] bytes) implements Parcel {}

    /// A parcel that takes memory of its executor for as long as it is on its way.
    record Held(Parcel parcel, ResultMemory memory) implements Parcel {}

    static byte[] encode(Object value) {
        var run = ElementCodec.newRun();
        run.write(value);
        return run.toByteArray();
    }

    /// The value itself, of the classes that the calling thread knows.
    default Object open() {
        return switch (this) {
            case Here(var value) -> value;
            case Encoded(var bytes) -> ElementCodec.decode(bytes, 1).next();
            case Held(var parcel, _) -> parcel.open();
        };
    }

    /// Nobody waits for the value any more, or the program has it: its memory is counted no longer. Runs no user code.
    default void release() {
        if (this instanceof Held(_, var memory)) {
            memory.close();
        }
    }
}
