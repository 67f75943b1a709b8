/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.transport;

/// Hears what comes. Called from threads of connections, one at a time for each connection.
public interface TransportListener {
    /// A frame has come. The next one of this connection waits until this returns; the sender gets room for more then.
    ///
    /// @param kind as it was sent, 0 to 127
    void received(String from, int kind, byte[] bytes);

    /// A process can be sent to.
    default void opened(String other) {}

    /// A connection has ended; a peer is called again.
    default void closed(String other, String reason) {}

    /// A connection did not come about.
    ///
    /// @param other the name of a peer or the address of somebody who called
    default void refused(String other, String reason) {}
}
