/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.statement;

import dev.sparrow.sql.syntax.Expression;
import dev.sparrow.sql.syntax.Literal;
import dev.sparrow.sql.syntax.Name;
import dev.sparrow.sql.syntax.Option;
import dev.sparrow.sql.syntax.ProblemCode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The options of a `copy`, by their names in lower case.
final class Options {
    private final Failure failure;
    private final Map<String, Option> given = new LinkedHashMap<>();

    Options(Failure failure, List<Option> options) {
        this.failure = failure;
        for (var option : options) {
            given.put(option.name().key(), option);
        }
    }

    /// Takes an option with one value.
    Optional<String> take(String name) {
        return Optional.ofNullable(given.remove(name)).map(this::text);
    }

    /// Takes an option that is on or off; one without a value is on.
    boolean isOn(String name) {
        return take(name)
                .map(text -> text.isEmpty() || text.equalsIgnoreCase("true") || text.equals("1"))
                .orElse(false);
    }

    /// Takes names of columns.
    List<Name> names(String name) {
        var option = given.remove(name);
        if (option == null) {
            return List.of();
        }
        return option.values().stream()
                .map(value ->
                        switch (value) {
                            case Expression.Column(var _, var column) -> column.last();
                            case Expression.Constant(var at, Literal.Text(var text)) -> new Name(at, text);
                            default ->
                                    throw failure.of(
                                            ProblemCode.BAD_VALUE,
                                            value.at(),
                                            "Here is the name of a column expected.");
                        })
                .toList();
    }

    /// Those that nobody took, for the format.
    Map<String, String> others() {
        var others = new LinkedHashMap<String, String>();
        given.forEach((name, option) -> others.put(name, text(option)));
        return others;
    }

    private String text(Option option) {
        return option.values().isEmpty() ? "" : text(failure, option.values().getFirst());
    }

    /// A value that is written out; a word is a text.
    static String text(Failure failure, Expression value) {
        return switch (value) {
            case Expression.Column(var _, var column) -> column.text();
            case Expression.Constant(var _, var literal) ->
                    switch (literal) {
                        case Literal.Null _ -> "";
                        case Literal.Bool(var truth) -> String.valueOf(truth);
                        case Literal.Whole(var number) -> number.toString();
                        case Literal.Exact(var number) -> number.toPlainString();
                        case Literal.Approximate(var number) -> String.valueOf(number);
                        case Literal.Text(var text) -> text;
                        case Literal.Blob(var digits) -> digits;
                        case Literal.Bits(var digits) -> digits;
                    };
            default ->
                    throw failure.of(ProblemCode.BAD_VALUE, value.at(), "Here is a word, a text or a number expected.");
        };
    }
}
