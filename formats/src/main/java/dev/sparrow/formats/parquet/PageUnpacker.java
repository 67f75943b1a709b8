/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import com.github.luben.zstd.Zstd;

import dev.hardwood.metadata.CompressionCodec;

import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

import org.xerial.snappy.Snappy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/// Unpacks pages.
final class PageUnpacker {
    /// Those that it knows. The library knows others.
    static final Set<CompressionCodec> CODECS =
            EnumSet.of(
                    CompressionCodec.UNCOMPRESSED,
                    CompressionCodec.SNAPPY,
                    CompressionCodec.GZIP,
                    CompressionCodec.ZSTD,
                    CompressionCodec.LZ4_RAW);

    private static final LZ4SafeDecompressor LZ4 = LZ4Factory.fastestInstance().safeDecompressor();

    private PageUnpacker() {}

    /// Fills a part of an array.
    ///
    /// @throws IOException if the page does not have exactly so many bytes
    static void unpack(CompressionCodec codec, byte[] packed, int from, int length, byte[] into, int at, int size)
            throws IOException {
        if (size == 0) {
            return;
        }
        var unpacked =
                switch (codec) {
                    case UNCOMPRESSED -> copy(packed, from, length, into, at, size);
                    case SNAPPY -> snappy(packed, from, length, into, at, size);
                    case GZIP -> gzip(packed, from, length, into, at, size);
                    case ZSTD -> Zstd.decompressByteArray(into, at, size, packed, from, length);
                    case LZ4_RAW -> LZ4.decompress(packed, from, length, into, at, size);
                    case LZO, BROTLI, LZ4 -> throw new IllegalArgumentException("Nothing here unpacks " + codec);
                };
        if (unpacked != size) {
            throw new IOException("a page unpacks to " + unpacked + " bytes where its header says " + size);
        }
    }

    private static int copy(byte[] packed, int from, int length, byte[] into, int at, int size) {
        if (length == size) {
            System.arraycopy(packed, from, into, at, size);
        }
        return length;
    }

    /// The library writes as many bytes as the page says, wherever the array ends.
    private static int snappy(byte[] packed, int from, int length, byte[] into, int at, int size) throws IOException {
        var said = Snappy.uncompressedLength(packed, from, length);
        return said == size ? Snappy.uncompress(packed, from, length, into, at) : said;
    }

    private static int gzip(byte[] packed, int from, int length, byte[] into, int at, int size) throws IOException {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(packed, from, length))) {
            var unpacked = gzip.readNBytes(into, at, size);
            return gzip.read() < 0 ? unpacked : size + 1;
        }
    }
}
