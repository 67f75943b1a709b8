/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.sql.parser.Parser;
import dev.sparrow.sql.parser.Parser.Failed;
import dev.sparrow.sql.parser.Parser.Read;
import dev.sparrow.sql.parser.Printer;
import dev.sparrow.sql.syntax.Problem;
import dev.sparrow.sql.syntax.Statement;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What statements are read as, and what DuckDB says of them.
class CaseFilesTest {
    /// The files with statements of the pages of documents.
    private static final List<String> PAGES = List.of("friendly", "select", "spark", "postgres");

    private static final Set<String> PROBLEMS = Set.of("problems", "refused");

    /// What DuckDB reads in another way, on purpose.
    private static final Pattern DEVIATIONS =
            // a number and its alias there; a short form that has no other text
            Pattern.compile("\\b0[xob]\\w+|\\bpivot \\w+ on (?!.* in \\(\\d)", Pattern.CASE_INSENSITIVE);

    /// DuckDB is asked what a statement means and what its printed tree means. Names of columns show the text that they
    /// were computed by, so they are not compared.
    @ParameterizedTest
    @MethodSource("dev.sparrow.sql.cases.CaseFile#names")
    void eachStatement_isReadAndAnsweredAsItsFileSays(String name, @TempDir Path folder) throws Exception {
        var file = CaseFile.read(name);
        var answered = new ArrayList<CaseFile.Case>();
        var soft = new SoftAssertions();
        try (var written = new DuckDb(folder.resolve("written"));
                var printed = new DuckDb(folder.resolve("printed"))) {
            written.run(CaseFile.setUp());
            for (var each : printed(CaseFile.setUp())) {
                printed.run(each);
            }
            for (var each : file.cases()) {
                var answer = written.answer(each.statement());
                var answers = new ArrayList<>(reading(each.statement()));
                answers.addAll(answer);
                answered.add(new CaseFile.Case(each.statement(), answers));
                var texts = printed(each.statement());
                if (DuckDb.takes(answer) && !texts.isEmpty() && !DEVIATIONS.matcher(each.statement()).find()) {
                    texts.subList(0, texts.size() - 1).forEach(printed::answer);
                    soft.assertThat(DuckDb.withoutNames(printed.answer(texts.getLast())))
                            .as(each + "\n" + texts)
                            .isEqualTo(DuckDb.withoutNames(answer));
                }
                soft.assertThat(answers)
                        .as(each.statement())
                        .isEqualTo(CaseFile.isWriting() ? answers : each.answers());
            }
        }
        if (CaseFile.isWriting()) {
            file.write(answered);
        }
        soft.assertAll();
    }

    /// Printed; none if the text is not read.
    private static List<String> printed(String text) {
        return switch (Parser.read(text)) {
            case Read<List<Statement>>(var statements) -> statements.stream().map(Printer::print).toList();
            case Failed<List<Statement>> _ -> List.of();
        };
    }

    @ParameterizedTest
    @MethodSource("dev.sparrow.sql.cases.CaseFile#all")
    void whatIsPrinted_isReadAsTheSameTree(CaseFile.Case each) {
        if (Parser.read(each.statement()) instanceof Read<List<Statement>>(var statements)) {
            for (var statement : statements) {
                var printed = Printer.print(statement);

                var again = Parser.statement(printed);

                assertThat(again).as(printed).isEqualTo(statement);
                assertThat(Printer.print(again)).isEqualTo(printed);
            }
        }
    }

    @Test
    void ofTheStatementsOfThePages_nearlyAllThatDuckDbTakesAreRead() {
        var taken =
                PAGES.stream()
                        .flatMap(name -> CaseFile.read(name).cases().stream())
                        .filter(each -> DuckDb.takes(each.answers()))
                        .toList();
        var unread = taken.stream().filter(each -> problem(each.statement()) != null).toList();

        System.out.printf("Of %d statements that DuckDB takes, %d are not read:%n", taken.size(), unread.size());
        unread.forEach(each -> System.out.println("  " + each));
        assertThat(taken).hasSizeGreaterThan(300);
        assertThat(unread.size()).isLessThanOrEqualTo(taken.size() / 10);
    }

    @Test
    void statementsThatAreNoSql_areProblems() {
        var read =
                PROBLEMS.stream()
                        .flatMap(name -> CaseFile.read(name).cases().stream())
                        .filter(each -> problem(each.statement()) == null)
                        .map(CaseFile.Case::statement);

        assertThat(read).containsExactly(";;");
    }

    private static List<String> reading(String statement) {
        return switch (Parser.read(statement)) {
            case Read<List<Statement>>(var statements) ->
                    statements.isEmpty()
                            ? List.of("reads: nothing")
                            : statements.stream()
                                    .map(each -> "reads: " + Printer.print(each).replace("\n", "\\n"))
                                    .toList();
            case Failed<List<Statement>>(var problem) ->
                    List.of(
                            "%s %d:%d %s%s"
                                    .formatted(
                                            problem.code(),
                                            problem.line(),
                                            problem.column(),
                                            problem.message(),
                                            problem.hint().map(hint -> " " + hint).orElse("")));
        };
    }

    private static Problem problem(String statement) {
        return switch (Parser.read(statement)) {
            case Read<List<Statement>> _ -> null;
            case Failed<List<Statement>>(var problem) -> problem;
        };
    }
}
