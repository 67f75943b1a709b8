/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.text;

import dev.sparrow.compute.TaskCounters;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.file.FileSplit;
import dev.sparrow.lineage.Label;
import dev.sparrow.lineage.SourceData;
import dev.sparrow.value.Tuple2;

import java.util.Iterator;

/// Pairs of path and text of the files of one partition. Each file is open only while it is read.
public final class WholeTextReader implements Iterator<Object> {
    private static final int BUFFER_BYTES = 1 << 16;

    /// Larger files do not fit a string.
    private static final int FILE_BYTES_MAX = ByteWindow.BYTES_MAX - 1;

    private final SourceData.WholeText text;
    private final Iterator<FileSplit> files;
    private final Label label;
    private final TaskCounters counters;

    public WholeTextReader(SourceData.WholeText text, int partition, Label label, TaskCounters counters) {
        this.text = text;
        this.files = text.files().get(partition).iterator();
        this.label = label;
        this.counters = counters;
    }

    @Override
    public boolean hasNext() {
        return files.hasNext();
    }

    @Override
    public Object next() {
        var split = files.next();
        return new Tuple2<>(split.path(), read(new InputFile(split, label, counters)));
    }

    private String read(InputFile file) {
        var window = new ByteWindow(file, 0, BUFFER_BYTES);
        try {
            LineReader.beginText(window, file);
            if (!window.fillAll(FILE_BYTES_MAX)) {
                throw file.error(
                        ErrorCode.LIMIT_EXCEEDED,
                        "its text is longer than "
                                + FILE_BYTES_MAX
                                + " bytes and does not fit a string. Read it with"
                                + " textFile, line by line.");
            }
            return window.decode(window.available(), new TextDecoder(file, text.malformed(), counters));
        } finally {
            window.close();
        }
    }
}
