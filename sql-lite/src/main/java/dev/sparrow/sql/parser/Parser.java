/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.parser;

import dev.sparrow.sql.syntax.Expression;
import dev.sparrow.sql.syntax.Problem;
import dev.sparrow.sql.syntax.ProblemCode;
import dev.sparrow.sql.syntax.SqlProblem;
import dev.sparrow.sql.syntax.Statement;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// Reads SQL.
///
/// A text that cannot be read throws a [dev.sparrow.error.SparrowException] with the [Problem#report] of what is wrong,
/// and never anything else: texts are at most 16 MiB long and 250 levels deep.
public final class Parser {
    private Parser() {}

    /// Statements with semicolons between them; none, if there is nothing but comments.
    public static List<Statement> statements(String text) {
        return orThrow(read(text));
    }

    /// One statement.
    public static Statement statement(String text) {
        return orThrow(read(text, grammar -> grammar.statements.single()));
    }

    /// An expression by itself, such as a condition that a program has as text.
    public static Expression expression(String text) {
        return orThrow(read(text, grammar -> grammar.expressions.single()));
    }

    /// The words of the grammar, in upper case.
    public static List<String> keywords() {
        return Arrays.stream(Keyword.values()).map(Keyword::name).toList();
    }

    /// As [#statements], for callers that show a problem in their own way.
    public static Result<List<Statement>> read(String text) {
        return read(text, grammar -> grammar.statements.all());
    }

    /// What was read, or why it could not be.
    public sealed interface Result<T> {}

    public record Read<T>(T tree) implements Result<T> {}

    public record Failed<T>(Problem problem) implements Result<T> {}

    private static <T> Result<T> read(String text, Function<Grammar, T> rule) {
        try {
            var tokens = Lexer.tokens(text);
            try {
                return new Read<>(rule.apply(new Grammar(new Cursor(text, tokens, false))));
            } catch (SqlProblem first) {
                if (first.problem().code() != ProblemCode.UNEXPECTED) {
                    return new Failed<>(first.problem());
                }
                // The same again, and this time it is noted what could have been there.
                return new Read<>(rule.apply(new Grammar(new Cursor(text, tokens, true))));
            }
        } catch (SqlProblem problem) {
            return new Failed<>(problem.problem());
        }
    }

    private static <T> T orThrow(Result<T> result) {
        return switch (result) {
            case Read<T>(var tree) -> tree;
            case Failed<T>(var problem) -> throw problem.exception();
        };
    }
}
