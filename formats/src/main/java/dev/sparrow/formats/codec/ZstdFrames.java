/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.codec;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The bytes of zstd frames (RFC 8878), as they are, with a look at where each one ends: an end within a frame is an
/// error. The library takes it for the end of all if an earlier frame was whole.
final class ZstdFrames extends FilterInputStream {
    private static final int MAGIC = 0xFD2F_B528;
    private static final int SKIPPABLE_MAGIC = 0x184D_2A50;
    private static final int CHECKSUM_BYTES = 4;
    private static final int BLOCK_HEADER_BYTES = 3;
    private static final int RUN_BLOCK = 1;
    private static final int[] DICTIONARY_BYTES = {0, 1, 2, 4};
    private static final int[] LENGTH_BYTES = {0, 2, 4, 8};

    /// What the number is that is gathered, and how many bytes it has.
    private enum Part {
        MAGIC(Integer.BYTES),
        DESCRIPTOR(1),
        BLOCK(BLOCK_HEADER_BYTES),
        SKIPPABLE_LENGTH(Integer.BYTES),
        /// No frame, which the library says better than we could.
        UNKNOWN(Integer.BYTES);

        private final int bytes;

        Part(int bytes) {
            this.bytes = bytes;
        }
    }

    private final ByteBuffer gathered = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private Part part = Part.MAGIC;

    /// Bytes until the next part.
    private long toSkip;

    private boolean hasChecksum;

    ZstdFrames(InputStream packed) {
        super(packed);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        var count = in.read(target, from, length);
        if (count >= 0) {
            pass(ByteBuffer.wrap(target, from, count));
        } else if (part != Part.UNKNOWN && (part != Part.MAGIC || toSkip > 0 || gathered.position() > 0)) {
            throw new EOFException("it ends within a frame");
        }
        return count;
    }

    private void pass(ByteBuffer bytes) {
        while (bytes.hasRemaining() && part != Part.UNKNOWN) {
            var skipped = (int) Math.min(toSkip, bytes.remaining());
            bytes.position(bytes.position() + skipped);
            toSkip -= skipped;
            while (toSkip == 0 && bytes.hasRemaining() && gathered.position() < part.bytes) {
                gathered.put(bytes.get());
            }
            if (gathered.position() == part.bytes) {
                while (gathered.hasRemaining()) {
                    gathered.put((byte) 0);
                }
                gathered.clear();
                part = next(gathered.getInt(0));
            }
        }
    }

    /// The part behind this one.
    private Part next(int number) {
        return switch (part) {
            case MAGIC ->
                    number == MAGIC
                            ? Part.DESCRIPTOR
                            : (number & ~0xF) == SKIPPABLE_MAGIC ? Part.SKIPPABLE_LENGTH : Part.UNKNOWN;
            case DESCRIPTOR -> begin(number);
            case BLOCK -> {
                var isLast = (number & 1) != 0;
                toSkip = (number >>> 1 & 3) == RUN_BLOCK ? 1 : number >>> 3;
                toSkip += isLast && hasChecksum ? CHECKSUM_BYTES : 0;
                yield isLast ? Part.MAGIC : Part.BLOCK;
            }
            case SKIPPABLE_LENGTH -> {
                toSkip = Integer.toUnsignedLong(number);
                yield Part.MAGIC;
            }
            case UNKNOWN -> Part.UNKNOWN;
        };
    }

    private Part begin(int descriptor) {
        var isSingle = (descriptor & 1 << 5) != 0;
        var lengthFlag = descriptor >>> 6;
        hasChecksum = (descriptor & 1 << 2) != 0;
        // A single segment has no window, but a length, if need be of one byte.
        toSkip =
                (long) DICTIONARY_BYTES[descriptor & 3]
                        + (isSingle && lengthFlag > 0 ? 0 : 1)
                        + LENGTH_BYTES[lengthFlag];
        return Part.BLOCK;
    }
}
