/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.executor;

import dev.sparrow.scheduler.protocol.Parcel;
import dev.sparrow.scheduler.protocol.RemoteError;

/// How what a task hands to its driver gets there.
public enum Handover {
    /// As it is: driver and executor share objects.
    SHARED {
        @Override
        Parcel parcel(Object value) {
            return new Parcel.Here(value);
        }

        @Override
        Throwable error(Throwable thrown) {
            return thrown;
        }
    },

    /// As bytes.
    SHIPPED {
        @Override
        Parcel parcel(Object value) {
            return new Parcel.Encoded(Parcel.encode(value));
        }

        @Override
        Throwable error(Throwable thrown) {
            return RemoteError.of(thrown);
        }
    };

    /// A value of the user's classes.
    abstract Parcel parcel(Object value);

    /// An exception; may be null.
    abstract Throwable error(Throwable thrown);
}
