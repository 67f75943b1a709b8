/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.notebook;

import org.jline.utils.WCWidth;

import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.regex.Pattern;

/// The printed output of a cell as HTML: the tables of `show` become tables, failures are marked, all else stays text.
public final class HtmlTables {
    private static final Pattern RULE = Pattern.compile("─+(  ─+)*");
    private static final int GAP = 2;

    /// How the note below the rows begins.
    private static final String MORE = "... ";

    /// What stands in the place of rows.
    private static final Set<String> NOTES = Set.of("(no rows)");

    private static final Set<String> NUMBERS =
            Set.of("Byte", "Short", "Integer", "Long", "Float", "Double", "BigInteger", "BigDecimal");

    /// The first line of a failure; those below it are indented, or name causes.
    private static final Pattern FAILURE = Pattern.compile("Error: .*|(?:[a-z_]\\w*\\.)+\\w*(?:Exception|Error)\\b.*");

    private static final Pattern OF_FAILURE = Pattern.compile("\\s.*|Caused by: .*");

    private final StringBuilder html = new StringBuilder();
    private final List<String> text = new ArrayList<>();

    private HtmlTables() {}

    /// Whether there is a table in it.
    public static boolean isIn(String printed) {
        return printed.lines().skip(2).anyMatch(line -> RULE.matcher(line).matches());
    }

    /// As HTML.
    public static String of(String printed) {
        return new HtmlTables().write(printed.lines().toList());
    }

    private String write(List<String> lines) {
        for (var i = 0; i < lines.size(); i++) {
            if (i + 2 < lines.size() && RULE.matcher(lines.get(i + 2)).matches()) {
                endText();
                i = table(lines, i) - 1;
            } else {
                text.add(lines.get(i));
            }
        }
        endText();
        return html.toString();
    }

    private void endText() {
        for (var begin = 0; begin < text.size(); ) {
            var failed = FAILURE.matcher(text.get(begin)).matches();
            var end = begin + 1;
            while (end < text.size() && (failed ? OF_FAILURE : FAILURE).matcher(text.get(end)).matches() == failed) {
                end++;
            }
            html.append("\n<pre class=\"output").append(failed ? " error" : "").append("\">");
            html.append(escaped(String.join("\n", text.subList(begin, end)))).append("</pre>");
            begin = end;
        }
        text.clear();
    }

    /// @param begin its line of names, with types and a rule below
    /// @return the line after it: one that has something between columns is none of its rows
    private int table(List<String> lines, int begin) {
        var widths = Pattern.compile("  ").splitAsStream(lines.get(begin + 2)).map(String::length).toList();
        var types = cells(lines.get(begin + 1), widths);
        html.append("\n<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Table\"><table>\n");
        row("<tr>", "th", cells(lines.get(begin), widths), types);
        row("<tr class=\"types\">", "td", types, types);
        var next = begin + 3;
        while (next < lines.size() && !NOTES.contains(lines.get(next)) && !cells(lines.get(next), widths).isEmpty()) {
            row("<tr>", "td", cells(lines.get(next), widths), types);
            next++;
        }
        html.append("</table></div>");
        return next;
    }

    private void row(String open, String tag, List<String> cells, List<String> types) {
        html.append(open);
        for (var i = 0; i < cells.size(); i++) {
            var cell = cells.get(i).isEmpty() ? "td" : tag;
            html.append('<')
                    .append(cell)
                    .append(cell.equals("th") ? " scope=\"col\"" : "")
                    .append(NUMBERS.contains(types.get(i)) ? " class=\"number\">" : ">");
            html.append(escaped(cells.get(i))).append("</").append(cell).append('>');
        }
        html.append("</tr>\n");
    }

    /// Cut where the columns end; empty if it is no row.
    private static List<String> cells(String line, List<Integer> widths) {
        if (line.isBlank() || line.startsWith(MORE)) {
            return List.of();
        }
        var cells = new ArrayList<String>();
        var letters = line.codePoints().iterator();
        for (var width : widths) {
            cells.add(take(letters, width).strip());
            if (!take(letters, GAP).isBlank()) {
                return List.of();
            }
        }
        return letters.hasNext() ? List.of() : cells;
    }

    /// Some letters are as wide as two, some take no room.
    private static String take(PrimitiveIterator.OfInt letters, int columns) {
        var taken = new StringBuilder();
        for (var room = columns; room > 0 && letters.hasNext(); ) {
            var letter = letters.nextInt();
            taken.appendCodePoint(letter);
            room -= Math.max(0, WCWidth.wcwidth(letter));
        }
        return taken.toString();
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
