/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.block;

import dev.sparrow.file.CompressionCodec;
import dev.sparrow.file.CompressionCodecs;
import dev.sparrow.value.Compression;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;

/// The form of chunks on disk: each is packed by itself, then encrypted.
///
/// @param cipher empty if they are not encrypted
public record ChunkForm(CompressionCodec codec, Optional<ChunkCipher> cipher) {

    /// As they are.
    static ChunkForm plain() {
        return new ChunkForm(CompressionCodecs.of(Compression.NONE), Optional.empty());
    }

    /// @param place where the chunk will be: what reads it has to name the same
    byte[] write(byte[] bytes, String place) throws IOException {
        var packed = packed(bytes);
        return cipher.map(known -> known.encrypt(packed, place)).orElse(packed);
    }

    /// @throws BlockUnavailable if the bytes are not those that were written
    byte[] read(byte[] bytes, String place) throws BlockUnavailable {
        try {
            return unpacked(cipher.isPresent() ? cipher.get().decrypt(bytes, place) : bytes);
        } catch (IOException | GeneralSecurityException e) {
            throw new BlockUnavailable(BlocksLost.Reason.CORRUPT, e);
        }
    }

    private byte[] packed(byte[] bytes) throws IOException {
        if (codec.compression() == Compression.NONE) {
            return bytes;
        }
        var packed = new ByteArrayOutputStream(bytes.length / 2);
        try (var target = codec.compress(packed)) {
            target.write(bytes);
        }
        return packed.toByteArray();
    }

    private byte[] unpacked(byte[] bytes) throws IOException {
        if (codec.compression() == Compression.NONE) {
            return bytes;
        }
        try (var source = codec.decompress(new ByteArrayInputStream(bytes))) {
            return source.readAllBytes();
        }
    }
}
