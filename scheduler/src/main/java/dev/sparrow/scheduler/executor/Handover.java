/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.executor;

import dev.sparrow.scheduler.protocol.Parcel;

/// How what a task hands to its driver gets there.
public enum Handover {
    /// As it is: driver and executor share objects.
    SHARED {
        @Override
        Parcel parcel(Object value) {
            return new Parcel.Here(value);
        }
    },

    /// As bytes.
    SHIPPED {
        @Override
        Parcel parcel(Object value) {
            return new Parcel.Encoded(Parcel.encode(value));
        }
    };

    /// A value of the user's classes.
    abstract Parcel parcel(Object value);
}
