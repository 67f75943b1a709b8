/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.codec;

import dev.sparrow.file.CompressionCodec;
import dev.sparrow.value.Compression;

import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// The frame format of LZ4, with checksums.
public final class Lz4Codec implements CompressionCodec {
    @Override
    public Compression compression() {
        return Compression.LZ4;
    }

    @Override
    public InputStream decompress(InputStream packed) throws IOException {
        return new Unpacked(new LZ4FrameInputStream(packed));
    }

    @Override
    public OutputStream compress(OutputStream target) throws IOException {
        return new LZ4FrameOutputStream(
                target,
                LZ4FrameOutputStream.BLOCKSIZE.SIZE_256KB,
                LZ4FrameOutputStream.FLG.Bits.BLOCK_INDEPENDENCE,
                LZ4FrameOutputStream.FLG.Bits.CONTENT_CHECKSUM);
    }

    /// The library throws unchecked exceptions for some damage.
    private static final class Unpacked extends FilterInputStream {
        private Unpacked(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            try {
                return in.read(target, from, length);
            } catch (IndexOutOfBoundsException | IllegalArgumentException | net.jpountz.lz4.LZ4Exception e) {
                throw new IOException(e.getMessage(), e);
            } catch (EOFException e) {
                throw new EOFException("it ends within a block");
            }
        }
    }
}
