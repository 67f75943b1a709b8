/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.text;

import dev.sparrow.compute.TaskCounters;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.lineage.SourceData.Malformed;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Makes strings of UTF-8. What is not UTF-8 becomes U+FFFD and is counted, or is refused.
final class TextDecoder {
    private static final char REPLACEMENT = '\uFFFD';
    private static final int CHUNK_CHARS = 1 << 12;

    private final InputFile file;
    private final Malformed malformed;
    private final TaskCounters counters;

    TextDecoder(InputFile file, Malformed malformed, TaskCounters counters) {
        this.file = file;
        this.malformed = malformed;
        this.counters = counters;
    }

    /// @param position of the first byte in the file, for messages
    String decode(byte[] bytes, int from, int length, long position) {
        var text = new String(bytes, from, length, StandardCharsets.UTF_8);
        // Valid text seldom has this character, so nearly all text is looked at once, by the JDK's fastest decoder.
        if (text.indexOf(REPLACEMENT) >= 0) {
            var invalid = countInvalid(ByteBuffer.wrap(bytes, from, length));
            if (invalid > 0 && malformed == Malformed.FAIL) {
                throw file.error(
                        ErrorCode.INVALID_TEXT,
                        "the text at byte "
                                + position
                                + " is not valid UTF-8 ("
                                + invalid
                                + " bytes of it). Convert the file to UTF-8, or set sparrow.text.malformed to replace.");
            }
            counters.invalidTextBytes += invalid;
        }
        return text;
    }

    /// Reads without keeping what it reads; the decoder stops at whatever is not UTF-8 and says how long that is.
    private static long countInvalid(ByteBuffer bytes) {
        CharsetDecoder decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        var ignored = CharBuffer.allocate(CHUNK_CHARS);
        var invalid = 0L;
        while (true) {
            ignored.clear();
            var result = decoder.decode(bytes, ignored, true);
            if (result.isError()) {
                invalid += result.length();
                bytes.position(bytes.position() + result.length());
            } else if (result.isUnderflow()) {
                return invalid;
            }
        }
    }
}
