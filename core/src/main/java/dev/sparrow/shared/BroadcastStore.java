/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.shared;

/// Where the values of broadcasts are besides the driver's own. For any thread; never waits.
public interface BroadcastStore {

    /// Executors give up their copies of a value; they get it again when they ask.
    ///
    /// @param broadcast its id
    void unpersist(long broadcast);

    /// Nothing asks for a value any more: it goes everywhere. May be told more than once.
    ///
    /// @param broadcast its id
    void forget(long broadcast);
}
