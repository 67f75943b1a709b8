/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.cell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// An address that passes connections on to another one, and can be cut: what a network between two processes does.
final class Relay implements AutoCloseable {
    private final ServerSocket server;
    private final InetSocketAddress target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean isCut;

    Relay(InetSocketAddress target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        Thread.ofVirtual().name("relay to " + target).start(this::serve);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                var caller = server.accept();
                Thread.ofVirtual().start(() -> connect(caller));
            } catch (IOException _) {
                // It was closed, or the caller has gone already.
            }
        }
    }

    private void connect(Socket caller) {
        try (caller;
                var called = new Socket()) {
            open.add(caller);
            open.add(called);
            if (!isCut) {
                called.connect(target);
                var back = Thread.ofVirtual().start(() -> pass(called, caller));
                pass(caller, called);
                back.join();
            }
        } catch (IOException _) {
            // Who is called does not listen.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(caller);
        }
    }

    private void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException _) {
            // One end is gone: so is the other.
        }
        close(from);
        close(to);
    }

    private void close(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends all connections, and makes none until it is mended.
    void cut() {
        isCut = true;
        open.forEach(this::close);
    }

    void mend() {
        isCut = false;
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
