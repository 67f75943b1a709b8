/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.ring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The hash of this package: XXH64 as its specification fixes it, so that every process of every version and language
/// maps a key to the same number.
///
/// Strings count as their bytes in UTF-8. The seed is 0 unless one is given.
public final class XxHash64 {
    private static final long PRIME_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
    private static final long PRIME_3 = 0x165667B19E3779F9L;
    private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
    private static final long PRIME_5 = 0x27D4EB2F165667C5L;

    private static final int STRIPE_BYTES = 32;
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN).withInvokeExactBehavior();
    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN).withInvokeExactBehavior();

    private XxHash64() {}

    public static long hash(String text) {
        return hash(text.getBytes(StandardCharsets.UTF_8), 0);
    }

    public static long hash(byte[] bytes, long seed) {
        var at = 0;
        long hash;
        if (bytes.length >= STRIPE_BYTES) {
            at = bytes.length - bytes.length % STRIPE_BYTES;
            hash = stripes(bytes, at, seed);
        } else {
            hash = seed + PRIME_5;
        }
        return avalanche(tail(hash + bytes.length, bytes, at));
    }

    /// The hash of a number's eight bytes, the lowest first.
    public static long hash(long value, long seed) {
        return avalanche(eightBytes(seed + PRIME_5 + Long.BYTES, value));
    }

    private static long stripes(byte[] bytes, int end, long seed) {
        var lane1 = seed + PRIME_1 + PRIME_2;
        var lane2 = seed + PRIME_2;
        var lane3 = seed;
        var lane4 = seed - PRIME_1;
        for (var at = 0; at < end; at += STRIPE_BYTES) {
            lane1 = round(lane1, (long) LONGS.get(bytes, at));
            lane2 = round(lane2, (long) LONGS.get(bytes, at + 8));
            lane3 = round(lane3, (long) LONGS.get(bytes, at + 16));
            lane4 = round(lane4, (long) LONGS.get(bytes, at + 24));
        }
        var hash =
                Long.rotateLeft(lane1, 1)
                        + Long.rotateLeft(lane2, 7)
                        + Long.rotateLeft(lane3, 12)
                        + Long.rotateLeft(lane4, 18);
        hash = merge(hash, lane1);
        hash = merge(hash, lane2);
        hash = merge(hash, lane3);
        return merge(hash, lane4);
    }

    /// Takes the bytes behind the last whole stripe: by eight, by four, one by one.
    private static long tail(long hash, byte[] bytes, int start) {
        var at = start;
        for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
            hash = eightBytes(hash, (long) LONGS.get(bytes, at));
        }
        if (at + Integer.BYTES <= bytes.length) {
            hash ^= Integer.toUnsignedLong((int) INTS.get(bytes, at)) * PRIME_1;
            hash = Long.rotateLeft(hash, 23) * PRIME_2 + PRIME_3;
            at += Integer.BYTES;
        }
        for (; at < bytes.length; at++) {
            hash ^= Byte.toUnsignedLong(bytes[at]) * PRIME_5;
            hash = Long.rotateLeft(hash, 11) * PRIME_1;
        }
        return hash;
    }

    private static long eightBytes(long hash, long value) {
        return Long.rotateLeft(hash ^ round(0, value), 27) * PRIME_1 + PRIME_4;
    }

    private static long round(long lane, long value) {
        return Long.rotateLeft(lane + value * PRIME_2, 31) * PRIME_1;
    }

    private static long merge(long hash, long lane) {
        return (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
    }

    private static long avalanche(long hash) {
        hash = (hash ^ hash >>> 33) * PRIME_2;
        hash = (hash ^ hash >>> 29) * PRIME_3;
        return hash ^ hash >>> 32;
    }
}
