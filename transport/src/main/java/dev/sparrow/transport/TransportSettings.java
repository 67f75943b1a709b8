/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.transport;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Who a process is, where it listens and whom it calls.
///
/// @param self its name: no other process may have it
/// @param listen where it takes connections; port 0 for any that is free; empty if it only calls others
/// @param peers whom it keeps connections to, and where they listen
public record TransportSettings(
        String self, Optional<InetSocketAddress> listen, Map<String, Places> peers, Security security, Limits limits) {
    public TransportSettings {
        peers = Map.copyOf(peers);
    }

    /// What nobody may exceed, so that no other process can take memory or threads of this one at will.
    ///
    /// @param frameBytes the bytes of a frame
    /// @param queueBytes what waits to be sent on a connection; more is refused
    /// @param creditBytes what is sent on a connection before the other side has taken it; a frame may begin within it
    /// @param handshake how long it takes to show who one is
    /// @param idle how long nothing, not even a sign of life, comes before a connection is given up
    /// @param halfOpen connections that have not shown yet who they are
    /// @param connections connections that were taken
    public record Limits(
            int frameBytes,
            int queueBytes,
            int creditBytes,
            Duration handshake,
            Duration idle,
            int halfOpen,
            int connections) {
        public static final Limits DEFAULT =
                new Limits(16 << 20, 32 << 20, 1 << 20, Duration.ofSeconds(5), Duration.ofSeconds(15), 100, 2_000);
    }

    /// Refuses to be open to a network without any protection.
    void checkProtected(InetSocketAddress address, String what) {
        if (security.isNone() && !address.isUnresolved() && !address.getAddress().isLoopbackAddress()) {
            throw new SparrowException(
                    ErrorCode.INVALID_CONFIGURATION,
                    ("%s cannot %s %s:%d without a secret or certificates: whoever is in that network could take part."
                                    + " Give one of them, or use 127.0.0.1.")
                            .formatted(self, what, address.getHostString(), address.getPort()));
        }
    }
}
