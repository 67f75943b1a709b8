/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.terminal;

import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

import java.util.List;
import java.util.function.Predicate;

/// Tells the line editor whether input goes on, and which word a completion would replace.
final class SnippetParser implements Parser {
    private final Predicate<String> complete;

    /// @param complete whether a text is complete as it is
    SnippetParser(Predicate<String> complete) {
        this.complete = complete;
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE && !complete.test(line)) {
            throw new EOFError(-1, cursor, "The snippet goes on");
        }
        var start = cursor;
        while (start > 0 && isPartOfWord(line.charAt(start - 1))) {
            start--;
        }
        return new Word(line, cursor, line.substring(start, cursor), cursor - start);
    }

    /// Words of commands begin with a slash, and so only at the begin of a line.
    private static boolean isPartOfWord(char letter) {
        return Character.isJavaIdentifierPart(letter);
    }

    /// The identifier before the cursor; there is no quoting.
    private record Word(String line, int cursor, String word, int wordCursor) implements CompletingParsedLine {
        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(word);
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return wordCursor;
        }

        @Override
        public int rawWordLength() {
            return word.length();
        }
    }
}
