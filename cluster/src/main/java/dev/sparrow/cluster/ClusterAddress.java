/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cluster;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.LocalPath;
import dev.sparrow.transport.Places;
import dev.sparrow.transport.Security;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Where the coordinator of a cluster is, and how its processes know each other.
public final class ClusterAddress {
    private static final String SCHEME = "sparrow://";
    private static final Pattern HOST_AND_PORT = Pattern.compile("([\\w.-]{1,253}):(\\d{1,5})");
    private static final int PORT_MAX = 65_535;

    private ClusterAddress() {}

    /// Whether a master is that of a cluster.
    ///
    /// @throws SparrowException [ErrorCode#INVALID_CONFIGURATION] if it is, and names no place
    static boolean isOne(String master) {
        if (!master.startsWith(SCHEME)) {
            return false;
        }
        places(master);
        return true;
    }

    /// The addresses that a text names.
    ///
    /// @param text such as `sparrow://host:7077`, or `sparrow://one:7077,two:7077` of coordinators of which one leads
    /// @throws SparrowException [ErrorCode#INVALID_CONFIGURATION] if it names no place
    public static Places places(String text) {
        return new Places(Stream.of(text.split(",", -1)).map(ClusterAddress::parse).toList());
    }

    /// The address that a text names.
    ///
    /// @param text such as `sparrow://host:7077` or `host:7077`
    /// @throws SparrowException [ErrorCode#INVALID_CONFIGURATION] if it names no place
    public static InetSocketAddress parse(String text) {
        var place = text.startsWith(SCHEME) ? text.substring(SCHEME.length()) : text;
        var matcher = HOST_AND_PORT.matcher(place);
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > PORT_MAX) {
            throw new SparrowException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "'"
                            + text
                            + "' is not the address of a coordinator: write it as sparrow://host:7077, and several as"
                            + " sparrow://one:7077,two:7077.");
        }
        return new InetSocketAddress(matcher.group(1), Integer.parseInt(matcher.group(2)));
    }

    /// By what the processes of a cluster know each other.
    ///
    /// @param secretFile a file with a secret that all processes of the cluster know; empty for none
    /// @throws SparrowException [ErrorCode#INVALID_CONFIGURATION] if there is none in it
    public static Security security(String secretFile) {
        if (secretFile.isEmpty()) {
            return Security.none();
        }
        var file = LocalPath.of(secretFile);
        try {
            return Security.secret(Files.readString(file).strip());
        } catch (IOException e) {
            throw new SparrowException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "The secret of the cluster cannot be read from " + file.toAbsolutePath() + ": " + e + ".",
                    e);
        }
    }
}
