/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.transport;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/// A connection that carries one call at a time: a request, then the parts of its answer. Its receiver holds the sender
/// up by not reading, so it needs no credit; and since messages take another connection, none waits behind an answer.
final class CallConnection implements Closeable {
    static final byte REQUEST = 0;
    static final byte PART = 1;

    /// There are no more parts.
    static final byte END = 2;

    /// There is no such thing.
    static final byte NOTHING = 3;

    /// The bytes say why there is no answer, or no more of it.
    static final byte FAILED = 4;

    private final Link link;
    private final Frames.Writer writer;
    private final Frames.Reader reader;
    private final int frameBytes;

    /// @param patience how long a read waits; zero for ever
    CallConnection(Link link, int frameBytes, Duration patience) throws IOException {
        this.link = link;
        this.frameBytes = frameBytes;
        this.writer = new Frames.Writer(new BufferedOutputStream(link.out(), 64 << 10));
        this.reader = new Frames.Reader(link.in(), frameBytes);
        link.idleAfter(patience);
    }

    Frames.Reader reader() {
        return reader;
    }

    /// Sends a request, and reads the first frame of the answer.
    Frames.Frame ask(byte[] request) throws IOException {
        writer.write(new Frames.Frame(REQUEST, request));
        writer.flush();
        return reader.read();
    }

    /// Answers until the caller ends the connection.
    void serve(String caller, CallHandler handler) throws IOException {
        while (true) {
            Frames.Frame request;
            try {
                request = reader.read();
            } catch (EOFException _) {
                return;
            }
            if (request.kind() != REQUEST) {
                throw new IOException("a strange frame");
            }
            answer(caller, request.bytes(), handler);
            writer.flush();
        }
    }

    private void answer(String caller, byte[] request, CallHandler handler) throws IOException {
        byte end;
        try {
            end = handler.answer(caller, request, this::writePart) ? END : NOTHING;
        } catch (CallFailed | RuntimeException e) {
            writer.write(new Frames.Frame(FAILED, String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8)));
            return;
        }
        writer.write(new Frames.Frame(end, new byte[0]));
    }

    private void writePart(byte[] part) throws IOException {
        for (var from = 0; from < part.length || from == 0; from += frameBytes) {
            var whole = part.length <= frameBytes;
            var piece = whole ? part : Arrays.copyOfRange(part, from, Math.min(part.length, from + frameBytes));
            writer.write(new Frames.Frame(PART, piece));
        }
    }

    @Override
    public void close() {
        link.close();
    }
}
