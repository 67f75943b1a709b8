/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.arrow;

import dev.sparrow.file.CompressionCodecs;
import dev.sparrow.value.Compression;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.compression.AbstractCompressionCodec;
import org.apache.arrow.vector.compression.CompressionCodec;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Arrow files as other programs write them: dictionaries, nested columns, packed buffers.
public final class ForeignArrow {
    static final DictionaryEncoding WORDS = new DictionaryEncoding(7, false, null);

    private ForeignArrow() {}

    /// Writes a file of one record batch.
    ///
    /// @param words the dictionary [#WORDS]
    static Path write(Path file, Schema schema, VarCharVector words, CodecType packing, Consumer<VectorSchemaRoot> fill)
            throws IOException {
        var dictionaries = new DictionaryProvider.MapDictionaryProvider(new Dictionary(words, WORDS));
        try (var root = VectorSchemaRoot.create(schema, words.getAllocator());
                var target = Channels.newChannel(Files.newOutputStream(file));
                var writer =
                        new ArrowFileWriter(
                                root,
                                dictionaries,
                                target,
                                Map.of(),
                                IpcOption.DEFAULT,
                                new Packing(),
                                packing,
                                Optional.empty())) {
            fill.accept(root);
            writer.start();
            writer.writeBatch();
            writer.end();
        }
        return file;
    }

    /// Writes a file with a number, a text, a word of a dictionary and a list of such words in each row.
    public static Path write(Path file, List<String> texts, boolean packed) throws IOException {
        var number = new ArrowType.Int(Integer.SIZE, true);
        var word = new FieldType(true, number, WORDS);
        var schema =
                new Schema(
                        List.of(
                                new Field("number", FieldType.nullable(number), null),
                                new Field("text", FieldType.nullable(new ArrowType.Utf8()), null),
                                new Field("word", word, null),
                                new Field(
                                        "words",
                                        FieldType.nullable(new ArrowType.List()),
                                        List.of(new Field("item", word, null)))));
        try (var memory = new RootAllocator();
                var words = new VarCharVector("words", memory)) {
            for (var i = 0; i < 5; i++) {
                words.setSafe(i, ("word " + i).getBytes(StandardCharsets.UTF_8));
            }
            words.setValueCount(5);
            return write(
                    file,
                    schema,
                    words,
                    packed ? CodecType.LZ4_FRAME : CodecType.NO_COMPRESSION,
                    root -> fill(root, texts));
        }
    }

    private static void fill(VectorSchemaRoot root, List<String> texts) {
        var list = (ListVector) root.getVector("words");
        for (var row = 0; row < texts.size(); row++) {
            ((IntVector) root.getVector("number")).setSafe(row, row);
            ((IntVector) root.getVector("word")).setSafe(row, row % 5);
            ((VarCharVector) root.getVector("text")).setSafe(row, texts.get(row).getBytes(StandardCharsets.UTF_8));
            list.startNewValue(row);
            ((IntVector) list.getDataVector()).setSafe(row, row % 5);
            list.endValue(row, 1);
        }
        root.setRowCount(texts.size());
    }

    private record Packing() implements CompressionCodec.Factory {
        @Override
        public CompressionCodec createCodec(CodecType type) {
            return switch (type) {
                case NO_COMPRESSION -> new PackedBuffers().createCodec(type);
                case LZ4_FRAME -> new Packer(type, Compression.LZ4);
                case ZSTD -> new Packer(type, Compression.ZSTD);
            };
        }

        @Override
        public CompressionCodec createCodec(CodecType type, int level) {
            return createCodec(type);
        }
    }

    private static final class Packer extends AbstractCompressionCodec {
        private final CodecType type;
        private final Compression compression;

        private Packer(CodecType type, Compression compression) {
            this.type = type;
            this.compression = compression;
        }

        @Override
        protected ArrowBuf doCompress(BufferAllocator memory, ArrowBuf plain) {
            var bytes = new byte[(int) plain.writerIndex()];
            plain.getBytes(0, bytes);
            var packed = new ByteArrayOutputStream();
            try (var stream = CompressionCodecs.of(compression).compress(packed)) {
                stream.write(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            var buffer = memory.buffer(Long.BYTES + packed.size());
            buffer.setBytes(Long.BYTES, packed.toByteArray());
            buffer.writerIndex(Long.BYTES + packed.size());
            return buffer;
        }

        @Override
        protected ArrowBuf doDecompress(BufferAllocator memory, ArrowBuf packed) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CodecType getCodecType() {
            return type;
        }
    }
}
