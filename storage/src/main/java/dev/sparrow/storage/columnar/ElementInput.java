/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.columnar;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.format.ElementReader;
import dev.sparrow.storage.serialization.ReadableClasses;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;

/// Reads what an [ElementOutput] wrote. Nothing of a batch is decoded before its checksum is found right.
public final class ElementInput implements ElementReader<Object> {
    private static final int PIECE_BYTES = 1 << 20;

    private final InputStream source;
    private final Failures failures;
    private final ReadableClasses classes;

    /// The elements of the batch that is read, once the first one was asked for.
    private Iterator<Object> elements = Collections.emptyIterator();

    /// The batch until then; null after that.
    private PortableBatch untouched;

    /// Where the batch begins.
    private long batchAt;

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

    /// Reads the bytes by which such files are known, the last of which is a version.
    ///
    /// @param otherwise what is wrong with a file that begins otherwise
    public void requireMagic(byte[] magic, String otherwise) {
        var last = magic.length - 1;
        var found = head(magic.length);
        if (!found.slice(0, last).equals(ByteBuffer.wrap(magic, 0, last))) {
            throw damaged(otherwise, 0);
        }
        if (found.get(last) != magic[last]) {
            throw failed(
                    ErrorCode.INPUT_UNREADABLE,
                    "it is of version "
                            + (char) found.get(last)
                            + " of such files, and this Sparrow reads version "
                            + (char) magic[last]
                            + ". Read it with the Sparrow that wrote it, or have it written anew.",
                    null);
        }
    }

    @Override
    public boolean hasNext() {
        while (untouched == null && !elements.hasNext() && !ended) {
            nextBatch();
        }
        return untouched != null || elements.hasNext();
    }

    @Override
    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        try {
            if (untouched != null) {
                elements = untouched.open(classes).elements();
                untouched = null;
            }
            return elements.next();
        } catch (SparrowException e) {
            throw failed(e.code(), inBatch(e.getMessage()), e);
        } catch (DateTimeException | ArithmeticException | ArrayStoreException | IllegalArgumentException e) {
            // What was written can be read, and user code fails with a SparrowException.
            throw failed(ErrorCode.INPUT_UNREADABLE, inBatch("it is damaged: " + e + "."), e);
        }
    }

    private String inBatch(String problem) {
        return "in the batch of elements at byte " + batchAt + ": " + problem;
    }

    /// Whole batches, of which only the checksums are looked at.
    @Override
    public long skipSome() {
        if (!hasNext() || untouched == null) {
            return 0;
        }
        var skipped = untouched.rows();
        untouched = null;
        return skipped;
    }

    private void nextBatch() {
        batchAt = position;
        var length = head(Integer.BYTES).getInt();
        if (length == 0) {
            end(head(Long.BYTES).getLong());
            return;
        }
        if (length < 0) {
            throw damaged("a batch of " + length + " bytes cannot be", batchAt);
        }
        var bytes = bytes(length);
        try {
            var batch = PortableBatch.read(bytes);
            read += batch.rows();
            untouched = batch.rows() == 0 ? null : batch;
        } catch (SparrowException e) {
            throw failed(e.code(), inBatch(e.getMessage()), e);
        }
    }

    private void end(long count) {
        if (count != read) {
            throw damaged("it should have " + count + " elements and has " + read, batchAt);
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
