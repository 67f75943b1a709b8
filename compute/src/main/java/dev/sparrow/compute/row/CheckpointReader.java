/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.lineage.Label;
import dev.sparrow.lineage.SourceData;
import dev.sparrow.storage.columnar.ElementCodec;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;

/// The elements of a partition that a [CheckpointWriter] wrote. What is not what was written is an error that names the
/// file, before an element of it is given out.
final class CheckpointReader implements Iterator<Object>, Evaluation.Input {
    private final String file;
    private final Label label;
    private final long length;
    private final DataInputStream in;
    private Iterator<Object> run = Collections.emptyIterator();
    private long rows;
    private boolean ended;

    private CheckpointReader(String file, Label label, FileInputStream stream) {
        this.file = file;
        this.label = label;
        this.length = new File(file).length();
        this.in = new DataInputStream(new BufferedInputStream(stream, 1 << 16));
    }

    static CheckpointReader open(SourceData.Checkpoint checkpoint, int partition, Label label) {
        var file = checkpoint.file(partition);
        try {
            // The reader closes it.
            @SuppressWarnings("resource")
            var reader = new CheckpointReader(file, label, new FileInputStream(file));
            reader.readHead(partition);
            return reader;
        } catch (FileNotFoundException e) {
            throw failed(file, label, "it is missing or may not be read", e);
        }
    }

    private void readHead(int partition) {
        try {
            if (!Arrays.equals(in.readNBytes(CheckpointWriter.MAGIC.length), CheckpointWriter.MAGIC)) {
                throw damaged("it does not begin as one");
            }
            var found = in.readInt();
            if (found != partition) {
                throw damaged("it holds partition " + found + " and not " + partition);
            }
        } catch (IOException e) {
            throw failedReading(e);
        }
    }

    @Override
    public boolean hasNext() {
        while (!run.hasNext() && !ended) {
            readRun();
        }
        return run.hasNext();
    }

    @Override
    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return run.next();
    }

    private void readRun() {
        try {
            var count = in.readInt();
            if (count == CheckpointWriter.END) {
                readEnd();
                return;
            }
            var size = in.readInt();
            var checksum = in.readInt();
            if (count < 0 || size < 0 || size > length) {
                throw damaged("it holds a run of " + count + " rows in " + size + " bytes");
            }
            var bytes = in.readNBytes(size);
            if (CheckpointWriter.checksum(count, bytes) != checksum) {
                throw damaged("the checksum of rows from " + rows + " on is wrong");
            }
            rows += count;
            run = ElementCodec.decode(bytes, count);
        } catch (IOException e) {
            throw failedReading(e);
        }
    }

    private void readEnd() throws IOException {
        var expected = in.readLong();
        if (expected != rows) {
            throw damaged("it has " + rows + " rows of " + expected);
        }
        ended = true;
        close();
    }

    private SparrowException failedReading(IOException e) {
        return e instanceof EOFException ? damaged("it ends early") : failed(file, label, e.getMessage(), e);
    }

    private SparrowException damaged(String how) {
        close();
        return failed(file, label, "it is damaged (" + how + ")", null);
    }

    private static SparrowException failed(String file, Label label, String problem, Exception cause) {
        return new SparrowException(
                ErrorCode.INPUT_UNREADABLE,
                label
                        + " cannot read "
                        + file
                        + " of its checkpoint: "
                        + problem
                        + ". What the dataset was made from is not known any more, so it must be made anew by a program.",
                cause);
    }

    @Override
    public void close() {
        ended = true;
        try {
            in.close();
        } catch (IOException e) {
            // It was read; nothing is lost.
        }
    }
}
