/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.json;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.ErrorValues;
import dev.sparrow.format.ElementSink;
import dev.sparrow.format.ElementWriter;
import dev.sparrow.format.UnwritableValue;
import dev.sparrow.value.Compression;

import tools.jackson.core.JacksonException;

import java.io.IOException;
import java.io.OutputStream;

/// Elements as JSON, one on each line.
record JsonSink(Compression compression) implements ElementSink<Object> {
    @Override
    public String extension() {
        return ".json";
    }

    @Override
    public ElementWriter<Object> open(OutputStream target) {
        var writer = Mapper.create().writer();
        return new ElementWriter<>() {
            @Override
            public void write(Object element) throws IOException {
                // As bytes first: what cannot be written must not leave half a line, and a full disk is no fault of it.
                target.write(bytes(element));
                target.write('\n');
            }

            private byte[] bytes(Object element) {
                try {
                    return writer.writeValueAsBytes(element);
                } catch (JacksonException e) {
                    throw new UnwritableValue(
                            ErrorCode.ELEMENT_NOT_SERIALIZABLE,
                            values ->
                                    "json cannot write an element of "
                                            + (element == null ? "null" : element.getClass().getTypeName())
                                            + ": "
                                            + (values == ErrorValues.SHOWN
                                                    ? e.getOriginalMessage()
                                                    : values.describe(e.getCause() == null ? e : e.getCause()))
                                            + ". Map it to a record or a map before.",
                            e);
                }
            }

            @Override
            public void close() throws IOException {
                target.flush();
            }
        };
    }
}
