/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import dev.sparrow.format.ElementWriter;
import dev.sparrow.formats.record.RowForm;
import dev.sparrow.value.Compression;

import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

import java.io.IOException;
import java.io.OutputStream;

/// Writes a file.
final class ParquetRowWriter<T> implements ElementWriter<T> {
    /// A group is held in memory until it is written, and read by one task.
    static final long ROW_GROUP_BYTES = 32 << 20;

    private final ParquetWriter<T> writer;

    ParquetRowWriter(RowForm<T> rows, Compression pages, long rowGroupBytes, OutputStream target) throws IOException {
        writer =
                new Builder<>(new RecordSupport<>(rows), target)
                        .withCompressionCodec(codec(pages))
                        .withRowGroupSize(rowGroupBytes)
                        .build();
    }

    private static CompressionCodecName codec(Compression pages) {
        return switch (pages) {
            case NONE -> CompressionCodecName.UNCOMPRESSED;
            case GZIP -> CompressionCodecName.GZIP;
            case ZSTD -> CompressionCodecName.ZSTD;
            case LZ4 -> CompressionCodecName.LZ4_RAW;
        };
    }

    @Override
    public void write(T element) throws IOException {
        writer.write(element);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private static final class Builder<T> extends ParquetWriter.Builder<T, Builder<T>> {
        private final RecordSupport<T> support;

        private Builder(RecordSupport<T> support, OutputStream target) {
            super(new Target(target));
            this.support = support;
            withConf(new PlainParquetConfiguration());
            withCodecFactory(new PageCodecs());
        }

        @Override
        protected Builder<T> self() {
            return this;
        }

        /// Never called, but abstract: the library is leaving Hadoop.
        @Override
        @SuppressWarnings("deprecation")
        protected WriteSupport<T> getWriteSupport(Configuration configuration) {
            return support;
        }

        @Override
        protected WriteSupport<T> getWriteSupport(ParquetConfiguration configuration) {
            return support;
        }
    }

    private record Target(OutputStream stream) implements OutputFile {
        @Override
        public PositionOutputStream create(long blockSizeHint) {
            return new Counting(stream);
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSizeHint) {
            return create(blockSizeHint);
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }

    /// Knows how many bytes it has written.
    private static final class Counting extends PositionOutputStream {
        private final OutputStream target;
        private long position;

        private Counting(OutputStream target) {
            this.target = target;
        }

        @Override
        public long getPos() {
            return position;
        }

        @Override
        public void write(int value) throws IOException {
            target.write(value);
            position++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            target.write(bytes, from, length);
            position += length;
        }

        @Override
        public void flush() throws IOException {
            target.flush();
        }

        @Override
        public void close() throws IOException {
            target.close();
        }
    }
}
