/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.format;

import dev.sparrow.error.SparrowException;

import java.util.HexFormat;
import java.util.Optional;

/// What UTF-8 cannot be, and what it cannot hold.
///
/// Text in another encoding is known by its first bytes. As UTF-8 it would be garbage from end to end, which no rule
/// for single invalid bytes is meant for.
public final class TextEncoding {
    /// So many bytes tell.
    public static final int HEAD_BYTES = 8;

    private TextEncoding() {}

    /// What to say of a file that begins with the first `length` of these bytes, unless it may be UTF-8.
    public static Optional<String> complaint(byte[] head, int length) {
        return other(head, Math.min(length, HEAD_BYTES))
                .map(encoding ->
                        "it is in "
                                + encoding
                                + ", for it begins with the bytes "
                                + HexFormat.ofDelimiter(" ").withUpperCase().formatHex(head, 0, Math.min(length, 4))
                                + "; text is read as UTF-8. Convert it first: iconv -f "
                                + encoding
                                + " -t UTF-8.");
    }

    /// The text, if UTF-8 can hold it. Half of a surrogate pair would become a question mark.
    ///
    /// @param format who writes it, for the message
    /// @throws SparrowException `INVALID_ARGUMENT` if it cannot
    public static String encodable(String text, String format) {
        for (var i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (Character.charCount(text.codePointAt(i)) == 1) {
                    throw half(text.charAt(i), i, format);
                }
                i++;
            }
        }
        return text;
    }

    private static SparrowException half(char half, int index, String format) {
        return SparrowException.invalidArgument(
                String.format(
                        "%s cannot write text with half a surrogate pair (U+%04X at character %d), which UTF-8 does not"
                                + " have. Fix the text before: it was probably cut between two characters, or decoded"
                                + " wrongly.",
                        format, (int) half, index + 1));
    }

    /// A byte order mark tells, or a zero in every other byte, as plain letters have it in UTF-16.
    private static Optional<String> other(byte[] head, int length) {
        if (begins(head, length, 0x00, 0x00, 0xFE, 0xFF) || begins(head, length, 0xFF, 0xFE, 0x00, 0x00)) {
            return Optional.of("UTF-32");
        }
        if (begins(head, length, 0xFE, 0xFF) || begins(head, length, 0xFF, 0xFE)) {
            return Optional.of("UTF-16");
        }
        if (length < HEAD_BYTES) {
            return Optional.empty();
        }
        return zerosAt(head) == 0b1010_1010
                ? Optional.of("UTF-16LE")
                : zerosAt(head) == 0b0101_0101 ? Optional.of("UTF-16BE") : Optional.empty();
    }

    private static boolean begins(byte[] head, int length, int... bytes) {
        var same = 0;
        while (same < bytes.length && same < length && head[same] == (byte) bytes[same]) {
            same++;
        }
        return same == bytes.length;
    }

    private static int zerosAt(byte[] head) {
        var zeros = 0;
        for (var i = 0; i < HEAD_BYTES; i++) {
            zeros |= (head[i] == 0 ? 1 : 0) << i;
        }
        return zeros;
    }
}
