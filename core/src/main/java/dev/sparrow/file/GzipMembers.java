/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/// Unpacks gzip (RFC 1952) of one or more members. The JDK's stream takes whatever it does not understand behind a
/// member for the end, and all that should follow would be missing without a word. Here it is an error, unless it is
/// nothing but zeros, with which some programs fill up a block.
final class GzipMembers extends InputStream {
    private static final int FIRST_BYTE = 0x1F;
    private static final int SECOND_BYTE = 0x8B;
    private static final int DEFLATE = 8;
    private static final int FLAG_CHECKSUM = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;
    private static final int FLAGS_UNKNOWN = 0xE0;
    private static final int TIME_LEVEL_AND_SYSTEM_BYTES = 6;

    private final InputStream compressed;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] buffer;

    /// Where the inflater has not been yet.
    private int position;

    private int limit;
    private boolean ended;

    GzipMembers(InputStream compressed, int bufferBytes) throws IOException {
        this.compressed = compressed;
        this.buffer = new byte[bufferBytes];
        readHeader(octet());
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, target.length);
        while (length > 0 && !ended) {
            var count = inflate(target, from, length);
            if (count > 0) {
                checksum.update(target, from, count);
                return count;
            }
            if (inflater.finished()) {
                readTrailer();
                ended = !beginMember();
            }
        }
        return length == 0 ? 0 : -1;
    }

    /// May return 0 before the end of a member.
    private int inflate(byte[] target, int from, int length) throws IOException {
        if (inflater.needsInput()) {
            if (position == limit && !fill()) {
                throw new EOFException("it ends within a gzip member");
            }
            inflater.setInput(buffer, position, limit - position);
        }
        try {
            var count = inflater.inflate(target, from, length);
            position = limit - inflater.getRemaining();
            if (inflater.needsDictionary()) {
                throw new ZipException("a gzip member asks for a dictionary");
            }
            return count;
        } catch (DataFormatException e) {
            throw new ZipException(Objects.requireNonNullElse(e.getMessage(), "invalid data in a gzip member"));
        }
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, compressed.read(buffer, 0, buffer.length));
        return limit > 0;
    }

    private void readTrailer() throws IOException {
        if (number() != checksum.getValue()) {
            throw new ZipException("the checksum of a gzip member is not that of its data");
        }
        if (number() != (inflater.getBytesWritten() & 0xFFFF_FFFFL)) {
            throw new ZipException("a gzip member has not the length that it says");
        }
    }

    /// Whether there is a further one.
    private boolean beginMember() throws IOException {
        if (position == limit && !fill()) {
            return false;
        }
        if (buffer[position] == 0) {
            requireZeros();
            return false;
        }
        inflater.reset();
        readHeader(octet());
        return true;
    }

    private void requireZeros() throws IOException {
        do {
            for (; position < limit; position++) {
                if (buffer[position] != 0) {
                    throw new ZipException("what follows a gzip member is neither one nor zeros");
                }
            }
        } while (fill());
    }

    private void readHeader(int first) throws IOException {
        checksum.reset();
        checksum.update(first);
        if (first != FIRST_BYTE || headerOctet() != SECOND_BYTE) {
            throw new ZipException("the header of a gzip member is damaged or is none");
        }
        var method = headerOctet();
        var flags = headerOctet();
        if (method != DEFLATE || (flags & FLAGS_UNKNOWN) != 0) {
            throw new ZipException("the header of a gzip member has unknown method " + method + " or flags " + flags);
        }
        skip(TIME_LEVEL_AND_SYSTEM_BYTES);
        if ((flags & FLAG_EXTRA) != 0) {
            skip(headerOctet() | headerOctet() << Byte.SIZE);
        }
        if ((flags & FLAG_NAME) != 0) {
            skipText();
        }
        if ((flags & FLAG_COMMENT) != 0) {
            skipText();
        }
        if ((flags & FLAG_CHECKSUM) != 0 && (checksum.getValue() & 0xFFFF) != (octet() | octet() << Byte.SIZE)) {
            throw new ZipException("the checksum of the header of a gzip member is another");
        }
        checksum.reset();
    }

    private void skip(int bytes) throws IOException {
        for (var i = 0; i < bytes; i++) {
            var _ = headerOctet();
        }
    }

    private void skipText() throws IOException {
        int octet;
        do {
            octet = headerOctet();
        } while (octet != 0);
    }

    private int headerOctet() throws IOException {
        var octet = octet();
        checksum.update(octet);
        return octet;
    }

    private int octet() throws IOException {
        if (position == limit && !fill()) {
            throw new EOFException("the header or trailer of a gzip member is incomplete");
        }
        return buffer[position++] & 0xFF;
    }

    /// Four bytes, the lowest first.
    private long number() throws IOException {
        return octet() | octet() << 8 | octet() << 16 | (long) octet() << 24;
    }

    @Override
    public int available() {
        return ended ? 0 : 1;
    }

    @Override
    public void close() throws IOException {
        ended = true;
        inflater.end();
        compressed.close();
    }
}
