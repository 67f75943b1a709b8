/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.jupyter;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What tells messages of the front end from those of others: HMAC-SHA256 of their four parts.
record Signature(String key) {
    private static final String ALGORITHM = "HmacSHA256";

    byte[] of(List<byte[]> parts) {
        if (key.isEmpty()) {
            return new byte[0];
        }
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            parts.forEach(mac::update);
            return HexFormat.of().formatHex(mac.doFinal()).getBytes(StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM cannot sign messages", e);
        }
    }

    boolean holds(byte[] signature, List<byte[]> parts) {
        return MessageDigest.isEqual(signature, of(parts));
    }
}
