/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.transport;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Keeps what a transport has told.
final class Recorder implements TransportListener {
    private static final long LIMIT_SECONDS = 60;

    record Received(String from, int kind, String text) {}

    final BlockingQueue<Received> frames = new LinkedBlockingQueue<>();
    final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    @Override
    public void received(String from, int kind, byte[] bytes) {
        frames.add(new Received(from, kind, new String(bytes, StandardCharsets.UTF_8)));
    }

    @Override
    public void opened(String other) {
        events.add("opened " + other);
    }

    @Override
    public void closed(String other, String reason) {
        events.add("closed " + other + ": " + reason);
    }

    @Override
    public void refused(String other, String reason) {
        events.add("refused: " + reason);
    }

    Received frame() throws InterruptedException {
        return found(frames.poll(LIMIT_SECONDS, TimeUnit.SECONDS), "frame");
    }

    /// The next event that begins so; those before are passed over.
    String event(String beginning) throws InterruptedException {
        while (true) {
            var event = found(events.poll(LIMIT_SECONDS, TimeUnit.SECONDS), beginning);
            if (event.startsWith(beginning)) {
                return event;
            }
        }
    }

    private static <T> T found(T value, String what) {
        if (value == null) {
            throw new AssertionError("Waited " + LIMIT_SECONDS + " s for: " + what);
        }
        return value;
    }
}
