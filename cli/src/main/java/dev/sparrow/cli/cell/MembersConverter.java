/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.cell;

import dev.sparrow.simulation.NodeId;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;

/// Reads `a=host:port,b=host:port`.
public final class MembersConverter implements ITypeConverter<MembersConverter.Members> {
    /// Members of a cell and where they listen.
    public record Members(Map<NodeId, InetSocketAddress> addresses) {
        @Override
        public String toString() {
            var text = new StringBuilder();
            addresses.forEach((id, at) ->
                    text.append(text.isEmpty() ? "" : ",").append(id + "=" + at.getHostString() + ":" + at.getPort()));
            return text.toString();
        }
    }

    @Override
    public Members convert(String text) {
        var members = new TreeMap<NodeId, InetSocketAddress>();
        for (var part : text.split(",", -1)) {
            var equals = part.indexOf('=');
            var colon = part.lastIndexOf(':');
            if (equals < 1 || colon < equals + 2 || members.containsKey(new NodeId(part.substring(0, equals)))) {
                throw strange(part);
            }
            members.put(
                    new NodeId(part.substring(0, equals)),
                    new InetSocketAddress(part.substring(equals + 1, colon), port(part, part.substring(colon + 1))));
        }
        return new Members(members);
    }

    private static int port(String part, String text) {
        try {
            var port = Integer.parseInt(text);
            if (port < 0 || port > 65_535) {
                throw strange(part);
            }
            return port;
        } catch (NumberFormatException _) {
            throw strange(part);
        }
    }

    private static TypeConversionException strange(String part) {
        return new TypeConversionException(
                "'"
                        + part
                        + "' is no member, or named twice: write a=host:port,b=host:port, each with a name of its own");
    }
}
