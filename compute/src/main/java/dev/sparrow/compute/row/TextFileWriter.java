/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.UserFailure;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.lineage.Label;
import dev.sparrow.value.AttemptId;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Locale;

/// Writes elements as lines into a file that only this attempt knows, so that two attempts of a task are never in each
/// other's way. Streams and not channels: an interrupt would close a channel in the middle.
final class TextFileWriter {
    private static final int BUFFER_BYTES = 1 << 16;

    private TextFileWriter() {}

    /// Returns the name of the file in `folder`, which is then complete and on disk.
    static String write(Iterator<Object> elements, String folder, int partition, Label label, AttemptId attempt) {
        var name =
                String.format(
                        Locale.ROOT,
                        "part-%05d-stage-%d-task-%d-attempt-%d",
                        partition,
                        attempt.stage().value(),
                        attempt.partition(),
                        attempt.attempt());
        var file = new File(folder, name);
        var complete = false;
        try {
            writeLines(elements, file, label);
            complete = true;
            return name;
        } catch (IOException e) {
            throw new SparrowException(
                    ErrorCode.OUTPUT_FAILED,
                    label
                            + " cannot write partition "
                            + partition
                            + " to "
                            + file
                            + ": "
                            + e.getMessage()
                            + ". Check that the folder exists, may be written to, and has space left.",
                    e);
        } finally {
            if (!complete) {
                // What was written is no use to anyone; if it cannot be removed, the first failure is still the news.
                var _ = file.delete();
            }
        }
    }

    private static void writeLines(Iterator<Object> elements, File file, Label label) throws IOException {
        try (var stream = new FileOutputStream(file);
                var lines = new BufferedOutputStream(stream, BUFFER_BYTES)) {
            while (elements.hasNext()) {
                var element = elements.next();
                lines.write(text(element, label).getBytes(StandardCharsets.UTF_8));
                lines.write('\n');
            }
            lines.flush();
            stream.getFD().sync();
        }
    }

    /// An object whose `toString` returns null is written as `null` too.
    private static String text(Object element, Label label) {
        try {
            return String.valueOf((Object) String.valueOf(element));
        } catch (Throwable e) {
            throw UserFailure.of(label, e);
        }
    }
}
