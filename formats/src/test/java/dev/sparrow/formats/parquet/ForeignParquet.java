/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageTypeParser;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Parquet files as other programs write them: any schema, and no index of pages, which many leave out.
public final class ForeignParquet {
    private static final int FOOTER_END = 8;

    private ForeignParquet() {}

    /// Writes a file.
    ///
    /// @param rows what fills each row
    public static Path write(Path file, String schema, List<Consumer<Group>> rows) throws IOException {
        return write(file, schema, rows, UnaryOperator.identity());
    }

    /// Writes a file with options of the library.
    public static Path write(
            Path file, String schema, List<Consumer<Group>> rows, UnaryOperator<ExampleParquetWriter.Builder> options)
            throws IOException {
        return change(writeIndexed(file, schema, rows, options), ForeignParquet::dropIndexes);
    }

    /// As [#write(Path, String, List, UnaryOperator)], with an index of pages.
    public static Path writeIndexed(
            Path file, String schema, List<Consumer<Group>> rows, UnaryOperator<ExampleParquetWriter.Builder> options)
            throws IOException {
        var type = MessageTypeParser.parseMessageType(schema);
        var builder =
                ExampleParquetWriter.builder(new LocalOutputFile(file))
                        .withType(type)
                        .withConf(new PlainParquetConfiguration())
                        .withCodecFactory(new PageCodecs())
                        .withWriteMode(ParquetFileWriter.Mode.OVERWRITE);
        try (var writer = options.apply(builder).build()) {
            for (var row : rows) {
                var group = new SimpleGroup(type);
                row.accept(group);
                writer.write(group);
            }
        }
        return file;
    }

    static void dropIndexes(FileMetaData footer) {
        for (var group : footer.getRow_groups()) {
            for (var column : group.getColumns()) {
                column.unsetColumn_index_offset();
                column.unsetColumn_index_length();
                column.unsetOffset_index_offset();
                column.unsetOffset_index_length();
            }
        }
    }

    /// Writes the footer of a file anew.
    public static Path change(Path file, Consumer<FileMetaData> change) throws IOException {
        var bytes = Files.readAllBytes(file);
        var end = bytes.length - FOOTER_END;
        var begin = end - ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(end);
        var footer = Util.readFileMetaData(new ByteArrayInputStream(bytes, begin, end - begin));
        change.accept(footer);
        var changed = new ByteArrayOutputStream();
        changed.write(bytes, 0, begin);
        Util.writeFileMetaData(footer, changed);
        var length = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(changed.size() - begin);
        changed.write(length.array());
        changed.write(Arrays.copyOfRange(bytes, bytes.length - Integer.BYTES, bytes.length));
        return Files.write(file, changed.toByteArray());
    }
}
