/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.parser;

import dev.sparrow.sql.syntax.Span;

/// A word, value or sign of a statement.
///
/// @param text a word or sign as it is written, a quoted name or a text without its quotes
/// @param keyword what a word without quotes may mean; null for all else
record Token(Kind kind, int start, int end, String text, Keyword keyword) {
    enum Kind {
        WORD,
        QUOTED_NAME,
        TEXT,
        NUMBER,
        BLOB,
        BITS,
        PARAMETER,
        SIGN,
        END
    }

    Span span() {
        return new Span(start, end);
    }

    boolean is(Keyword word) {
        return keyword == word;
    }

    boolean is(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
    }
}
