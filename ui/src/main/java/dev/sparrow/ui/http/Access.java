/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who may ask the server for what. Without sockets: a request is its method, its headers and its query.
///
/// A page of another site can have the browser send requests here, so a request must name this host (else a name of
/// theirs may have been made to lead here), and come from this origin if it says from which. What changes something is
/// a POST with a token that only a page of this server can know. Where others than this machine may ask, everything
/// needs the token.
///
/// @param hosts the names by which the server may be called, in lower case, without a port
/// @param port where it listens
/// @param token what changes need
/// @param everything whether all requests need the token
public record Access(Set<String> hosts, int port, String token, boolean everything) {
    /// The cookie that keeps the token of an address that has it.
    public static final String COOKIE = "sparrow-token";

    /// The header of requests that change something.
    public static final String HEADER = "sparrow-token";

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    /// What is to become of a request.
    public sealed interface Verdict {}

    /// It is answered.
    public record Allowed() implements Verdict {}

    /// It is refused.
    ///
    /// @param status of HTTP
    public record Refused(int status, String why) implements Verdict {}

    /// That of a server on some address.
    public static Access of(String host, int port, String token) {
        var loopback = host.equals("127.0.0.1") || host.equals("localhost") || host.equals("::1");
        return loopback ? new Access(LOOPBACK, port, token, false) : new Access(Set.of(), port, token, true);
    }

    /// Decides on a request.
    ///
    /// @param headers by their names in lower case
    /// @param query its parameters
    public Verdict decide(String method, Map<String, String> headers, Map<String, String> query) {
        var host = headers.getOrDefault("host", "");
        if (!isOurs(host)) {
            return new Refused(421, "This server is not called '" + host + "'.");
        }
        var origin = headers.get("origin");
        if (origin != null && !origin.equalsIgnoreCase("http://" + host)) {
            return new Refused(403, "Pages of other sites may not ask this server.");
        }
        if (everything && !hasToken(headers, query)) {
            return new Refused(401, "The address of this page ends with ?token= and a token, which the program told.");
        }
        return switch (method) {
            case "GET", "HEAD" -> new Allowed();
            case "POST" ->
                    isToken(headers.getOrDefault(HEADER, ""))
                            ? new Allowed()
                            : new Refused(403, "What changes something needs the token of the page.");
            default -> new Refused(405, "Only GET and POST are understood.");
        };
    }

    /// Where everything needs a token, no name of others leads past it.
    private boolean isOurs(String host) {
        if (hosts.isEmpty()) {
            return !host.isEmpty();
        }
        var name = host.toLowerCase(Locale.ROOT);
        return hosts.stream().anyMatch(ours -> name.equals(ours + ":" + port) || (port == 80 && name.equals(ours)));
    }

    private boolean hasToken(Map<String, String> headers, Map<String, String> query) {
        return isToken(query.getOrDefault("token", ""))
                || isToken(headers.getOrDefault(HEADER, ""))
                || cookie(headers).filter(this::isToken).isPresent();
    }

    private static Optional<String> cookie(Map<String, String> headers) {
        return List.of(headers.getOrDefault("cookie", "").split(";")).stream()
                .map(String::strip)
                .filter(one -> one.startsWith(COOKIE + "="))
                .map(one -> one.substring(COOKIE.length() + 1))
                .findFirst();
    }

    /// In a time that does not tell how much of it was right.
    private boolean isToken(String given) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }
}
