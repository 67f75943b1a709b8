/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.object;

import dev.sparrow.file.FileSplit;
import dev.sparrow.format.ElementReader;
import dev.sparrow.format.ElementSink;
import dev.sparrow.format.ElementSource;
import dev.sparrow.format.ElementWriter;
import dev.sparrow.format.InputFiles;
import dev.sparrow.format.ObjectFormat;
import dev.sparrow.format.SourceTask;
import dev.sparrow.value.Compression;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;

/// What `saveAsObjectFile` writes and `objectFile` reads: chunks of encoded elements, each with a checksum.
///
///     file   MAGIC chunk* end
///     chunk  count > 0, length, crc32c of count and bytes, bytes
///     end    count = 0, number of all elements: a file that lacks it was cut short
///
/// Numbers are big-endian: count, length and checksum of 4 bytes, the number of all elements of 8.
public final class ObjectFiles implements ObjectFormat {
    static final byte[] MAGIC = {'S', 'P', 'R', 'W', 'O', 'B', 'J', '1'};

    /// A chunk ends with the element that makes it this long.
    static final int CHUNK_BYTES = 256 << 10;

    static int checksum(int count, byte[] bytes) {
        var checksum = new CRC32C();
        checksum.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, count));
        checksum.update(bytes);
        return (int) checksum.getValue();
    }

    @Override
    public ElementSource<Object> source(InputFiles files) {
        return new Source(files.whole());
    }

    @Override
    public ElementSink<Object> sink() {
        return new Sink();
    }

    private record Source(List<FileSplit> splits) implements ElementSource<Object> {
        @Override
        public ElementReader<Object> open(int partition, SourceTask task) {
            return new ObjectReader(splits.get(partition), task);
        }
    }

    private record Sink() implements ElementSink<Object> {
        @Override
        public String extension() {
            return "";
        }

        @Override
        public Compression compression() {
            return Compression.NONE;
        }

        @Override
        public ElementWriter<Object> open(OutputStream target) {
            return new ObjectWriter(target);
        }
    }
}
