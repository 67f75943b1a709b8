/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cell;

import dev.sparrow.simulation.NodeId;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/// Addresses that nobody listens on, for members that have to know each other before they start. No system gives ports
/// from this range to connections, so those of the first members do not take the ports of the others.
final class FreeAddresses {
    private static final int FIRST_PORT = 15_000;
    private static final int PORTS = 15_000;
    private static final int TRIES_MAX = 1_000;
    private static final Random RANDOM = new Random();

    private FreeAddresses() {}

    static Map<NodeId, InetSocketAddress> of(String... names) throws IOException {
        var addresses = new LinkedHashMap<NodeId, InetSocketAddress>();
        for (var tries = 0; addresses.size() < names.length; tries++) {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), FIRST_PORT + RANDOM.nextInt(PORTS));
            if (!addresses.containsValue(address) && isFree(address, tries)) {
                addresses.put(new NodeId(names[addresses.size()]), address);
            }
        }
        return addresses;
    }

    private static boolean isFree(InetSocketAddress address, int tries) throws IOException {
        try (var _ = new ServerSocket(address.getPort(), 1, address.getAddress())) {
            return true;
        } catch (IOException e) {
            if (tries >= TRIES_MAX) {
                throw e;
            }
            return false;
        }
    }
}
