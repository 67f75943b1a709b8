/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.sql.parser.Parser.Failed;
import dev.sparrow.sql.syntax.Expression;
import dev.sparrow.sql.syntax.Problem;
import dev.sparrow.sql.syntax.ProblemCode;
import dev.sparrow.sql.syntax.Query;
import dev.sparrow.sql.syntax.Statement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

class ParserTest {
    /// What a thread has if nobody says how much.
    private static final long STACK_BYTES = 1 << 20;

    @Test
    void aProblem_namesItsPlaceAndShowsTheLine() {
        assertThatThrownBy(() -> Parser.statements("select name\nfrom riders\nwhre age > 30"))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SQL))
                .hasMessage(
                        """
                        SQL, line 3, column 1: 'whre' cannot stand here. Did you mean WHERE?
                            whre age > 30
                            ^^^^\
                        """);
    }

    @Test
    void aProblemInALongLine_isShownWithWhatStandsAroundIt() {
        var problem = problem("select " + "1234567890, ".repeat(50) + " from t where where x " + "and y ".repeat(50));

        assertThat(problem.report().lines().skip(1))
                .containsExactly(
                        "    1234567890, 1234567890, 1234567890,  from t where where x and y and y and y and y and y and y and y",
                        "                                                      ^^^^^");
    }

    @Test
    void whatMovesTheCursor_isLeftBlank() {
        var problem = problem("select\t'\u001b[31m' \u202e frm t frm");

        assertThat(problem.report()).doesNotContain("\u001b", "\u202e", "\t");
    }

    @Test
    void aTextThatIsNotAtItsEnd_isToldFromOneThatIsWrong() {
        assertThat(problem("select 1 +").isAtEnd()).isTrue();
        assertThat(problem("select 'abc").isAtEnd()).isTrue();
        assertThat(problem("select (1 -- and more\n ").isAtEnd()).isTrue();
        assertThat(problem("select (1 from t").isAtEnd()).isFalse();
    }

    @Test
    void nodes_knowWhereTheyStand() {
        var text = "select a + b as c, f( x )\nfrom t";
        var run = (Statement.Run) Parser.statement(text);
        var select = (Query.Select) run.query();
        var places =
                select.selection().items().stream()
                        .flatMap(item -> List.of(item.at(), item.value().at()).stream())
                        .map(at -> text.substring(at.start(), at.end()))
                        .toList();

        assertThat(places).containsExactly("a + b as c", "a + b", "f( x )", "f( x )");
        assertThat(text.substring(select.at().start(), select.at().end())).isEqualTo(text);
    }

    @Test
    void trees_areEqualIfTheySayTheSame() {
        assertThat(Parser.expression("a+ (b*c)")).isEqualTo(Parser.expression("a + b * c"));
        assertThat(Parser.expression("\"a\" != 1")).isEqualTo(Parser.expression("a <> 1"));
        assertThat(Parser.expression("(a + b) * c")).isNotEqualTo(Parser.expression("a + b * c"));
        assertThat(Parser.expression("A")).isNotEqualTo(Parser.expression("a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "f(",
                "- ",
                "not ",
                "[",
                "a[",
                "case when a then ",
                "{'a': ",
                "(select ",
                "(from ",
                "exists (select ",
                "a in (select ",
                "array(select ",
                "cast(",
                "f(x, ",
                "interval (",
                "lambda x: "
            })
    void whatIsNestedTooDeeply_isAProblem(String opening) throws Exception {
        var problem = onUsualStack(() -> problem("select " + opening.repeat(5000)));

        assertThat(problem.code()).isEqualTo(ProblemCode.TOO_DEEP);
        assertThat(problem.message())
                .isEqualTo(
                        "Expressions and queries are nested too deeply here. Name parts of it in a WITH clause or a view,"
                                + " or write a list of values as a table.");
        assertThat(problem.exception().code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"from (", "with a as (", "explain ", "select 1 union (", "select * from a join ("})
    void queriesThatAreNestedTooDeeply_areAProblem(String opening) throws Exception {
        var problem = onUsualStack(() -> problem(opening.repeat(5000)));

        assertThat(problem.code()).isEqualTo(ProblemCode.TOO_DEEP);
    }

    @Test
    void typesThatAreNestedTooDeeply_areAProblem() throws Exception {
        var problem = onUsualStack(() -> problem("select x::" + "struct(a ".repeat(5000)));

        assertThat(problem.code()).isEqualTo(ProblemCode.TOO_DEEP);
    }

    @ParameterizedTest
    @ValueSource(strings = {" + a", "[1]", "::int", ".f()", " is null", " || a", " union select 1", " join t on true"})
    void aChainThatIsTooLong_isAProblem(String link) throws Exception {
        var start = link.contains("join") ? "from t" : "select a";

        var problem = onUsualStack(() -> problem(start + link.repeat(5000)));

        assertThat(problem.code()).isEqualTo(ProblemCode.TOO_DEEP);
        assertThat(problem.message()).startsWith("A chain of more than 500 operators, unions or joins ends here.");
    }

    @Test
    void whatIsNestedAsDeeplyAsMayBe_isReadPrintedAndCompared() throws Exception {
        for (var text :
                List.of(
                        "select " + "(".repeat(240) + "1" + ")".repeat(240),
                        "select " + "f(".repeat(240) + "1" + ")".repeat(240),
                        "select " + "(select ".repeat(48) + "1" + ")".repeat(48),
                        "from (".repeat(48) + "t" + ")".repeat(48),
                        "select a" + " + a".repeat(490),
                        "select " + "-".repeat(1) + " a" + "[1]".repeat(490))) {
            onUsualStack(() -> {
                var statement = Parser.statement(text);
                assertThat(Parser.statement(Printer.print(statement)).equals(statement)).isTrue();
                assertThat(statement.hashCode()).isNotZero();
                return null;
            });
        }
    }

    @Test
    void conditionsAndValuesByTheThousands_areFine() {
        var conditions = Collections.nCopies(20_000, "a = 1").stream().collect(Collectors.joining(" or "));
        var values = Collections.nCopies(100_000, "(1, 'a')").stream().collect(Collectors.joining(", "));

        var read = (Expression.Logical) Parser.expression(conditions);
        var rows = (Query.Values) ((Statement.Run) Parser.statement("values " + values)).query();

        assertThat(read.conditions()).hasSize(20_000);
        assertThat(rows.rows()).hasSize(100_000);
    }

    @Test
    void aTextThatIsTooLong_isAProblem() {
        var problem = problem("select " + " ".repeat(Lexer.TEXT_MAX));

        assertThat(problem.code()).isEqualTo(ProblemCode.TOO_LONG);
        assertThat(problem.message())
                .isEqualTo(
                        "The statement has 16777223 characters; at most 16777216 are read. Register long lists of values"
                                + " as a table.");
    }

    @Test
    void aNumberThatIsTooLong_isAProblem() {
        var problem = problem("select " + "1".repeat(5000));

        assertThat(problem.message()).isEqualTo("A number has 5000 characters; at most 1000 are read.");
    }

    @Test
    void oneStatementIsWanted_andTwoAreToldFromIt() {
        assertThatThrownBy(() -> Parser.statement("select 1; select 2"))
                .hasMessageContaining("line 1, column 11: The text has 2 statements, but one is wanted.");
        assertThatThrownBy(() -> Parser.statement(" -- nothing"))
                .hasMessageContaining("There is no statement in the text.");
        assertThatThrownBy(() -> Parser.expression("a b")).hasMessageContaining("'b' cannot stand here");
    }

    @Test
    void parameters_haveNumbersOrNames() {
        assertThat(Parser.expression("? + ?")).isEqualTo(Parser.expression("$1 + $2"));
        assertThat(Printer.print(Parser.expression("$from + :a".replace(":a", "$a")))).isEqualTo("$from + $a");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22})
    void theQueriesOfTpch_areReadAndPrinted(int number) throws IOException {
        var text = Files.readString(Path.of("src/test/resources/tpch/q%02d.sql".formatted(number)));

        var statement = Parser.statement(text);

        assertThat(Parser.statement(Printer.print(statement))).isEqualTo(statement);
    }

    private static Problem problem(String text) {
        return switch (Parser.read(text)) {
            case Parser.Read<List<Statement>>(var statements) -> throw new AssertionError("read: " + statements.size());
            case Failed<List<Statement>>(var problem) -> problem;
        };
    }

    private interface Task<T> {
        T run() throws Exception;
    }

    private static <T> T onUsualStack(Task<T> task) throws InterruptedException {
        var result = new AtomicReference<T>();
        var failure = new AtomicReference<Throwable>();
        var thread =
                new Thread(
                        null,
                        () -> {
                            try {
                                result.set(task.run());
                            } catch (Throwable e) {
                                failure.set(e);
                            }
                        },
                        "usual stack",
                        STACK_BYTES);
        thread.start();
        thread.join(60_000);
        if (failure.get() != null) {
            throw new AssertionError(failure.get());
        }
        return result.get();
    }
}
