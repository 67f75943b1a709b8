/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.notebook;

import java.util.List;
import java.util.regex.Pattern;

/// Java as HTML, its words in classes for colours: `k` keywords, `s` texts and letters, `n` numbers, `c` comments.
final class HtmlCode {
    private static final String KEYWORDS =
            "abstract|assert|boolean|break|byte|case|catch|char|class|continue|default|do|double|else|enum|extends|final"
                    + "|finally|float|for|if|implements|import|instanceof|int|interface|long|native|new|null|package"
                    + "|private|protected|public|record|return|sealed|short|static|super|switch|synchronized|this|throw"
                    + "|throws|transient|true|false|try|var|void|volatile|while|yield";

    private static final List<String> CLASSES = List.of("c", "s", "k", "n");

    /// In the order of [#CLASSES]; what none of them takes stays as it is.
    private static final Pattern WORD =
            Pattern.compile(
                    "(//[^\\n]*|/\\*(?s:.*?)\\*/)"
                            + "|(\"\"\"(?s:.*?)\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])*')"
                            + "|\\b("
                            + KEYWORDS
                            + ")\\b|\\b(\\d[\\w.]*)");

    private HtmlCode() {}

    static String of(String source) {
        var html = new StringBuilder();
        var words = WORD.matcher(source);
        var end = 0;
        while (words.find()) {
            html.append(HtmlTables.escaped(source.substring(end, words.start())));
            for (var i = 0; i < CLASSES.size(); i++) {
                if (words.group(i + 1) != null) {
                    html.append("<span class=\"").append(CLASSES.get(i)).append("\">");
                    html.append(HtmlTables.escaped(words.group())).append("</span>");
                }
            }
            end = words.end();
        }
        return html.append(HtmlTables.escaped(source.substring(end))).toString();
    }
}
