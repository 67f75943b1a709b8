/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.parser;

import dev.sparrow.sql.syntax.Name;
import dev.sparrow.sql.syntax.NearestName;
import dev.sparrow.sql.syntax.Problem;
import dev.sparrow.sql.syntax.ProblemCode;
import dev.sparrow.sql.syntax.QualifiedName;
import dev.sparrow.sql.syntax.Span;
import dev.sparrow.sql.syntax.SqlProblem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A place among the tokens of a text, and what was looked for there.
///
/// What is looked for is noted only if it is to be told: a text that cannot be read is read a second time for that.
final class Cursor {
    /// How many expressions and queries may stand in each other. A query counts for several, as reading it does.
    static final int NESTING_MAX = 250;

    /// How high a tree may be: a chain of operators is as high as it is long.
    static final int HEIGHT_MAX = 500;

    private static final int TOLD_MAX = 10;

    private final String text;
    private final List<Token> tokens;
    private final Set<String> lookedFor;
    private int next;
    private int lookedForAt;
    private int nesting;
    private int height;
    private int bareAlias = -1;

    /// @param noting whether what is looked for is to be told
    Cursor(String text, List<Token> tokens, boolean noting) {
        this.text = text;
        this.tokens = tokens;
        this.lookedFor = noting ? new LinkedHashSet<>() : null;
    }

    Token peek() {
        return tokens.get(next);
    }

    /// The last token is behind itself.
    Token peek(int ahead) {
        return tokens.get(Math.min(next + ahead, tokens.size() - 1));
    }

    Token take() {
        var token = tokens.get(next);
        if (token.kind() != Token.Kind.END) {
            next++;
        }
        return token;
    }

    boolean isAt(Keyword... words) {
        note(words);
        for (var i = 0; i < words.length; i++) {
            if (!peek(i).is(words[i])) {
                return false;
            }
        }
        return true;
    }

    boolean isAtAny(Keyword... words) {
        for (var word : words) {
            if (isAt(word)) {
                return true;
            }
        }
        return false;
    }

    boolean isAt(String sign) {
        note(sign.equals(",") ? "a comma" : "'" + sign + "'");
        return peek().is(sign);
    }

    boolean isAt(Token.Kind kind) {
        return peek().kind() == kind;
    }

    boolean take(Keyword... words) {
        var here = isAt(words);
        next += here ? words.length : 0;
        return here;
    }

    boolean take(String sign) {
        var here = isAt(sign);
        next += here ? 1 : 0;
        return here;
    }

    /// Goes back to the token that was taken last.
    void back() {
        next--;
    }

    void expect(Keyword... words) {
        if (!take(words)) {
            throw unexpected();
        }
    }

    void expect(String sign) {
        if (!take(sign)) {
            throw unexpected();
        }
    }

    /// A name, which may be any word: where nothing else can stand.
    Name expectName(String what) {
        note(what);
        if (!peek().isName()) {
            throw unexpected();
        }
        return name(take());
    }

    String expectText(String what) {
        note(what);
        if (!isAt(Token.Kind.TEXT)) {
            throw unexpected();
        }
        return take().text();
    }

    QualifiedName expectQualifiedName(String what) {
        var parts = new ArrayList<Name>();
        do {
            parts.add(expectName(what));
        } while (take("."));
        return new QualifiedName(parts.getFirst().at().to(parts.getLast().at()), parts);
    }

    static Name name(Token token) {
        return new Name(token.span(), token.text());
    }

    /// An alias without `as`: a misspelt keyword is taken for one.
    Name bareAlias() {
        bareAlias = next;
        return name(take());
    }

    /// Says that something else could stand here.
    void note(String what) {
        if (lookedFor != null) {
            if (lookedForAt != next) {
                lookedFor.clear();
                lookedForAt = next;
            }
            lookedFor.add(what);
        }
    }

    private void note(Keyword... words) {
        if (lookedFor != null) {
            note(Arrays.stream(words).map(Keyword::name).collect(Collectors.joining(" ")));
        }
    }

    /// From the start of a token to the end of the last one that was taken.
    Span from(int start) {
        return new Span(start, Math.max(start, next == 0 ? 0 : tokens.get(next - 1).end()));
    }

    /// Begins what stands in something else; [#leave] ends it.
    ///
    /// @return to be given to [#leave]
    int enter(int levels) {
        nesting += levels;
        if (nesting > NESTING_MAX) {
            throw tooDeep("Expressions and queries are nested too deeply here");
        }
        var outer = height;
        height = 0;
        return outer;
    }

    void leave(int levels, int outer) {
        nesting -= levels;
        height = Math.max(outer, height + 1);
    }

    /// Says that the expression that is being read has become the left side of another one.
    void grow() {
        height++;
        if (height > HEIGHT_MAX) {
            throw tooDeep("A chain of more than " + HEIGHT_MAX + " operators, unions or joins ends here");
        }
    }

    private SqlProblem tooDeep(String message) {
        return problem(
                ProblemCode.TOO_DEEP,
                peek().span(),
                message + ". Name parts of it in a WITH clause or a view, or write a list of values as a table.");
    }

    /// What is here cannot be here.
    SqlProblem unexpected() {
        return isAfterMisspeltAlias() ? misspelt(bareAlias) : misspelt(next);
    }

    private boolean isAfterMisspeltAlias() {
        return bareAlias >= 0
                && bareAlias == next - 1
                && tokens.get(bareAlias).kind() == Token.Kind.WORD
                && nearest(tokens.get(bareAlias), CLAUSES).isPresent();
    }

    private SqlProblem misspelt(int place) {
        var token = tokens.get(place);
        var found = token.kind() == Token.Kind.END ? "The text ends here" : "'" + shown(token) + "' cannot stand here";
        var told = lookedFor == null || place != next ? List.<String>of() : List.copyOf(lookedFor);
        var message = found + (told.isEmpty() ? "." : "; expected " + listed(byWeight(told)) + ".");
        var hint = nearest(token, place == next ? told : CLAUSES).map(name -> "Did you mean " + name + "?");
        return new SqlProblem(new Problem(ProblemCode.UNEXPECTED, text, token.span(), message, hint));
    }

    /// A keyword that looks like the word.
    private static Optional<String> nearest(Token token, List<String> words) {
        var keywords = words.stream().filter(word -> Character.isUpperCase(word.charAt(0))).toList();
        if (token.kind() != Token.Kind.WORD) {
            return Optional.empty();
        }
        var firstWords = keywords.stream().map(word -> firstWord(word)).toList();
        return NearestName.of(token.text(), firstWords)
                .map(word -> keywords.get(firstWords.indexOf(word)))
                .filter(word -> !word.equalsIgnoreCase(token.text()));
    }

    private static String firstWord(String words) {
        var end = words.indexOf(' ');
        return end < 0 ? words : words.substring(0, end);
    }

    private String shown(Token token) {
        var written = text.substring(token.start(), token.end());
        return written.length() > 40 ? written.substring(0, 40) + "…" : written;
    }

    /// Clauses first, then other words, then signs: only the first ones are told.
    private static List<String> byWeight(List<String> words) {
        return words.stream().sorted(Comparator.comparingInt(Cursor::weight)).toList();
    }

    private static int weight(String word) {
        return word.startsWith("'") ? 3 : word.endsWith("JOIN") ? 2 : Character.isUpperCase(word.charAt(0)) ? 0 : 1;
    }

    private static String listed(List<String> words) {
        if (words.size() > TOLD_MAX) {
            return String.join(", ", words.subList(0, TOLD_MAX))
                    + ", or one of "
                    + (words.size() - TOLD_MAX)
                    + " other words and signs";
        }
        var all = words.size() - 1;
        return all == 0 ? words.getFirst() : String.join(", ", words.subList(0, all)) + " or " + words.getLast();
    }

    /// An error in what stands there.
    SqlProblem problem(ProblemCode code, Span at, String message) {
        return new SqlProblem(new Problem(code, text, at, message, Optional.empty()));
    }

    /// What may follow an alias.
    private static final List<String> CLAUSES =
            List.of(
                    "FROM",
                    "WHERE",
                    "GROUP BY",
                    "HAVING",
                    "ORDER BY",
                    "LIMIT",
                    "OFFSET",
                    "QUALIFY",
                    "WINDOW",
                    "UNION",
                    "EXCEPT",
                    "INTERSECT",
                    "JOIN",
                    "LEFT",
                    "RIGHT",
                    "FULL",
                    "INNER",
                    "CROSS",
                    "NATURAL",
                    "SEMI",
                    "ANTI",
                    "ASOF",
                    "POSITIONAL",
                    "USING",
                    "TABLESAMPLE",
                    "AND",
                    "OR",
                    "LIKE",
                    "ILIKE",
                    "BETWEEN",
                    "IN",
                    "IS");
}
