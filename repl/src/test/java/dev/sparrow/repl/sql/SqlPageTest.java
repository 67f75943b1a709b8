/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.Sparrow;
import dev.sparrow.sql.Sql;
import dev.sparrow.table.expression.Aggregates;
import dev.sparrow.table.expression.FunctionTable;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The queries of the page on SQL answer what stands behind them, and its functions are those that there are;
/// `-Ddocs=write` writes both.
class SqlPageTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Path PAGE = ROOT.resolve("docs/sql.md");
    private static final String BEGIN = "<!-- functions begin -->\n";
    private static final String END = "<!-- functions end -->";

    /// A query, and the answer if there is one.
    private static final Pattern QUERY =
            Pattern.compile("```sql\n(?<query>.*?)```\n(?:\n```text\n.*?```\n)?", Pattern.DOTALL);

    @Test
    void queriesAndFunctions_areAsThePageSays() throws IOException {
        var page = Files.readString(PAGE);
        var right = withFunctions(answered(page));
        if ("write".equals(System.getProperty("docs"))) {
            Files.writeString(PAGE, right);
        }

        assertThat(Files.readString(PAGE)).as("docs/sql.md (-Ddocs=write writes it)").isEqualTo(right);
    }

    private static String answered(String page) {
        try (var sc = Sparrow.local()) {
            var sql = Sql.on(sc);
            return QUERY.matcher(page)
                    .replaceAll(found ->
                            Matcher.quoteReplacement(
                                    "```sql\n" + found.group(1) + "```\n\n```text\n" + answer(sql, found) + "```\n"));
        }
    }

    private static String answer(Sql sql, MatchResult found) {
        var out = new StringWriter();
        var dialogue = new SqlDialogue(sql, new PrintWriter(out), new PrintWriter(out), () -> 100);
        dialogue.answer(found.group(1).replace("'examples/", "'" + ROOT + "/examples/"));
        assertThat(dialogue.failures()).as(out.toString()).isZero();
        return out.toString();
    }

    private static String withFunctions(String page) {
        var rows = new TreeMap<String, String>();
        FunctionTable.reference()
                .forEach((name, signatures) -> {
                    if (Character.isLetter(name.charAt(0))) {
                        signatures.forEach((signature, does) -> rows.put(signature, does));
                    }
                });
        Aggregates.all().forEach((name, does) -> rows.put(name + "(…) of a group", does));
        var text = new StringBuilder(BEGIN).append("\n| function | result |\n|---|---|\n");
        rows.forEach((signature, does) ->
                text.append("| `")
                        .append(signature.replace("|", "\\|"))
                        .append("` | ")
                        .append(does.replace("|", "\\|"))
                        .append(" |\n"));
        var names = FunctionTable.names().stream().filter(name -> !FunctionTable.reference().containsKey(name));
        text.append("\nOf values of any type, or of types that decide: `")
                .append(String.join("`, `", names.toList()))
                .append("`.\n\n");
        var from = page.indexOf(BEGIN);
        return page.substring(0, from) + text + page.substring(page.indexOf(END));
    }
}
