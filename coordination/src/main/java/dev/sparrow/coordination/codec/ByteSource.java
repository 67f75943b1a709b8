/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Bytes that are read one after another, and trusted in nothing: a count never makes more room than there are bytes.
final class ByteSource {
    private static final int DEPTH_MAX = 100;

    private final ByteBuffer bytes;
    private int depth;

    ByteSource(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    int remaining() {
        return bytes.remaining();
    }

    void enter() {
        if (++depth > DEPTH_MAX) {
            throw new IllegalArgumentException("records within records, more than " + DEPTH_MAX + " deep");
        }
    }

    void leave() {
        depth--;
    }

    byte get() {
        need(1);
        return bytes.get();
    }

    int getInt() {
        need(Integer.BYTES);
        return bytes.getInt();
    }

    long getLong() {
        need(Long.BYTES);
        return bytes.getLong();
    }

    long getVar() {
        var value = 0L;
        for (var shift = 0; shift < Long.SIZE; shift += 7) {
            var next = get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number of more than ten bytes");
    }

    /// A count of things that take a byte each at least.
    int getCount() {
        var count = getVar();
        if (count < 0 || count > bytes.remaining()) {
            throw new IllegalArgumentException("it says " + count + " follow, and has " + bytes.remaining() + " bytes");
        }
        return (int) count;
    }

    byte[] getBytes() {
        var value = new byte[getCount()];
        bytes.get(value);
        return value;
    }

    String getText() {
        var count = getCount();
        var part = bytes.slice(bytes.position(), count);
        bytes.position(bytes.position() + count);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(part).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a text that is not UTF-8", e);
        }
    }

    private void need(int count) {
        if (bytes.remaining() < count) {
            throw new IllegalArgumentException("it ends too early");
        }
    }
}
