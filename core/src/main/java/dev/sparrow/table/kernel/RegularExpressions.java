/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.kernel;

import dev.sparrow.column.Utf8;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Functions of regular expressions, which are those of `java.util.regex`.
public final class RegularExpressions {
    private static final int KEPT_MAX = 256;

    private static final ConcurrentHashMap<String, Pattern> KEPT = new ConcurrentHashMap<>();

    private RegularExpressions() {}

    private static Pattern pattern(Utf8 expression, int flags) {
        var text = flags + " " + expression;
        var known = KEPT.get(text);
        if (known != null) {
            return known;
        }
        try {
            var compiled = Pattern.compile(expression.toString(), flags);
            if (KEPT.size() < KEPT_MAX) {
                KEPT.put(text, compiled);
            }
            return compiled;
        } catch (PatternSyntaxException e) {
            throw Failures.refused(
                    "'"
                            + expression
                            + "' is no regular expression: "
                            + e.getDescription()
                            + " near character "
                            + (e.getIndex() + 1)
                            + ".");
        }
    }

    private static int flags(Utf8 options) {
        var flags = 0;
        for (var option : options.toString().toCharArray()) {
            flags |=
                    switch (option) {
                        case 'i' -> Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
                        case 's' -> Pattern.DOTALL;
                        case 'm', 'n', 'p' -> Pattern.MULTILINE;
                        case 'l' -> Pattern.LITERAL;
                        case 'c', 'g' -> 0;
                        default ->
                                throw Failures.refused(
                                        "There is no option '"
                                                + option
                                                + "' of regular expressions; there are c, i, l, m, s and g.");
                    };
        }
        return flags;
    }

    @Sql(
            value = {"regexp_matches(text, text) boolean"},
            does = "Whether a regular expression is found in the text.")
    public static boolean matches(Utf8 text, Utf8 expression) {
        return pattern(expression, 0).matcher(text.toString()).find();
    }

    @Sql(
            value = {"regexp_matches(text, text, text) boolean"},
            does = "Whether a regular expression is found in the text, with options.")
    public static boolean matches(Utf8 text, Utf8 expression, Utf8 options) {
        return pattern(expression, flags(options)).matcher(text.toString()).find();
    }

    @Sql(
            value = {"regexp_full_match(text, text) boolean", "~(text, text) boolean"},
            does = "Whether all of the text is of a regular expression.")
    public static boolean fullMatch(Utf8 text, Utf8 expression) {
        return pattern(expression, 0).matcher(text.toString()).matches();
    }

    @Sql(
            value = {"regexp_replace(text, text, text) text"},
            does = "The text with the first place of a regular expression replaced.")
    public static Utf8 replace(Utf8 text, Utf8 expression, Utf8 replacement) {
        return Utf8.of(pattern(expression, 0).matcher(text.toString()).replaceFirst(java(replacement)));
    }

    @Sql(
            value = {"regexp_replace(text, text, text, text) text"},
            does = "The text with the first place of a regular expression replaced, or with option g all.")
    public static Utf8 replace(Utf8 text, Utf8 expression, Utf8 replacement, Utf8 options) {
        var matcher = pattern(expression, flags(options)).matcher(text.toString());
        return Utf8.of(
                options.toString().indexOf('g') >= 0
                        ? matcher.replaceAll(java(replacement))
                        : matcher.replaceFirst(java(replacement)));
    }

    /// `\1` stands for a group, as in SQL; `$` is itself.
    private static String java(Utf8 replacement) {
        return replacement.toString().replace("$", "\\$").replaceAll("\\\\(\\d)", "\\$$1");
    }

    @Sql(
            value = {"regexp_extract(text, text) text"},
            does = "The first place of a regular expression; empty if there is none.")
    public static Utf8 extract(Utf8 text, Utf8 expression) {
        return extract(text, expression, 0);
    }

    @Sql(
            value = {"regexp_extract(text, text, int) text"},
            does = "A group of the first place of a regular expression; empty if there is none.")
    public static Utf8 extract(Utf8 text, Utf8 expression, int group) {
        var matcher = pattern(expression, 0).matcher(text.toString());
        return matcher.find() ? group(matcher, group) : Utf8.EMPTY;
    }

    private static Utf8 group(Matcher matcher, int group) {
        if (group < 0 || group > matcher.groupCount()) {
            throw Failures.refused("The regular expression '" + matcher.pattern() + "' has no group " + group + ".");
        }
        return matcher.group(group) == null ? Utf8.EMPTY : Utf8.of(matcher.group(group));
    }

    @Sql(
            value = {"regexp_extract_all(text, text) list<text>"},
            does = "All places of a regular expression.")
    public static Object extractAll(Utf8 text, Utf8 expression) {
        var matcher = pattern(expression, 0).matcher(text.toString());
        var found = new ArrayList<String>();
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return List.copyOf(found);
    }

    @Sql(
            value = {"regexp_split_to_array(text, text) list<text>", "string_split_regex(text, text) list<text>"},
            does = "The parts of a text between places of a regular expression.")
    public static Object split(Utf8 text, Utf8 expression) {
        return List.of(pattern(expression, 0).split(text.toString(), -1));
    }

    @Sql(
            value = {"regexp_escape(text) text"},
            does = "The regular expression that finds the text itself.")
    public static Utf8 escape(Utf8 text) {
        return Utf8.of(text.toString().replaceAll("([\\\\.\\[\\]{}()*+?^$|\\-&#~\\s])", "\\\\$1"));
    }

    public static boolean similar(Utf8 text, Utf8 expression) {
        return fullMatch(text, expression);
    }
}
