/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.arrow;

import dev.sparrow.file.CompressionCodecs;
import dev.sparrow.value.Compression;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.compression.AbstractCompressionCodec;
import org.apache.arrow.vector.compression.CompressionCodec;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.apache.arrow.vector.compression.NoCompressionCodec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Unpacks buffers of record batches, as pandas packs them unless it is told otherwise.
final class PackedBuffers implements CompressionCodec.Factory {
    @Override
    public CompressionCodec createCodec(CodecType type) {
        return switch (type) {
            case NO_COMPRESSION -> NoCompressionCodec.INSTANCE;
            case LZ4_FRAME -> new Unpacking(type, Compression.LZ4);
            case ZSTD -> new Unpacking(type, Compression.ZSTD);
        };
    }

    @Override
    public CompressionCodec createCodec(CodecType type, int level) {
        return createCodec(type);
    }

    private static final class Unpacking extends AbstractCompressionCodec {
        private final CodecType type;
        private final Compression compression;

        private Unpacking(CodecType type, Compression compression) {
            this.type = type;
            this.compression = compression;
        }

        /// Memory is asked for by what there is, and not by the length that stands before it: it may be damaged.
        @Override
        protected ArrowBuf doDecompress(BufferAllocator memory, ArrowBuf packed) {
            var length = readUncompressedLength(packed);
            var bytes = new byte[Math.toIntExact(packed.writerIndex() - Long.BYTES)];
            packed.getBytes(Long.BYTES, bytes);
            try (var stream = CompressionCodecs.of(compression).decompress(new ByteArrayInputStream(bytes))) {
                var plain = stream.readNBytes(Math.toIntExact(length));
                if (plain.length != length || stream.read() >= 0) {
                    throw new IOException("a packed buffer has not the " + length + " bytes that it says");
                }
                memory.setLimit(memory.getLimit() + length);
                var unpacked = memory.buffer(length);
                unpacked.setBytes(0, plain);
                unpacked.writerIndex(length);
                return unpacked;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        protected ArrowBuf doCompress(BufferAllocator memory, ArrowBuf plain) {
            throw new UnsupportedOperationException("Nothing is packed here.");
        }

        @Override
        public CodecType getCodecType() {
            return type;
        }
    }
}
