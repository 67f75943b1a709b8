/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.ring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

class XxHash64Test {
    private static final long PRIME32 = 2654435761L;
    private static final long PRIME64 = 0x9E3779B185EBCA8DL;

    /// The vectors of the sanity check that the reference implementation runs: so many bytes of its generator, a seed.
    @ParameterizedTest
    @CsvSource({
        "0, 0, EF46DB3751D8E999",
        "0, 2654435761, AC75FDA2929B17EF",
        "1, 0, E934A84ADB052768",
        "1, 2654435761, 5014607643A9B4C3",
        "4, 0, 9136A0DCA57457EE",
        "14, 0, 8282DCC4994E35C8",
        "14, 2654435761, C3BD6BF63DEB6DF0",
        "222, 0, B641AE8CB691C174",
        "222, 2654435761, 20CB8AB7AE10C14A",
    })
    void publishedVectors_agree(int length, long seed, String hash) {
        assertThat(Long.toHexString(XxHash64.hash(sanityBytes(length), seed))).isEqualToIgnoringCase(hash);
    }

    @ParameterizedTest
    @CsvSource({"'', EF46DB3751D8E999", "a, D24EC4F1A98C6E5B", "abc, 44BC2CF5AD770999"})
    void publishedHashesOfText_agree(String text, String hash) {
        assertThat(Long.toHexString(XxHash64.hash(text))).isEqualToIgnoringCase(hash);
    }

    @Test
    void aNumber_hashesLikeItsBytes() {
        for (var value = 1L; value != 0; value *= 6) {
            var bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
            assertThat(XxHash64.hash(value, 7)).isEqualTo(XxHash64.hash(bytes, 7));
        }
    }

    private static byte[] sanityBytes(int length) {
        var bytes = new byte[length];
        var generator = PRIME32;
        for (var at = 0; at < length; at++) {
            bytes[at] = (byte) (generator >>> 56);
            generator *= PRIME64;
        }
        return bytes;
    }
}
