/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.transport;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// What stands on a connection once both ends know each other:
///
///     length 4 | kind 1 | number 8 | CRC32C 4 of all else | bytes
///
/// Frames are numbered from 1 in each direction, so one that is missing, doubled or in a wrong place is found.
final class Frames {
    static final int HEADER_BYTES = 17;

    /// The receiver has room for more: the bytes are a number.
    static final byte CREDIT = -1;

    /// A sign of life.
    static final byte ALIVE = -2;

    private Frames() {}

    /// A frame that is known in full.
    static final class Frame {
        private final byte kind;
        private final byte[] bytes;

        /// @param bytes are not copied
        Frame(byte kind, byte[] bytes) {
            this.kind = kind;
            this.bytes = bytes;
        }

        byte kind() {
            return kind;
        }

        byte[] bytes() {
            return bytes;
        }

        /// What it costs of a queue and of credit.
        int cost() {
            return HEADER_BYTES + bytes.length;
        }
    }

    /// Writes frames.
    static final class Writer {
        private final OutputStream out;
        private long number;

        Writer(OutputStream out) {
            this.out = out;
        }

        void write(Frame frame) throws IOException {
            number++;
            var header = ByteBuffer.allocate(HEADER_BYTES);
            header.putInt(frame.bytes().length).put(frame.kind()).putLong(number);
            header.putInt(checksum(header, frame.bytes()));
            out.write(header.array());
            out.write(frame.bytes());
        }

        void flush() throws IOException {
            out.flush();
        }
    }

    /// Reads frames, and refuses everything else.
    static final class Reader {
        /// There is room for so much before any of it has come; for more as it comes.
        private static final int AT_ONCE_BYTES = 1 << 20;

        private final DataInputStream in;
        private final int bytesMax;
        private long number;

        Reader(InputStream in, int bytesMax) {
            this.in = new DataInputStream(in);
            this.bytesMax = bytesMax;
        }

        /// @throws EOFException if the other end has closed the connection between two frames
        Frame read() throws IOException {
            number++;
            var header = ByteBuffer.allocate(HEADER_BYTES);
            in.readFully(header.array());
            var length = header.getInt();
            var kind = header.get();
            var found = header.getLong();
            // Before there is room for it.
            if (length < 0 || length > bytesMax) {
                throw new IOException("a frame of %,d bytes, where %,d are allowed".formatted(length, bytesMax));
            }
            if (found != number) {
                throw new IOException("frame %d in the place of frame %d".formatted(found, number));
            }
            var bytes = body(length);
            var checksum = header.getInt();
            if (checksum != checksum(header.position(HEADER_BYTES - Integer.BYTES), bytes)) {
                throw new IOException("frame " + number + " was damaged on its way");
            }
            return new Frame(kind, bytes);
        }

        private byte[] body(int length) throws IOException {
            byte[] bytes;
            if (length <= AT_ONCE_BYTES) {
                bytes = new byte[length];
                in.readFully(bytes);
            } else {
                bytes = in.readNBytes(length);
                if (bytes.length < length) {
                    throw new EOFException("the connection ended within a frame");
                }
            }
            return bytes;
        }
    }

    /// Of the header up to its position, and of the bytes.
    private static int checksum(ByteBuffer header, byte[] bytes) {
        var checksum = new CRC32C();
        checksum.update(header.duplicate().flip());
        checksum.update(bytes, 0, bytes.length);
        return (int) checksum.getValue();
    }
}
