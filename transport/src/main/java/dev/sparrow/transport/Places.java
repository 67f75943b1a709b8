/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.transport;

import java.net.InetSocketAddress;
import java.util.List;

/// Where a process may be: at one of some addresses, which are called in turn until it answers at one.
///
/// @param addresses at least one; they are looked up at each call
public record Places(List<InetSocketAddress> addresses) {
    public Places {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("A process has no address");
        }
    }

    public static Places of(InetSocketAddress... addresses) {
        return new Places(List.of(addresses));
    }

    /// The one to call after so many calls.
    InetSocketAddress next(int calls) {
        return addresses.get(Math.floorMod(calls, addresses.size()));
    }
}
