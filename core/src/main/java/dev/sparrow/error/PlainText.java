/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.error;

/// Text that a terminal shows and does not obey: what would move its cursor, change its colours, ring its bell or turn
/// the direction of what follows is written as Java would write it, such as `\u001b`.
public final class PlainText {
    private PlainText() {}

    /// With the line breaks and tabs that it has.
    public static String lines(String text) {
        return plain(text, "\n\t");
    }

    /// In one line.
    public static String line(String text) {
        return plain(text, "");
    }

    private static String plain(String text, String kept) {
        var first = 0;
        while (first < text.length() && isPlain(text.charAt(first), kept)) {
            first++;
        }
        if (first == text.length()) {
            return text;
        }
        var plain = new StringBuilder(text.substring(0, first));
        text.substring(first).chars().forEach(letter -> append(plain, (char) letter, kept));
        return plain.toString();
    }

    private static void append(StringBuilder plain, char letter, String kept) {
        if (isPlain(letter, kept)) {
            plain.append(letter);
            return;
        }
        switch (letter) {
            case '\n' -> plain.append("\\n");
            case '\t' -> plain.append("\\t");
            case '\r' -> plain.append("\\r");
            default -> plain.append("\\u%04x".formatted((int) letter));
        }
    }

    private static boolean isPlain(char letter, String kept) {
        return (!Character.isISOControl(letter) && !turnsDirection(letter)) || kept.indexOf(letter) >= 0;
    }

    /// Unicode Standard Annex 9, section 2: the explicit formatting characters.
    private static boolean turnsDirection(char letter) {
        return (letter >= '\u202a' && letter <= '\u202e')
                || (letter >= '\u2066' && letter <= '\u2069')
                || letter == '\u200e'
                || letter == '\u200f'
                || letter == '\u061c';
    }
}
