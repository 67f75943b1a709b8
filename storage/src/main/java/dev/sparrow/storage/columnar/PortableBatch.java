/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.storage.serialization.ReadableClasses;

import java.io.ByteArrayInputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/// A batch as bytes that say by themselves what they hold: for another process, or for a later one.
///
///     prefix   "SPBT", version of 2 bytes, order of the body's bytes (2), rows, length of the header, of the body
///     header   classes by name with their components, the kind, the codecs with their dictionaries, statistics, lengths
///     body     the buffers, each from a multiple of eight bytes, as in the body of an Arrow record batch
///     end      CRC-32C of all before
///
/// Numbers are of 4 bytes unless it is said, and big-endian but in the body. Bytes from elsewhere become objects in two
/// steps: [#read] finds out whether they are those that were written, and needs no class; [#open] finds the classes, by
/// the context class loader of its thread.
public final class PortableBatch {
    /// The version of the form. To be raised with every change of it, also of [ShapeWriter] and of a codec's buffers; a
    /// golden file for each version holds what it was.
    static final int VERSION = 3;

    /// The first version that is still read: what came since is columns that it does not have.
    static final int VERSION_MIN = 2;

    static final int PREFIX_BYTES = 20;

    static final int CHECKSUM_BYTES = Integer.BYTES;

    private static final int MAGIC = 0x53504254;
    private static final short ORDER = (short) (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 1 : 2);

    private final byte[] bytes;
    private final int rows;
    private final int headerBytes;
    private final int bodyBytes;

    private PortableBatch(byte[] bytes, int rows, int headerBytes, int bodyBytes) {
        this.bytes = bytes;
        this.rows = rows;
        this.headerBytes = headerBytes;
        this.bodyBytes = bodyBytes;
    }

    /// The portable form of a batch.
    ///
    /// @throws SparrowException [ErrorCode#LIMIT_EXCEEDED] if it takes more bytes than an array may have
    public static byte[] write(BatchBytes batch) {
        return write(batch.shape(), body -> body.copyFrom(MemorySegment.ofArray(batch.bytes())));
    }

    /// The portable form of a batch, whose columns are copied as they are: no element is decoded, nor is any class
    /// looked for.
    ///
    /// @throws SparrowException [ErrorCode#LIMIT_EXCEEDED] if it takes more bytes than an array may have
    public static byte[] write(Batch batch) {
        var parts = batch.portable();
        return write(parts.shape(), parts::copyTo);
    }

    /// @param fill writes the body, which is all zeros before
    private static byte[] write(BatchShape shape, Consumer<MemorySegment> fill) {
        var header = ShapeWriter.write(shape, PREFIX_BYTES);
        var bodyBytes = shape.memoryBytes();
        var length = PREFIX_BYTES + header.length + bodyBytes + CHECKSUM_BYTES;
        if (length > Integer.MAX_VALUE - BufferLayout.ALIGNMENT) {
            throw new SparrowException(
                    ErrorCode.LIMIT_EXCEEDED,
                    "A batch of "
                            + shape.rows()
                            + " elements cannot be written: it would take "
                            + length
                            + " bytes. Make smaller elements of them.");
        }
        var target = ByteBuffer.allocate((int) length);
        target.putInt(MAGIC).putShort((short) VERSION).putShort(ORDER);
        target.putInt(shape.rows()).putInt(header.length).putInt((int) bodyBytes);
        target.put(header);
        fill.accept(MemorySegment.ofArray(target.array()).asSlice(target.position(), bodyBytes));
        target.position((int) length - CHECKSUM_BYTES);
        target.putInt(checksum(target.array(), target.position()));
        return target.array();
    }

    /// Looks whether bytes are what was written.
    ///
    /// @param bytes exactly those of a batch; not copied, and not to be changed
    /// @throws SparrowException [ErrorCode#INPUT_UNREADABLE] if they are damaged, or of another version
    public static PortableBatch read(byte[] bytes) {
        var source = ByteBuffer.wrap(bytes);
        if (bytes.length < PREFIX_BYTES + CHECKSUM_BYTES) {
            throw damaged("it ends after " + bytes.length + " bytes", null);
        }
        if (source.getInt() != MAGIC) {
            throw damaged("it does not begin as one", null);
        }
        var version = source.getShort();
        if (version < VERSION_MIN || version > VERSION) {
            throw unreadable(
                    "is of version "
                            + version
                            + " of its form, and this Sparrow reads versions "
                            + VERSION_MIN
                            + " to "
                            + VERSION
                            + ". Read it with the Sparrow that wrote it.",
                    null);
        }
        requireOrder(source.getShort());
        var rows = source.getInt();
        var headerBytes = source.getInt();
        var bodyBytes = source.getInt();
        if (rows < 0
                || headerBytes < 0
                || bodyBytes < 0
                || (long) PREFIX_BYTES + headerBytes + bodyBytes + CHECKSUM_BYTES != bytes.length) {
            throw damaged("its lengths are wrong", null);
        }
        var checked = bytes.length - CHECKSUM_BYTES;
        if (checksum(bytes, checked) != source.getInt(checked)) {
            throw damaged("its checksum is wrong", null);
        }
        return new PortableBatch(bytes, rows, headerBytes, bodyBytes);
    }

    private static void requireOrder(short order) {
        if (order != ORDER) {
            throw unreadable("was written by a machine that orders the bytes of its numbers otherwise.", null);
        }
    }

    private static int checksum(byte[] bytes, int count) {
        var checksum = new CRC32C();
        checksum.update(bytes, 0, count);
        return (int) checksum.getValue();
    }

    public int rows() {
        return rows;
    }

    /// The batch, on the heap, which needs no closing. It reads elements on any thread whose context class loader is
    /// that of the caller.
    ///
    /// @param classes of what classes objects are made; others are an error before anything of them runs
    /// @throws SparrowException [ErrorCode#ELEMENT_NOT_SERIALIZABLE] if a class is missing, is not to be read, or is
    ///   not what it was; [ErrorCode#INPUT_UNREADABLE] if the bytes contradict themselves
    public Batch open(ReadableClasses classes) {
        var body = MemorySegment.ofArray(bytes).asSlice((long) PREFIX_BYTES + headerBytes, bodyBytes);
        var header = new ByteArrayInputStream(bytes, PREFIX_BYTES, headerBytes);
        var shape = new ShapeReader(header, rows, classes).read(bodyBytes);
        new BufferCheck(shape, body).check();
        return Batch.onHeap(shape, body);
    }

    /// The error of bytes that are not what was written.
    ///
    /// @param cause may be null
    static SparrowException damaged(String how, Exception cause) {
        return unreadable("is damaged: " + how + ".", cause);
    }

    private static SparrowException unreadable(String problem, Exception cause) {
        return new SparrowException(ErrorCode.INPUT_UNREADABLE, "A batch of elements " + problem, cause);
    }
}
