/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cluster.wire;

import java.nio.charset.StandardCharsets;

/// What an executor says of itself when it is ready.
///
/// @param host where it answers calls
/// @param port where it answers calls
public record Registration(String host, int port) {

    public byte[] toBytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    /// What bytes say.
    ///
    /// @throws IllegalArgumentException if they are none
    public static Registration of(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        var colon = text.lastIndexOf(':');
        var port = colon < 1 ? -1 : Integer.parseInt(text.substring(colon + 1));
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("No registration of an executor");
        }
        return new Registration(text.substring(0, colon), port);
    }

    /// Such as `10.0.0.7:40123`.
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
