/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.block;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// Encrypts chunks on disk by AES-GCM with a key of one application, which is in memory only: what is left of its files
/// says nothing to anybody. A chunk that was changed, or that stands at another place, is refused.
///
/// Each chunk has a nonce of its own in front, which is counted: a key never sees one twice.
public final class ChunkCipher {
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final AtomicLong chunks = new AtomicLong();

    private ChunkCipher(SecretKey key) {
        this.key = key;
    }

    /// One with a new key.
    ///
    /// @param keyBits 128, 192 or 256
    public static ChunkCipher create(int keyBits) {
        try {
            var keys = KeyGenerator.getInstance("AES");
            keys.init(keyBits);
            return new ChunkCipher(keys.generateKey());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no AES.", e);
        }
    }

    /// @param place where the chunk will be
    byte[] encrypt(byte[] bytes, String place) {
        var nonce = ByteBuffer.allocate(NONCE_BYTES).putLong(Integer.BYTES, chunks.getAndIncrement()).array();
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, nonce, place);
            var encrypted = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(bytes.length));
            cipher.doFinal(bytes, 0, bytes.length, encrypted, NONCE_BYTES);
            return encrypted;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A chunk cannot be encrypted.", e);
        }
    }

    /// @throws GeneralSecurityException if these are not the bytes that were written at this place
    byte[] decrypt(byte[] encrypted, String place) throws GeneralSecurityException {
        if (encrypted.length < NONCE_BYTES) {
            throw new GeneralSecurityException("There is no nonce.");
        }
        var cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(encrypted, NONCE_BYTES), place);
        return cipher.doFinal(encrypted, NONCE_BYTES, encrypted.length - NONCE_BYTES);
    }

    private Cipher cipher(int mode, byte[] nonce, String place) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
