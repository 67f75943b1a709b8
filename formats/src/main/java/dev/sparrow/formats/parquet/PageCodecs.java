/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import com.github.luben.zstd.Zstd;

import net.jpountz.lz4.LZ4Factory;

import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;

/// Packs pages without Hadoop's codecs.
record PageCodecs() implements CompressionCodecFactory {
    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        return new Packer(codec);
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        throw new UnsupportedOperationException("Nothing is read here.");
    }

    @Override
    public void release() {}

    private record Packer(CompressionCodecName codec) implements BytesInputCompressor {
        @Override
        public BytesInput compress(BytesInput page) throws IOException {
            var plain = page.toInputStream().readAllBytes();
            return BytesInput.from(
                    switch (codec) {
                        case GZIP -> gzip(plain);
                        case ZSTD -> Zstd.compress(plain);
                        case LZ4_RAW -> LZ4Factory.fastestInstance().fastCompressor().compress(plain);
                        case UNCOMPRESSED -> plain;
                        default -> throw new IllegalArgumentException("Nothing packs by " + codec);
                    });
        }

        private static byte[] gzip(byte[] plain) throws IOException {
            var packed = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(packed)) {
                gzip.write(plain);
            }
            return packed.toByteArray();
        }

        @Override
        public CompressionCodecName getCodecName() {
            return codec;
        }

        @Override
        public void release() {}
    }
}
