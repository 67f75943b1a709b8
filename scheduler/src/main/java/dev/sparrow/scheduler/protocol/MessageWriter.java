/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.protocol;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// The messages of one sender to one receiver as bytes, none of which takes more than [Wire#MESSAGE_BYTES_MAX]: one
/// that is [Divisible] goes in parts if it has to. For any thread.
public final class MessageWriter {
    /// The rest is for what else stands in a part.
    private static final int PART_BYTES = Wire.MESSAGE_BYTES_MAX - 64;

    private final Consumer<byte[]> receiver;
    private final AtomicLong next = new AtomicLong();

    /// @param receiver hands bytes to a [MessageReader]
    public MessageWriter(Consumer<byte[]> receiver) {
        this.receiver = receiver;
    }

    /// A part of a message that is longer than one may be.
    ///
    /// @param message its number, among those of one sender
    /// @param index which part, from 0
    /// @param count of parts
    @SuppressWarnings("ArrayRecordComponent") // nobody compares it
    record Part(long message, int index, int count, byte[] bytes) {}

    /// Sends a message.
    ///
    /// @throws IllegalStateException if it is too long, and not [Divisible]
    public void send(Object message) {
        var bytes = message instanceof Divisible ? Wire.encode(message) : Wire.encodeMessage(message);
        if (bytes.length <= Wire.MESSAGE_BYTES_MAX) {
            receiver.accept(bytes);
        } else {
            sendParts(bytes);
        }
    }

    private void sendParts(byte[] bytes) {
        var number = next.getAndIncrement();
        var count = Math.ceilDiv(bytes.length, PART_BYTES);
        for (var i = 0; i < count; i++) {
            var from = i * PART_BYTES;
            var part = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PART_BYTES));
            receiver.accept(Wire.encodeMessage(new Part(number, i, count, part)));
        }
    }
}
