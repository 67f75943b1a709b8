/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.executor;

import dev.sparrow.scheduler.protocol.Parcel;
import dev.sparrow.scheduler.protocol.RemoteError;
import dev.sparrow.storage.memory.ResultMemory;

/// How what a task hands to its driver gets there.
public enum Handover {
    /// As it is: driver and executor share objects.
    SHARED {
        @Override
        Parcel parcel(Object value, ResultMemory memory) {
            return new Parcel.Here(value, memory);
        }

        @Override
        Throwable error(Throwable thrown) {
            return thrown;
        }
    },

    /// As bytes.
    SHIPPED {
        @Override
        Parcel parcel(Object value, ResultMemory memory) {
            return new Parcel.Encoded(Parcel.encode(value), memory);
        }

        @Override
        Throwable error(Throwable thrown) {
            return RemoteError.of(thrown);
        }
    };

    /// A value of the user's classes.
    ///
    /// @param memory what it takes of the executor's; null if that is not counted
    abstract Parcel parcel(Object value, ResultMemory memory);

    /// An exception; may be null.
    abstract Throwable error(Throwable thrown);
}
