/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.codec;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;

import dev.sparrow.file.CompressionCodec;
import dev.sparrow.value.Compression;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Zstandard, with checksums.
public final class ZstdCodec implements CompressionCodec {
    @Override
    public Compression compression() {
        return Compression.ZSTD;
    }

    @Override
    public InputStream decompress(InputStream packed) throws IOException {
        return new BufferedInputStream(new ZstdInputStream(new ZstdFrames(packed)));
    }

    @Override
    public OutputStream compress(OutputStream target) throws IOException {
        return new ZstdOutputStream(target).setChecksum(true);
    }
}
