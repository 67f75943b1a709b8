/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.serialization;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.format.ElementReader;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;

/// Reads what an [ElementOutput] wrote. Nothing of a run is decoded before its checksum is found right.
public final class ElementInput implements ElementReader<Object> {
    private static final int PIECE_BYTES = 1 << 20;
    private static final int RUN_HEADER_BYTES = 3 * Integer.BYTES;

    private final InputStream source;
    private final Failures failures;
    private final ReadableClasses classes;
    private Iterator<Object> run = Collections.emptyIterator();

    /// The number of elements of the run, until the first one is asked for.
    private int untouched;

    private long runAt;
    private long position;
    private long read;
    private boolean ended;

    /// How to tell that the elements cannot be read.
    @FunctionalInterface
    public interface Failures {

        /// What is to be thrown.
        ///
        /// @param problem one or more sentences
        /// @param cause may be null
        SparrowException of(ErrorCode code, String problem, Exception cause);
    }

    /// Reads from where `source` is, and closes it at the end or after a failure.
    ///
    /// @param classes of what classes objects are made
    public ElementInput(InputStream source, ReadableClasses classes, Failures failures) {
        this.source = source;
        this.classes = classes;
        this.failures = failures;
    }

    /// What stands before the elements, and is so long. To be asked for before them.
    public ByteBuffer head(int length) {
        return ByteBuffer.wrap(bytes(length));
    }

    @Override
    public boolean hasNext() {
        while (!run.hasNext() && !ended) {
            nextRun();
        }
        return run.hasNext();
    }

    @Override
    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        untouched = 0;
        try {
            return run.next();
        } catch (SparrowException e) {
            throw failed(e.code(), "in the run of elements at byte " + runAt + ": " + e.getMessage(), e);
        }
    }

    /// Whole runs, of which only the checksums are looked at.
    @Override
    public long skipSome() {
        if (!hasNext()) {
            return 0;
        }
        var skipped = untouched;
        if (skipped > 0) {
            run = Collections.emptyIterator();
            untouched = 0;
        }
        return skipped;
    }

    private void nextRun() {
        runAt = position;
        var header = ByteBuffer.wrap(bytes(RUN_HEADER_BYTES));
        var count = header.getInt();
        if (count == 0) {
            end(header.getLong());
            return;
        }
        var length = header.getInt();
        var checksum = header.getInt();
        if (count < 0 || length < 0) {
            throw damaged("a run of " + count + " elements in " + length + " bytes cannot be", runAt);
        }
        var bytes = bytes(length);
        if (ElementOutput.checksum(count, bytes) != checksum) {
            throw damaged("the checksum of a run of elements is wrong", runAt);
        }
        read += count;
        run = ElementCodec.decode(bytes, count, classes);
        untouched = count;
    }

    private void end(long count) {
        if (count != read) {
            throw damaged("it should have " + count + " elements and has " + read, runAt);
        }
        if (fill(new byte[1], 1) > 0) {
            throw damaged("something follows its end", position - 1);
        }
        ended = true;
        close();
    }

    /// Reads bytes in pieces: a damaged length must not become memory that the source cannot fill.
    private byte[] bytes(int length) {
        var all = new ByteArrayOutputStream(Math.min(length, PIECE_BYTES));
        var piece = new byte[Math.min(length, PIECE_BYTES)];
        while (all.size() < length) {
            var count = fill(piece, Math.min(piece.length, length - all.size()));
            if (count < 0) {
                throw damaged("it ends too early", position);
            }
            all.write(piece, 0, count);
        }
        return all.toByteArray();
    }

    private int fill(byte[] target, int most) {
        try {
            var count = source.read(target, 0, most);
            position += Math.max(0, count);
            return count;
        } catch (IOException e) {
            throw failed(ErrorCode.INPUT_UNREADABLE, e + ".", e);
        }
    }

    /// The error of bytes that are not those that were written, for throwing.
    public SparrowException damaged(String how, long at) {
        return failed(ErrorCode.INPUT_UNREADABLE, "it is damaged at byte " + at + ": " + how + ".", null);
    }

    private SparrowException failed(ErrorCode code, String problem, Exception cause) {
        close();
        return failures.of(code, problem, cause);
    }

    @Override
    public void close() {
        ended = true;
        try {
            source.close();
        } catch (IOException _) {
            return; // nothing read can get lost
        }
    }
}
