/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// An answer of another process, which is read as it comes: what is not asked for is not sent, but for what the network
/// holds. Used by one thread at a time.
public final class Call implements AutoCloseable {
    private final Caller caller;
    private final CallConnection connection;

    /// What came first. Null once it was taken.
    private Frames.Frame first;

    private boolean ended;

    /// @param first frame of the answer
    Call(Caller caller, CallConnection connection, Frames.Frame first) throws IOException {
        this.caller = caller;
        this.connection = connection;
        this.first = first;
        if (first.kind() == CallConnection.FAILED) {
            take();
        }
    }

    /// Whether the other process has what was asked for.
    public boolean isThere() {
        return first == null || first.kind() != CallConnection.NOTHING;
    }

    /// The next part; empty at the end.
    ///
    /// @throws CallFailed if the other process says why there is no more
    /// @throws IOException if the connection ends, or what comes is damaged
    public Optional<byte[]> next() throws IOException {
        return ended ? Optional.empty() : take();
    }

    private Optional<byte[]> take() throws IOException {
        var frame = first == null ? read() : first;
        first = null;
        return switch (frame.kind()) {
            case CallConnection.PART -> Optional.of(frame.bytes());
            case CallConnection.END, CallConnection.NOTHING -> {
                end();
                yield Optional.empty();
            }
            case CallConnection.FAILED -> {
                end();
                throw new CallFailed(new String(frame.bytes(), StandardCharsets.UTF_8));
            }
            default -> {
                close();
                throw new IOException("a strange frame");
            }
        };
    }

    private void end() {
        ended = true;
        caller.giveBack(connection);
    }

    private Frames.Frame read() throws IOException {
        try {
            return connection.reader().read();
        } catch (SocketTimeoutException e) {
            close();
            throw new IOException("no more of an answer came in time", e);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /// All parts that are left, as one; empty if there is no such thing.
    public Optional<byte[]> whole() throws IOException {
        if (!isThere()) {
            next();
            return Optional.empty();
        }
        var begin = next();
        if (begin.isEmpty()) {
            return Optional.of(new byte[0]);
        }
        var more = next();
        if (more.isEmpty()) {
            return begin;
        }
        var all = new ByteArrayOutputStream();
        all.writeBytes(begin.get());
        for (var part = more; part.isPresent(); part = next()) {
            all.writeBytes(part.get());
        }
        return Optional.of(all.toByteArray());
    }

    /// Wants no more of it.
    @Override
    public void close() {
        if (!ended) {
            ended = true;
            connection.close();
        }
    }
}
