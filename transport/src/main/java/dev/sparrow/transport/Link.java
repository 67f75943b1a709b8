/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.transport;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;

import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/// A socket, with TLS over it if certificates are used.
final class Link implements Closeable {
    private final Socket raw;
    private final Socket socket;
    private final InputStream in;

    private Link(Socket raw, Socket socket) throws IOException {
        this.raw = raw;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 64 << 10);
    }

    /// Over a socket that this process has connected.
    static Link calling(Socket raw, Security security) throws IOException {
        raw.setTcpNoDelay(true);
        if (security.tls().isEmpty()) {
            return new Link(raw, raw);
        }
        var factory = security.tls().get().getSocketFactory();
        var tls = (SSLSocket) factory.createSocket(raw, raw.getInetAddress().getHostAddress(), raw.getPort(), true);
        tls.startHandshake();
        return new Link(raw, tls);
    }

    /// Over a socket that was accepted.
    static Link called(Socket raw, Security security) throws IOException {
        raw.setTcpNoDelay(true);
        if (security.tls().isEmpty()) {
            return new Link(raw, raw);
        }
        var tls = (SSLSocket) security.tls().get().getSocketFactory().createSocket(raw, null, true);
        tls.setUseClientMode(false);
        tls.setNeedClientAuth(true);
        tls.startHandshake();
        return new Link(raw, tls);
    }

    InputStream in() {
        return in;
    }

    OutputStream out() throws IOException {
        return socket.getOutputStream();
    }

    void idleAfter(Duration idle) throws IOException {
        socket.setSoTimeout((int) idle.toMillis());
    }

    /// Refuses a name that the certificate at the other end does not give: it must be its common name (CN), or begin
    /// with that and a slash.
    void checkName(String name) throws RefusedException {
        var certified = certifiedName();
        if (certified.isPresent() && !name.equals(certified.get()) && !name.startsWith(certified.get() + "/")) {
            throw new RefusedException("its certificate is of " + certified.get() + ", and it calls itself " + name);
        }
    }

    private Optional<String> certifiedName() throws RefusedException {
        if (!(socket instanceof SSLSocket tls)) {
            return Optional.empty();
        }
        try {
            var subject = new LdapName(tls.getSession().getPeerPrincipal().getName());
            return Optional.of(
                    subject.getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(part -> part.getValue().toString())
                            .findFirst()
                            .orElseThrow(() -> new RefusedException("its certificate has no common name (CN)")));
        } catch (SSLPeerUnverifiedException | InvalidNameException e) {
            throw new RefusedException("its certificate gives no name: " + e.getMessage());
        }
    }

    /// At once: TLS would say goodbye first, and wait for room to do so.
    @Override
    public void close() {
        try {
            raw.close();
        } catch (IOException _) {
            // It is of no use any more either way.
        }
    }
}
