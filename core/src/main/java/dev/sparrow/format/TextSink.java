/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.format;

import dev.sparrow.value.Compression;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// A line of UTF-8 for each element: what its `toString` returns, or `null`.
public record TextSink(Compression compression) implements ElementSink<Object> {
    @Override
    public String extension() {
        return "";
    }

    @Override
    public ElementWriter<Object> open(OutputStream target) {
        return new ElementWriter<>() {
            @Override
            public void write(Object element) throws IOException {
                // An object whose toString returns null is written as null too.
                var text = String.valueOf((Object) String.valueOf(element));
                target.write(TextEncoding.encodable(text, "saveAsTextFile").getBytes(StandardCharsets.UTF_8));
                target.write('\n');
            }

            @Override
            public void close() throws IOException {
                target.flush();
            }
        };
    }
}
