/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.transport;

import java.io.IOException;
import java.util.ArrayDeque;

/// The calls of this process to another one. For any thread; connections are kept for the calls that follow.
public final class Caller implements AutoCloseable {
    /// So many connections wait for calls at most.
    private static final int IDLE_MAX = 16;

    private final Opener opener;
    private final ArrayDeque<CallConnection> idle = new ArrayDeque<>();
    private boolean closed;

    /// Makes connections.
    interface Opener {
        CallConnection open() throws IOException;
    }

    Caller(Opener opener) {
        this.opener = opener;
    }

    /// Asks, and waits for the begin of the answer. Whoever calls reads it to its end, or closes it.
    ///
    /// @throws CallFailed if the other process says why it does not answer
    /// @throws IOException if it cannot be reached, or does not answer in time
    public Call call(byte[] request) throws IOException {
        var used = takeIdle();
        if (used != null) {
            try {
                return ask(used, request);
            } catch (CallFailed e) {
                throw e;
            } catch (IOException _) {
                forgetIdle(); // the other process may have closed them since
            }
        }
        return ask(opener.open(), request);
    }

    private Call ask(CallConnection connection, byte[] request) throws IOException {
        Frames.Frame first;
        try {
            first = connection.ask(request);
        } catch (IOException e) {
            connection.close();
            throw e;
        }
        return new Call(this, connection, first);
    }

    private synchronized CallConnection takeIdle() {
        return idle.pollLast();
    }

    synchronized void giveBack(CallConnection connection) {
        if (closed || idle.size() >= IDLE_MAX) {
            connection.close();
        } else {
            idle.addLast(connection);
        }
    }

    private synchronized void forgetIdle() {
        idle.forEach(CallConnection::close);
        idle.clear();
    }

    /// Calls that are under way end by themselves.
    @Override
    public synchronized void close() {
        closed = true;
        forgetIdle();
    }
}
