/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.file;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.value.Compression;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.zip.GZIPOutputStream;

/// The codecs that there are.
public final class CompressionCodecs {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final CompressionCodec PLAIN = new Plain();

    /// Looked for when the first is wanted: that opens all of the class path.
    private static final class Packing {
        private static final Map<Compression, CompressionCodec> CODECS = load();

        private static Map<Compression, CompressionCodec> load() {
            var codecs = new EnumMap<Compression, CompressionCodec>(Compression.class);
            codecs.put(Compression.GZIP, new Gzip());
            for (var codec : ServiceLoader.load(CompressionCodec.class, CompressionCodecs.class.getClassLoader())) {
                codecs.put(codec.compression(), codec);
            }
            return codecs;
        }
    }

    private CompressionCodecs() {}

    /// The codec of files packed like this.
    ///
    /// @throws SparrowException [ErrorCode#NO_FORMAT] if the class path has none
    public static CompressionCodec of(Compression compression) {
        var codec = compression == Compression.NONE ? PLAIN : Packing.CODECS.get(compression);
        if (codec == null) {
            throw new SparrowException(
                    ErrorCode.NO_FORMAT,
                    "Nothing on the class path packs or unpacks "
                            + compression
                            + " ("
                            + compression.extension()
                            + "). Add the artifact dev.sparrow:sparrow-formats.");
        }
        return codec;
    }

    private static final class Plain implements CompressionCodec {
        @Override
        public Compression compression() {
            return Compression.NONE;
        }

        @Override
        public InputStream decompress(InputStream compressed) {
            return compressed;
        }

        @Override
        public OutputStream compress(OutputStream target) {
            return target;
        }
    }

    private static final class Gzip implements CompressionCodec {
        @Override
        public Compression compression() {
            return Compression.GZIP;
        }

        @Override
        public InputStream decompress(InputStream compressed) throws IOException {
            return new GzipMembers(compressed, BUFFER_BYTES);
        }

        @Override
        public OutputStream compress(OutputStream target) throws IOException {
            return new GZIPOutputStream(target, BUFFER_BYTES);
        }
    }
}
