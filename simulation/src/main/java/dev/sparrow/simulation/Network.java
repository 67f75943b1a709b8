/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.simulation;

/// Carries messages between nodes, and promises nothing: a message is lost, late, doubled or overtaken by later ones.
/// It is never changed on its way (a transport has checksums), and the sender is who it says.
@FunctionalInterface
public interface Network {
    void send(NodeId from, NodeId to, Record message);
}
