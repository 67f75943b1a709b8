/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cell;

import dev.sparrow.coordination.codec.RecordCodec;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.transport.Security;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What a machine needs around it.
///
/// @param listen where other nodes reach it; empty if it only calls them
/// @param peers whom it keeps connections to; itself is passed over
/// @param data the folder of its log; empty for a machine that writes nothing
/// @param codec for its messages and the records of its log
public record NodeSettings(
        NodeId self,
        Optional<InetSocketAddress> listen,
        Map<NodeId, InetSocketAddress> peers,
        Optional<Path> data,
        RecordCodec codec,
        Security security) {
    public NodeSettings {
        peers = Map.copyOf(peers);
    }
}
