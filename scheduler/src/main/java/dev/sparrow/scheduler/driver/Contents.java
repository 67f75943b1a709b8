/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.driver;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// What executors ask for by the hash of its bytes, for as long as somebody may.
final class Contents {
    private final Map<String, Content> contents = new HashMap<>();

    private static final class Content {
        private final Supplier<byte[]> bytes;
        private int users;

        private Content(Supplier<byte[]> bytes) {
            this.bytes = bytes;
        }
    }

    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /// Holds bytes for one more user; returns their hash.
    String hold(byte[] bytes) {
        var hash = hash(bytes);
        hold(hash, () -> bytes);
        return hash;
    }

    /// Holds what a supplier gives for one more user.
    synchronized void hold(String hash, Supplier<byte[]> bytes) {
        contents.computeIfAbsent(hash, _ -> new Content(bytes)).users++;
    }

    /// A user asks no longer.
    synchronized void release(String hash) {
        var content = contents.get(hash);
        if (content != null && --content.users == 0) {
            contents.remove(hash);
        }
    }

    Optional<byte[]> find(String hash) {
        Content content;
        synchronized (this) {
            content = contents.get(hash);
        }
        return Optional.ofNullable(content).map(known -> known.bytes.get());
    }
}
