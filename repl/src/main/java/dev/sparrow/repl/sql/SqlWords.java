/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.sql;

import dev.sparrow.error.SparrowException;
import dev.sparrow.sql.Sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// What may go on with a text that is being typed: names of files in quotes, else tables, columns, functions and
/// keywords.
public final class SqlWords {
    private final Sql sql;

    public SqlWords(Sql sql) {
        this.sql = sql;
    }

    /// Where the word at the end of a text begins.
    public static int start(String before) {
        var open = QueryTexts.openText(before);
        if (open != null) {
            return before.length() - open.length();
        }
        var start = before.length();
        while (start > 0 && isPartOfWord(before.charAt(start - 1))) {
            start--;
        }
        return start > 0 && before.charAt(start - 1) == '.' && before.substring(0, start - 1).isBlank()
                ? start - 1
                : start;
    }

    private static boolean isPartOfWord(char letter) {
        return Character.isLetterOrDigit(letter) || letter == '_';
    }

    /// What the word at the end of a text may become.
    public List<String> after(String before) {
        var word = before.substring(start(before));
        if (QueryTexts.openText(before) != null) {
            return files(word);
        }
        if (word.startsWith(".")) {
            return SqlDialogue.commands().stream().filter(command -> command.startsWith(word)).toList();
        }
        var found = new ArrayList<String>();
        for (var name : names()) {
            if (name.regionMatches(true, 0, word, 0, word.length())) {
                found.add(name);
            }
        }
        var isUpper = !word.isEmpty() && word.equals(word.toUpperCase(Locale.ROOT));
        for (var keyword : Sql.keywords()) {
            if (keyword.regionMatches(true, 0, word, 0, word.length())) {
                found.add(isUpper ? keyword : keyword.toLowerCase(Locale.ROOT));
            }
        }
        return found;
    }

    private Set<String> names() {
        var names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        try {
            sql.tables()
                    .forEach((table, schema) -> {
                        names.add(table);
                        names.addAll(schema.names());
                    });
        } catch (SparrowException e) {
            // A view whose tables are gone has no columns to offer.
            names.addAll(sql.views());
        }
        names.addAll(sql.functions());
        return names;
    }

    private static List<String> files(String typed) {
        var slash = typed.lastIndexOf('/');
        var folder = typed.substring(0, slash + 1);
        var found = new ArrayList<String>();
        try (var files = Files.list(Path.of(folder.isEmpty() ? "." : folder))) {
            files.forEach(file -> {
                var name = folder + file.getFileName();
                if (name.startsWith(typed)
                        && (typed.length() > slash + 1 || !file.getFileName().toString().startsWith("."))) {
                    found.add(Files.isDirectory(file) ? name + "/" : name + "'");
                }
            });
        } catch (IOException | InvalidPathException e) {
            return List.of();
        }
        found.sort(null);
        return found;
    }
}
