/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.queries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.Sparrow;
import dev.sparrow.error.SparrowException;
import dev.sparrow.sql.Sql;
import dev.sparrow.sql.cases.CaseFile;
import dev.sparrow.sql.cases.DuckDb;
import dev.sparrow.sql.parser.Parser;
import dev.sparrow.sql.parser.Parser.Read;
import dev.sparrow.sql.parser.Printer;
import dev.sparrow.sql.syntax.Query;
import dev.sparrow.sql.syntax.Statement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The queries of the case files have the rows that DuckDB has, on one partition and on several. Those that have not
/// are listed in a file, each with what is different; `-Dcases=write` writes it anew.
class QueriesTest {
    private static final Path UNLIKE = Path.of("src/test/resources/queries-unlike.txt");
    private static final List<String> FILES = List.of("friendly", "select", "spark", "postgres", "words");
    private static final List<Integer> PARTITIONS = List.of(1, 7);
    private static final Pattern CELLS = Pattern.compile(" \\| ");

    /// How many rows an answer in a file has at most, and how many characters of a cell.
    private static final int ROWS_MAX = 12;

    private static final int CELL_MAX = 60;
    private static final double SHARE_MIN = 0.9;

    private final Map<String, String> unlike = new LinkedHashMap<>();
    private int taken;

    @Test
    void queriesOfTheCaseFiles_haveTheRowsThatDuckDbHas(@TempDir Path folder) throws Exception {
        try (var sc = Sparrow.local()) {
            for (var name : FILES) {
                answer(CaseFile.read(name).cases(), sc, folder.resolve(name));
            }
        }
        var lines = new ArrayList<String>();
        unlike.forEach((query, reason) -> lines.add(query + "\n    " + reason));
        if (CaseFile.isWriting()) {
            Files.writeString(UNLIKE, String.join("\n", lines) + "\n");
        }
        System.out.printf("Of %d queries that DuckDB takes, %d are answered alike.%n", taken, taken - unlike.size());
        assertThat(String.join("\n", lines)).isEqualTo(Files.readString(UNLIKE).stripTrailing());
        assertThat((double) unlike.size()).isLessThanOrEqualTo(taken * (1 - SHARE_MIN));
    }

    private void answer(List<CaseFile.Case> cases, Sparrow sc, Path folder) throws Exception {
        try (var database = new DuckDb(folder)) {
            database.run(CaseFile.setUp());
            var sqls = new ArrayList<Sql>();
            for (var partitions : PARTITIONS) {
                sqls.add(Sql.on(sc));
                CaseTables.copy(database.connection(), sqls.getLast(), sc, partitions);
            }
            for (var each : cases) {
                if (DuckDb.takes(each.answers())) {
                    answer(each, database, sqls, sc, folder);
                }
            }
        }
    }

    private void answer(CaseFile.Case each, DuckDb database, List<Sql> sqls, Sparrow sc, Path folder) throws Exception {
        var statement = statement(each.statement());
        var isOne = !each.statement().contains(";");
        if (statement instanceof Statement.Run(var _, var query) && isOfRows(query)) {
            if (!each.answers().contains("duckdb: wants values")) {
                taken++;
                var written = isOne ? each.statement() : Printer.print(statement);
                var text = written.replace("FOLDER", folder.toString());
                compare(text, query, each, sqls, folder);
            }
        } else if (!database.answer(each.statement()).getFirst().startsWith("duckdb: error")) {
            for (var i = 0; i < sqls.size(); i++) {
                CaseTables.copy(database.connection(), sqls.get(i), sc, PARTITIONS.get(i));
            }
        }
    }

    /// The folder is another in each run, and as long as it likes.
    private static String withoutFolder(CaseFile.Case each, String difference, Path folder) {
        var named = difference.replace(folder.toString(), "FOLDER");
        return each.statement().contains("FOLDER") ? named.replaceFirst("column \\d+", "column N") : named;
    }

    /// Descriptions are statements that stand where queries do.
    private static boolean isOfRows(Query query) {
        return switch (query) {
            case Query.Describe _, Query.Summarize _, Query.ShowTables _ -> false;
            case Query _ -> true;
        };
    }

    /// The last one; null if it is not read.
    private static Statement statement(String text) {
        return Parser.read(text) instanceof Read<List<Statement>>(var statements) && !statements.isEmpty()
                ? statements.getLast()
                : null;
    }

    private void compare(String text, Query query, CaseFile.Case each, List<Sql> sqls, Path folder) {
        for (var i = 0; i < sqls.size(); i++) {
            var difference = difference(text, query, each, sqls.get(i));
            if (difference != null) {
                var where = i == 0 ? "" : "on " + PARTITIONS.get(i) + " partitions ";
                unlike.putIfAbsent(each.toString(), where + withoutFolder(each, difference, folder));
                return;
            }
        }
    }

    /// What is different, in a line; null if nothing is.
    private static String difference(String text, Query query, CaseFile.Case each, Sql sql) {
        try {
            var table = sql.sql(text);
            var rows = Cells.rows(table);
            var answer =
                    each.answers().subList(each.answers().indexOf(header(each)) + 1, each.answers().size()).stream()
                            .map(line -> CELLS.splitAsStream(line).map(String::strip).toList())
                            .toList();
            return DuckDb.isVarying(each.statement()) || isSame(rows, answer, isOrdered(query)) ? null : "has " + rows;
        } catch (SparrowException e) {
            return e.getMessage().lines().findFirst().orElse("");
        } catch (RuntimeException | AssertionError e) {
            return String.valueOf(e);
        }
    }

    private static String header(CaseFile.Case each) {
        return each.answers().stream().filter(line -> line.startsWith("duckdb: ")).findFirst().orElseThrow();
    }

    private static boolean isOrdered(Query query) {
        return query instanceof Query.Ordered ordered && ordered.orderBy().isPresent();
    }

    private static boolean isSame(List<List<String>> rows, List<List<String>> answer, boolean ordered) {
        var isCut = answer.size() == ROWS_MAX && rows.size() > ROWS_MAX;
        var own = new ArrayList<>(isCut ? rows.subList(0, ROWS_MAX) : rows);
        var other = new ArrayList<>(answer);
        if (!ordered) {
            own.sort(Comparator.comparing(List::toString));
            other.sort(Comparator.comparing(List::toString));
        }
        if (own.size() != other.size()) {
            return false;
        }
        for (var i = 0; i < own.size(); i++) {
            if (!Cells.isSame(own.get(i).stream().map(QueriesTest::cut).toList(), other.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static String cut(String cell) {
        return cell.length() > CELL_MAX ? cell.substring(0, CELL_MAX) + "…" : cell;
    }
}
