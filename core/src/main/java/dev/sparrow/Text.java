/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import java.util.Iterator;
import java.util.NoSuchElementException;

/// Functions on text, for [Rdd#flatMap] and the like.
public final class Text {
    private Text() {}

    /// The words of a line in their order: `lines.flatMap(Text::words)`.
    ///
    /// A word is a longest run of characters that are not whitespace, as [Character#isWhitespace(char)] says. Blanks,
    /// tabs, line ends and the spaces of other scripts part words; no-break spaces (U+00A0, U+2007, U+202F) do not.
    /// Letters stay as they are, and punctuation belongs to the word that it touches: `To be, or` has the words `To`,
    /// `be,` and `or`. No word is empty.
    ///
    /// Each word is cut when the iterator comes to it; there is no list of them and no regular expression.
    public static Iterator<String> words(String line) {
        return new Words(line);
    }

    private static final class Words implements Iterator<String> {
        private final String line;

        /// Where the next word begins; the end of the line if there is none.
        private int begin;

        private Words(String line) {
            this.line = line;
            this.begin = skip(0, true);
        }

        /// The first place at or after `from` at which there is no whitespace, or nothing else.
        private int skip(int from, boolean whitespace) {
            var place = from;
            while (place < line.length() && isWhitespace(line.charAt(place)) == whitespace) {
                place++;
            }
            return place;
        }

        /// Most characters of most texts need no look into the tables of Unicode.
        private static boolean isWhitespace(char c) {
            return (c <= ' ' || c > '~') && Character.isWhitespace(c);
        }

        @Override
        public boolean hasNext() {
            return begin < line.length();
        }

        @Override
        public String next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            var end = skip(begin, false);
            var word = line.substring(begin, end);
            begin = skip(end, true);
            return word;
        }
    }
}
