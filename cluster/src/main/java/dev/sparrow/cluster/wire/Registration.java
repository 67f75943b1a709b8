/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cluster.wire;

import java.nio.ByteBuffer;

/// What an executor says of itself when it is ready.
///
/// @param port where it answers calls
public record Registration(int port) {

    public byte[] toBytes() {
        return ByteBuffer.allocate(Integer.BYTES).putInt(port).array();
    }

    /// @throws IllegalArgumentException if they are none
    public static Registration of(byte[] bytes) {
        var port = bytes.length == Integer.BYTES ? ByteBuffer.wrap(bytes).getInt() : -1;
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("No registration of an executor");
        }
        return new Registration(port);
    }
}
