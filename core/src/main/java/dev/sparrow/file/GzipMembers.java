/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/// Unpacks gzip of one or more members. The JDK's stream ends quietly where the header of a further member is cut
/// short, and all that should follow would be missing without a word; here that is an error.
final class GzipMembers extends GZIPInputStream {
    private static final int TRAILER_BYTES = 8;
    private static final int MAGIC_FIRST_BYTE = GZIP_MAGIC & 0xFF;

    GzipMembers(InputStream packed, int bufferBytes) throws IOException {
        super(packed, bufferBytes);
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        var count = super.read(target, from, length);
        if (count < 0) {
            // What is left when the last trailer is read; zeros after it are padding, which is allowed.
            var rest = inf.getRemaining() - TRAILER_BYTES;
            if (rest > 0 && (buf[len - rest] & 0xFF) == MAGIC_FIRST_BYTE) {
                throw new EOFException("the header of a further gzip member is incomplete");
            }
        }
        return count;
    }
}
