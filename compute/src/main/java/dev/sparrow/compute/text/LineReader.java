/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.text;

import dev.sparrow.compute.TaskCounters;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.FileSplit;
import dev.sparrow.format.TextEncoding;
import dev.sparrow.format.TextLines;
import dev.sparrow.lineage.Label;
import dev.sparrow.lineage.SourceData.Malformed;

import java.util.NoSuchElementException;

/// The lines of one split of a file: those whose first byte the split holds, the last of them to its end, wherever that
/// is. So each line of a file is in exactly one split, however the file is cut.
///
/// Lines end with LF, CR LF or CR. A byte order mark at the start of the file belongs to the first line's place, but
/// not to its text. Positions are those of the unpacked text if the file is gzip.
public final class LineReader implements TextLines {
    private static final int BUFFER_BYTES = 1 << 17;

    /// Lines of fewer bytes do not fill a heap.
    private static final int LONG_BYTES = 1 << 22;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final FileSplit split;
    private final Label label;
    private final InputFile file;
    private final TextDecoder decoder;
    private final long lineBytesMax;
    private final ByteWindow window;
    private final long linesBefore;

    private boolean started;

    /// Whether a line ended with CR, so that an LF that follows belongs to that end.
    private boolean afterCarriageReturn;

    private long returned;

    /// The lines before the split; negative if nobody asked.
    private long before = -1;

    /// Read ahead by [#hasNext]; null if it was not asked, or there is none.
    private String line;

    /// @param bufferBytes to begin with, at least 1; it grows with the longest line
    LineReader(
            FileSplit split,
            Malformed malformed,
            long lineBytesMax,
            Label label,
            TaskCounters counters,
            int bufferBytes) {
        this.split = split;
        this.label = label;
        this.file = new InputFile(split, label, counters);
        this.decoder = new TextDecoder(file, malformed, counters);
        this.lineBytesMax = Math.min(lineBytesMax, ByteWindow.BYTES_MAX - 1);
        this.linesBefore = split.isCompressed() ? Long.MAX_VALUE : split.end();
        // One byte before the split tells whether it begins with a line.
        this.window = new ByteWindow(file, Math.max(split.start() - 1, 0), bufferBytes);
    }

    /// Opens a split; it stays open until it is read to its end or closed.
    public static LineReader open(
            FileSplit split, Malformed malformed, long lineBytesMax, Label label, TaskCounters counters) {
        return new LineReader(split, malformed, lineBytesMax, label, counters, BUFFER_BYTES);
    }

    /// Refuses a file in another encoding, and skips a byte order mark, if the window begins with one.
    static void beginText(ByteWindow window, InputFile file) {
        var head = window.head(TextEncoding.HEAD_BYTES);
        var complaint = TextEncoding.complaint(head, head.length);
        if (complaint.isPresent()) {
            throw file.error(ErrorCode.INVALID_TEXT, complaint.get());
        }
        if (window.startsWith(BYTE_ORDER_MARK)) {
            window.discard(BYTE_ORDER_MARK.length);
        }
    }

    @Override
    public boolean hasNext() {
        if (line == null && !window.closed()) {
            line = readInMemory();
            if (line == null) {
                close();
            }
        }
        return line != null;
    }

    @Override
    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        var next = line;
        line = null;
        returned++;
        return next;
    }

    @Override
    public long number() {
        if (before < 0) {
            before = split.start() == 0 ? 0 : countBefore();
        }
        return before + returned;
    }

    private long countBefore() {
        var head =
                new FileSplit(
                        split.path(),
                        0,
                        split.start(),
                        split.fileLength(),
                        split.modifiedMillis(),
                        split.compression());
        var count = 0L;
        try (var lines = open(head, Malformed.REPLACE, lineBytesMax, label, new TaskCounters())) {
            for (; lines.hasNext(); count++) {
                var _ = lines.next();
            }
        }
        return count;
    }

    private String readInMemory() {
        try {
            return read();
        } catch (OutOfMemoryError e) {
            // Of a short line it says nothing.
            if (window.available() < LONG_BYTES) {
                throw e;
            }
            throw tooLongForTheHeap(e);
        }
    }

    private String read() {
        if (started) {
            skipLineFeed();
            return window.position() < linesBefore ? readLine() : null;
        }
        started = true;
        if (split.start() > 0) {
            skipLine();
            return read();
        }
        if (linesBefore == 0) {
            return null;
        }
        beginText(window, file);
        return readLine();
    }

    private String readLine() {
        var scanned = 0;
        while (true) {
            var lineEnd = window.indexOfLineEnd(scanned);
            var length = lineEnd < 0 ? window.available() : lineEnd;
            if (length > lineBytesMax) {
                throw tooLong();
            }
            if (lineEnd < 0 && window.fill()) {
                scanned = length;
                continue;
            }
            if (lineEnd < 0) {
                checkComplete();
                if (length == 0) {
                    return null;
                }
            }
            var text = window.decode(length, decoder);
            pass(length, lineEnd >= 0);
            return text;
        }
    }

    private void skipLine() {
        while (true) {
            var lineEnd = window.indexOfLineEnd(0);
            if (lineEnd >= 0) {
                pass(lineEnd, true);
                return;
            }
            window.discard(window.available());
            if (!window.fill()) {
                checkComplete();
                return;
            }
        }
    }

    private void pass(int length, boolean ended) {
        afterCarriageReturn = ended && window.at(length) == '\r';
        window.discard(ended ? length + 1 : length);
    }

    private void skipLineFeed() {
        if (afterCarriageReturn && (window.available() > 0 || window.fill()) && window.at(0) == '\n') {
            window.discard(1);
        }
        afterCarriageReturn = false;
    }

    /// At the end of the file: is it where it was when the file was listed?
    private void checkComplete() {
        var fileEnd = window.position() + window.available();
        if (!split.isCompressed() && fileEnd != split.fileLength()) {
            throw file.changed("it had " + split.fileLength() + " bytes; now it ends at byte " + fileEnd);
        }
    }

    private SparrowException tooLongForTheHeap(OutOfMemoryError cause) {
        var error =
                file.error(
                        ErrorCode.OUT_OF_RESOURCES,
                        "the line at byte "
                                + window.position()
                                + " has "
                                + window.available()
                                + " bytes or more, which the heap of "
                                + (Runtime.getRuntime().maxMemory() >> 20)
                                + " MiB has no room for. One line is read by one task, so more partitions do not help. Give"
                                + " a larger heap (-Xmx in SPARROW_JAVA_OPTS), or set sparrow.text.line.max to refuse such"
                                + " lines; is it a text file?");
        error.addSuppressed(cause);
        return error;
    }

    private SparrowException tooLong() {
        return file.error(
                ErrorCode.LIMIT_EXCEEDED,
                "the line at byte "
                        + window.position()
                        + " is longer than "
                        + lineBytesMax
                        + " bytes. Raise sparrow.text.line.max if that is not a mistake; is it a text file?");
    }

    @Override
    public void close() {
        window.close();
    }
}
