/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategy;

import dev.sparrow.error.SparrowException;
import dev.sparrow.format.ElementSink;
import dev.sparrow.format.ElementWriter;
import dev.sparrow.format.TextEncoding;
import dev.sparrow.formats.record.Columns;
import dev.sparrow.value.Compression;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Rows as CSV.
record CsvSink(CsvOptions options) implements ElementSink<Object> {
    @Override
    public String extension() {
        return ".csv";
    }

    @Override
    public Compression compression() {
        return options.compression();
    }

    @Override
    public ElementWriter<Object> open(OutputStream target) {
        var writer =
                CsvWriter.builder()
                        .fieldSeparator(options.delimiter())
                        .quoteCharacter(options.quote())
                        .quoteStrategy(Quotes.WHERE_NEEDED)
                        .lineDelimiter(LineDelimiter.LF)
                        .build(target, StandardCharsets.UTF_8);
        return new Writer(writer, options);
    }

    private enum Quotes implements QuoteStrategy {
        /// Besides what the library quotes anyway. A file that begins with a byte order mark would lose it.
        WHERE_NEEDED;

        @Override
        public boolean quoteEmpty(int line, int field) {
            return true;
        }

        @Override
        public boolean quoteValue(int line, int field, String value) {
            return value.charAt(0) == '\uFEFF';
        }
    }

    private static final class Writer implements ElementWriter<Object> {
        private final CsvWriter writer;
        private final CsvOptions options;

        /// The columns of the rows; null until the first row, and for lists.
        private Columns columns;

        private Writer(CsvWriter writer, CsvOptions options) {
            this.writer = writer;
            this.options = options;
        }

        @Override
        public void write(Object element) throws IOException {
            var fields = texts(element);
            try {
                writer.writeRecord(fields);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }

        private String[] texts(Object element) throws IOException {
            if (element instanceof List<?> list && columns == null) {
                return texts(list);
            }
            if (columns == null) {
                columns = Columns.of(element, options.columns(), "csv");
                writeHeader();
            }
            return texts(columns.values(element, "csv"));
        }

        private void writeHeader() throws IOException {
            if (options.header()) {
                try {
                    columns.names().forEach(name -> TextEncoding.encodable(name, "csv"));
                    writer.writeRecord(columns.names());
                } catch (UncheckedIOException e) {
                    throw e.getCause();
                }
            }
        }

        private String[] texts(List<?> values) {
            var texts = new String[values.size()];
            Arrays.setAll(texts, i -> text(values.get(i), i));
            return texts;
        }

        /// What consists of values itself would come out as text that cannot be read back.
        private String text(Object value, int column) {
            if (value == null) {
                return null;
            }
            if (value.getClass().isArray()
                    || value instanceof Collection
                    || value instanceof Map
                    || value instanceof Record
                    || value instanceof Optional) {
                throw SparrowException.invalidArgument(
                        "csv cannot write the "
                                + value.getClass().getSimpleName()
                                + " in column "
                                + (column + 1)
                                + ": fields are single values. Make it text with map before, or write JSON lines or"
                                + " Parquet.");
            }
            return TextEncoding.encodable(options.patterns().text(value), "csv");
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }
}
