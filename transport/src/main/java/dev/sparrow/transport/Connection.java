/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.transport;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A connection whose ends know each other: one thread reads, one writes, and both end together.
///
/// What is sent waits in a queue, which takes no more than its limit. The writer sends while it has credit; the reader
/// gives the other end credit for what was taken by the listener. So a slow receiver slows its senders down, and nobody
/// holds more than the limits for a connection. Credit and signs of life overtake what waits.
final class Connection {
    private final Link link;
    private final String other;
    private final TransportSettings.Limits limits;
    private final TransportListener listener;
    private final Frames.Writer writer;
    private final Frames.Reader reader;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Frames.Frame> queue = new ArrayDeque<>();
    private int queuedBytes;
    private long credit;
    private int creditToGive;
    private boolean closed;

    /// @param other who is at the other end, and what it takes
    Connection(Link link, Handshake.Hello other, TransportSettings.Limits limits, TransportListener listener)
            throws IOException {
        this.link = link;
        this.other = other.name();
        this.limits = limits;
        this.listener = listener;
        this.credit = other.creditBytes();
        this.writer = new Frames.Writer(new BufferedOutputStream(link.out(), 64 << 10));
        this.reader = new Frames.Reader(link.in(), limits.frameBytes());
        link.idleAfter(limits.idle());
    }

    String other() {
        return other;
    }

    /// Queues a frame, unless the queue is full or the connection has ended.
    boolean send(Frames.Frame frame) {
        lock.lock();
        try {
            if (closed || queuedBytes + frame.cost() > limits.queueBytes()) {
                return false;
            }
            queuedBytes += frame.cost();
            queue.add(frame);
            changed.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void giveCredit(int bytes) {
        lock.lock();
        try {
            creditToGive += bytes;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Reads until the connection ends, and says why it did.
    String runReader() {
        try {
            read();
            return "closed";
        } catch (EOFException _) {
            return "closed by the other end";
        } catch (SocketTimeoutException _) {
            return "nothing was heard for " + limits.idle().toMillis() + " ms";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        } finally {
            close();
        }
    }

    private void read() throws IOException {
        var allowed = (long) limits.creditBytes();
        var taken = 0;
        while (!isClosed()) {
            var frame = reader.read();
            switch (frame.kind()) {
                case Frames.CREDIT -> addCredit(frame);
                case Frames.ALIVE -> {}
                default -> {
                    if (frame.kind() < 0 || allowed <= 0) {
                        throw new IOException(
                                allowed <= 0 ? "more was sent than there was credit for" : "a strange frame");
                    }
                    allowed -= frame.cost();
                    listener.received(other, frame.kind(), frame.bytes());
                    taken += frame.cost();
                    if (taken >= limits.creditBytes() / 2) {
                        allowed += taken;
                        giveCredit(taken);
                        taken = 0;
                    }
                }
            }
        }
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }

    private void addCredit(Frames.Frame frame) throws IOException {
        if (frame.bytes().length != Integer.BYTES) {
            throw new IOException("credit that is no number");
        }
        lock.lock();
        try {
            credit += Math.max(0, ByteBuffer.wrap(frame.bytes()).getInt());
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Writes until the connection ends.
    void runWriter() {
        try {
            while (true) {
                var next = next(0);
                if (next == null) {
                    writer.flush();
                    next = next(limits.idle().toNanos() / 3);
                }
                if (next == null && isClosed()) {
                    return;
                }
                writer.write(next == null ? new Frames.Frame(Frames.ALIVE, new byte[0]) : next);
            }
        } catch (IOException | InterruptedException _) {
            // The reader sees the end too, and tells it.
        } finally {
            close();
        }
    }

    /// The next frame that may be sent, or null if there is none in time or the connection has ended.
    private Frames.Frame next(long waitNanos) throws InterruptedException {
        var left = waitNanos;
        lock.lock();
        try {
            while (!closed) {
                if (creditToGive > 0) {
                    var frame = new Frames.Frame(Frames.CREDIT, number(creditToGive));
                    creditToGive = 0;
                    return frame;
                }
                if (!queue.isEmpty() && credit > 0) {
                    var frame = queue.poll();
                    queuedBytes -= frame.cost();
                    credit -= frame.cost();
                    return frame;
                }
                if (left <= 0) {
                    return null;
                }
                left = changed.awaitNanos(left);
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /// Ends it from any thread, at once.
    void close() {
        lock.lock();
        try {
            closed = true;
            queue.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        link.close();
    }
}
