/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.sql.cases.CaseFile;
import dev.sparrow.sql.cases.Trees;
import dev.sparrow.sql.parser.Parser.Failed;
import dev.sparrow.sql.parser.Parser.Read;
import dev.sparrow.sql.syntax.Expression;
import dev.sparrow.sql.syntax.GroupBy;
import dev.sparrow.sql.syntax.Literal;
import dev.sparrow.sql.syntax.Query;
import dev.sparrow.sql.syntax.Source;
import dev.sparrow.sql.syntax.Statement;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Statements that nobody wrote: parts of the cases put together anew, and the texts of cases damaged.
///
/// `-Dseeds=…` says how many, `-Dseed=…` repeats one.
class ParserFuzzTest {
    private static final int TREES = Integer.getInteger("seeds", 2000);
    private static final int DAMAGED = Integer.getInteger("seeds", 10000);
    private static final int SWAPS_MAX = 4;

    /// What cases say, by what it can stand in the place of.
    private static final class Parts {
        final List<Statement> statements = new ArrayList<>();
        final List<Expression> expressions = new ArrayList<>();
        final List<Query> queries = new ArrayList<>();
        final List<Source> sources = new ArrayList<>();
    }

    @Test
    void whateverTreesArePutTogether_theirTextIsReadAsTheSameTree() {
        var parts = parts();
        seeds(TREES)
                .forEach(seed -> {
                    var random = new Random(seed);
                    var statement = pick(parts.statements, random);
                    for (var i = random.nextInt(SWAPS_MAX); i >= 0; i--) {
                        statement = (Statement) swapped((Record) statement, random.nextInt(40), parts, random);
                    }
                    var printed = Printer.print(statement);
                    switch (Parser.read(printed)) {
                        case Read<List<Statement>>(var again) ->
                                assertThat(again.equals(List.of(statement)))
                                        .as(
                                                "seed %d: %s is read as %s",
                                                seed, printed, again.stream().map(Printer::print).toList())
                                        .isTrue();
                        case Failed<List<Statement>>(var problem) ->
                                throw new AssertionError("seed " + seed + ": " + problem.report());
                    }
                });
    }

    @Test
    void whateverIsDamaged_isReadOrAProblemInTheText() {
        var texts = CaseFile.all().map(CaseFile.Case::statement).toList();
        seeds(DAMAGED)
                .forEach(seed -> {
                    var text = damaged(texts, new Random(seed));
                    try {
                        switch (Parser.read(text)) {
                            case Read<List<Statement>>(var statements) -> statements.forEach(Printer::print);
                            case Failed<List<Statement>>(var problem) -> {
                                assertThat(problem.at().start()).as(text).isBetween(0, text.length());
                                assertThat(problem.at().end()).as(text).isBetween(problem.at().start(), text.length());
                                assertThat(problem.report()).contains("line " + problem.line(), "^");
                            }
                        }
                    } catch (RuntimeException | StackOverflowError e) {
                        throw new AssertionError("seed " + seed + ": " + text, e);
                    }
                });
    }

    private static java.util.stream.LongStream seeds(int count) {
        var repeated = Long.getLong("seed");
        if (repeated != null) {
            return java.util.stream.LongStream.of(repeated);
        }
        var first = new Random().nextInt(1 << 30);
        System.out.printf("%d seeds from %d%n", count, first);
        return java.util.stream.LongStream.range(first, first + (long) count);
    }

    private static Parts parts() {
        var parts = new Parts();
        CaseFile.all()
                .flatMap(each -> Trees.nodes(trees(each.statement())).stream())
                .forEach(node -> {
                    switch (node) {
                        case Statement statement -> parts.statements.add(statement);
                        case Expression.Default _ -> {} // stands in VALUES alone
                        case Expression expression -> parts.expressions.add(expression);
                        case Query query -> parts.queries.add(query);
                        case Source source -> parts.sources.add(source);
                        default -> {}
                    }
                });
        return parts;
    }

    private static List<Statement> trees(String text) {
        return switch (Parser.read(text)) {
            case Read<List<Statement>>(var statements) -> statements;
            case Failed<List<Statement>> _ -> List.of();
        };
    }

    private static <T> T pick(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    /// With another part in the place of one that is about so many nodes away.
    private static Object swapped(Record node, int steps, Parts parts, Random random) {
        var components = node.getClass().getRecordComponents();
        var values = new ArrayList<Object>();
        for (var component : components) {
            values.add(Trees.value(node, component));
        }
        var at = random.nextInt(Math.max(1, components.length));
        for (var i = 0; i < components.length; i++) {
            var place = (at + i) % components.length;
            var other = other(node, values.get(place), steps, parts, random);
            if (!other.equals(values.get(place))) {
                values.set(place, other);
                return Trees.with(node, values);
            }
        }
        return node;
    }

    private static Object other(Record parent, Object value, int steps, Parts parts, Random random) {
        return switch (value) {
            case Optional<?> some -> some.map(inner -> other(parent, inner, steps, parts, random));
            case List<?> list when !list.isEmpty() -> {
                var changed = new ArrayList<Object>(list);
                var place = random.nextInt(list.size());
                changed.set(place, other(parent, list.get(place), steps, parts, random));
                yield changed.equals(list) ? list : changed;
            }
            case Expression expression when steps <= 0 || random.nextInt(3) == 0 ->
                    canReplace(parent) ? fitting(parent, pick(parts.expressions, random), expression) : expression;
            case Query query when steps <= 0 ->
                    parent instanceof Statement.Explain ? query : pick(parts.queries, random);
            case Source _ when steps <= 0 -> pick(parts.sources, random);
            case Record inner -> swapped(inner, steps - 1, parts, random);
            default -> value;
        };
    }

    /// Whether the grammar has any expression there.
    private static boolean canReplace(Record parent) {
        return !(parent instanceof Expression.In
                || parent instanceof Expression.Quantified
                || parent instanceof Expression.Interval
                || parent instanceof dev.sparrow.sql.syntax.Sample
                || parent instanceof Statement.Set
                || parent instanceof Source.Function);
    }

    private static Expression fitting(Record parent, Expression other, Expression before) {
        var number = other instanceof Expression.Constant(var _, var literal) && isNumber(literal);
        var fits =
                !(parent instanceof Expression.Unary && number)
                        && !(parent instanceof GroupBy.Keys && other instanceof Expression.Row);
        return fits ? other : before;
    }

    private static boolean isNumber(Literal literal) {
        return literal instanceof Literal.Whole
                || literal instanceof Literal.Exact
                || literal instanceof Literal.Approximate;
    }

    /// With a piece cut out, doubled, moved, or one of another text in its place.
    private static String damaged(List<String> texts, Random random) {
        var text = new StringBuilder(pick(texts, random));
        for (var i = random.nextInt(3); i >= 0; i--) {
            var from = random.nextInt(text.length() + 1);
            var to = Math.min(text.length(), from + random.nextInt(8));
            var piece = text.substring(from, to);
            var other = pick(texts, random);
            var start = random.nextInt(other.length());
            var strange = List.of("(", ")", "[", "{", "'", "\"", "$", ":", "::", ",", ";", "/*", "\0", "\ud83d", "é");
            switch (random.nextInt(6)) {
                case 0 -> text.delete(from, to);
                case 1 -> text.insert(from, piece);
                case 2 -> text.insert(random.nextInt(text.length() + 1), piece);
                case 3 -> text.replace(from, to, other.substring(start, Math.min(other.length(), start + 8)));
                case 4 -> text.insert(from, pick(strange, random));
                default -> text.setLength(from);
            }
        }
        return text.toString();
    }
}
