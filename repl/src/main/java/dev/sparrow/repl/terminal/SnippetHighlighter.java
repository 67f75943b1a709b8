/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.terminal;

import org.jline.reader.LineReader;
import org.jline.reader.impl.DefaultHighlighter;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

import java.util.regex.Pattern;

/// Colours for Java: comments, texts, numbers, keywords, and names that begin like types.
final class SnippetHighlighter extends DefaultHighlighter {
    private static final Pattern TOKEN =
            Pattern.compile(
                    "(?<comment>//[^\\n]*|/\\*.*?(?:\\*/|$))"
                            + "|(?<text>\"(?:\\\\.|[^\"\\\\\\n])*\"?|'(?:\\\\.|[^'\\\\\\n])*'?)"
                            + "|(?<number>\\b\\d[\\w.]*)"
                            + "|(?<keyword>\\b(?:abstract|assert|boolean|break|byte|case|catch|char|class|continue|"
                            + "default|do|double|else|enum|extends|false|final|finally|float|for|if|implements|import|"
                            + "instanceof|int|interface|long|new|null|permits|private|protected|public|record|return|"
                            + "sealed|short|static|super|switch|this|throw|throws|true|try|var|void|while|yield)\\b)"
                            + "|(?<type>\\b[A-Z]\\w*)",
                    Pattern.DOTALL);

    @Override
    public AttributedString highlight(LineReader reader, String buffer) {
        var styled = new AttributedStringBuilder();
        var end = 0;
        for (var token = TOKEN.matcher(buffer); token.find(); end = token.end()) {
            styled.append(buffer.substring(end, token.start()));
            styled.append(token.group(), style(token));
        }
        return styled.append(buffer.substring(end)).toAttributedString();
    }

    private static AttributedStyle style(java.util.regex.Matcher token) {
        if (token.group("comment") != null) {
            return AttributedStyle.DEFAULT.faint();
        }
        if (token.group("text") != null) {
            return AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
        }
        if (token.group("number") != null) {
            return AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);
        }
        return token.group("keyword") != null
                ? AttributedStyle.DEFAULT.foreground(AttributedStyle.MAGENTA)
                : AttributedStyle.DEFAULT.foreground(AttributedStyle.BLUE);
    }
}
