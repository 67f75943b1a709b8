/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The bytes of an unpacked page, and how far they are read.
final class PageBytes {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = {};
    private int at;
    private int end;

    /// The array, at least as long, to be filled with a page.
    byte[] begin(int length) {
        // A long can be read at each of its bytes.
        var needed = Math.addExact(length, Long.BYTES);
        if (bytes.length < needed) {
            bytes = new byte[needed];
        }
        at = 0;
        end = length;
        return bytes;
    }

    byte[] array() {
        return bytes;
    }

    int at() {
        return at;
    }

    int end() {
        return end;
    }

    /// Passes over bytes.
    ///
    /// @return where they begin
    int skip(long length) throws IOException {
        if (length < 0 || length > end - at) {
            throw new EOFException("a page has " + (end - at) + " bytes left where " + length + " are needed");
        }
        var from = at;
        at += (int) length;
        return from;
    }

    int octet() throws IOException {
        return bytes[skip(1)] & 0xFF;
    }

    int number() throws IOException {
        return (int) INT.get(bytes, skip(Integer.BYTES));
    }

    static long longAt(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }
}
