/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.arrow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.zip.CRC32C;

/// Knows the checksum of what passes through.
final class ChecksumChannel implements WritableByteChannel {
    private final WritableByteChannel target;
    private final CRC32C checksum = new CRC32C();

    ChecksumChannel(WritableByteChannel target) {
        this.target = target;
    }

    /// Forgets what has passed.
    void begin() {
        checksum.reset();
    }

    /// CRC-32C.
    int checksum() {
        return (int) checksum.getValue();
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        checksum.update(bytes.duplicate());
        return target.write(bytes);
    }

    @Override
    public boolean isOpen() {
        return target.isOpen();
    }

    @Override
    public void close() throws IOException {
        target.close();
    }
}
